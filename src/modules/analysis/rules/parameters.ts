/** Parameters as an address says them: `peers=all&top=75&set.strategy/green=2`. Pure. */
import { z } from 'zod'
import { Parameters } from '../types/index.ts'
import { refuse } from './refusals.ts'

/** Weights are said one by one, as `<name>.<key>`; every other parameter by its name. */
const WEIGHTS = ['set', 'like', 'part', 'theme'] as const
const TEXTS = ['area', 'peers', 'reference', 'mean', 'normalise', 'treat']
const NUMBERS = Object.keys(Parameters.shape).filter((name) => ![...TEXTS, ...WEIGHTS].includes(name))

export type Query = Readonly<Record<string, string | undefined>>
/** `right`: what it may be, in no language: 50–100; median, quartile. */
export type ParameterProblem = { name: string; found: string; right: string }

/**
 * The parameters that a query says, the rest by default; and what of it cannot be right, which then stands at its
 * default too. Names that are no parameters are left alone: pages have others beside.
 */
export function readParameters(query: Query, base: Pick<Parameters, 'area' | 'peers'>) {
  const problems: ParameterProblem[] = []
  const said: Record<string, unknown> = { ...base }
  const take = (
    name: string,
    found: string,
    value: unknown,
    into: Record<string, unknown>,
    schema: 'whole' | 'weight',
  ) => {
    const key = schema === 'whole' ? name : name.slice(name.indexOf('.') + 1)
    const field = schema === 'whole' ? name : name.slice(0, name.indexOf('.'))
    const parsed = Parameters.partial().safeParse({ [field]: schema === 'whole' ? value : { [key]: value } })
    if (parsed.success) into[key] = value
    else problems.push({ name, found, right: rightOf(field) })
  }
  const weights: Record<(typeof WEIGHTS)[number], Record<string, unknown>> = {
    ...{ set: {}, like: {}, part: {}, theme: {} },
  }
  for (const [name, found] of Object.entries(query)) {
    if (found === undefined || found === '') continue
    const group = WEIGHTS.find((one) => name.startsWith(`${one}.`))
    if (group) take(name, found, numberOf(found), weights[group], 'weight')
    else if (NUMBERS.includes(name)) take(name, found, numberOf(found), said, 'whole')
    else if (TEXTS.includes(name)) take(name, found, found, said, 'whole')
  }
  return { parameters: Parameters.parse({ ...said, ...weights }), problems }
}

/** Throws `analysis.parameter` with the first that cannot be right. */
export function parametersOf(query: Query, base: Pick<Parameters, 'area' | 'peers'>): Parameters {
  const { parameters, problems } = readParameters(query, base)
  if (problems[0]) throw refuse.parameter(problems[0])
  return parameters
}

export function rightOf(name: string): string {
  const { minimum, maximum, enum: choices, type } = RIGHT[name]!
  if (choices) return choices.join(', ')
  if (type === 'object') return '0–100'
  return type === 'string' ? 'all, similar:10, group:…, a,b,c' : `${minimum}–${maximum}`
}

type Right = { type?: string; minimum?: number; maximum?: number; enum?: string[] }
const RIGHT = z.toJSONSchema(Parameters).properties as Record<string, Right>

/** People in three countries write 0,5 and 0.5. */
const numberOf = (text: string): number => (/^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : NaN)

/** What differs from the defaults, as an address says it. */
export function queryOf(parameters: Parameters, base: Pick<Parameters, 'area' | 'peers'>): Record<string, string> {
  const defaults = Parameters.parse(base)
  const differing = Object.entries(parameters).flatMap(([name, value]): [string, string][] => {
    if (typeof value === 'object') return Object.entries(value).map(([key, one]) => [`${name}.${key}`, `${one}`])
    return value === defaults[name as keyof Parameters] ? [] : [[name, `${value}`]]
  })
  return Object.fromEntries(differing)
}
