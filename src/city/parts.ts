/** The pack's JSON files, each read by its schema; every problem with its line. */
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { fill } from './fill.ts'
import { InnovationsPack, NO_INNOVATIONS } from '#innovations'
import { NetworkPack, NO_NETWORK } from '#network'
import { BudgetPack, NO_BUDGET } from '#participation'
import { MoneyPack, NO_MONEY } from './money.ts'
import { NOTHING, Things } from './things/types.ts'
import { JsonInvalid, parseJson, type Json } from './json.ts'
import {
  Assets,
  CityInfo,
  Datasets,
  Indicators,
  Measures,
  Omissions,
  Places,
  Society,
  Sources,
  Targets,
  type Problem,
} from './types.ts'

/** `none`: what a pack without the file has of it; a file that has none must be there. */
type Named<T> = { file: string; schema: z.ZodType<T>; none?: NoInfer<T> }
const named = <T>(file: string, schema: z.ZodType<T>, none?: NoInfer<T>): Named<T> => ({ file, schema, none })

/** The one list of the parts of a pack. */
export const FILES = {
  info: named('city.json', CityInfo),
  places: named('places.json', Places),
  sources: named('sources.json', Sources),
  measures: named('measures.json', Measures),
  indicators: named('indicators.json', Indicators),
  datasets: named('datasets.json', Datasets),
  targets: named('targets.json', Targets, { targets: [] }),
  omissions: named('omissions.json', Omissions, { omissions: [] }),
  assets: named('assets.json', Assets, { acts: [], assets: [] }),
  things: named('things.json', Things, NOTHING),
  budget: named('budget.json', BudgetPack, NO_BUDGET),
  innovations: named('innovations.json', InnovationsPack, NO_INNOVATIONS),
  money: named('money.json', MoneyPack, NO_MONEY),
  network: named('network.json', NetworkPack, NO_NETWORK),
  society: named('society.json', Society, {}),
}

/** A file as it stands; where its schema finds problems, `data` has blanks. `problem` tells of a value in it, at its line. */
export type Part<T> = {
  file: string
  data: T | undefined
  problems: Problem[]
  problem(path: readonly PropertyKey[], right: string, found?: string): Problem
}
export type Parts = { [Name in keyof typeof FILES]: Part<z.output<(typeof FILES)[Name]['schema']>> }

export async function readParts(folder: string): Promise<Parts> {
  const read = async ([name, said]: [string, Named<unknown>]) => [name, await readPart(folder, said)]
  return Object.fromEntries(await Promise.all(Object.entries(FILES).map(read))) as Parts
}

async function readPart(folder: string, { file, schema, none }: Named<unknown>): Promise<Part<unknown>> {
  if (none !== undefined && !(await isThere(join(folder, file)))) return withoutFile(file, none)
  return filledPart(await readJson(folder, file), schema)
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** A file that a pack may do without. */
function withoutFile<T>(file: string, data: T): Part<T> {
  const problem: Part<T>['problem'] = (_path, right) => ({
    file,
    line: 1,
    column: 1,
    field: '',
    found: 'no such file',
    right,
  })
  return { file, data, problems: [], problem }
}

function filledPart<T>(part: Part<unknown>, schema: z.ZodType<T>): Part<T> {
  const parsed = parsePart(part, schema)
  return part.problems.length === 0 ? { ...parsed, data: parsed.data ?? fill(schema, part.data) } : parsed
}

/** Any JSON file of the pack; what is in it is not known yet. */
export async function readJson(folder: string, file: string): Promise<Part<unknown>> {
  const broken = ({ line, column }: { line: number; column: number }, found: string, right: string): Part<unknown> => ({
    file,
    data: undefined,
    problems: [{ file, line, column, field: '', found, right }],
    problem: () => ({ file, line, column, field: '', found, right }),
  })
  const start = { line: 1, column: 1 }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(join(folder, file)))
  } catch (error) {
    const absent = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return absent
      ? broken(start, 'no such file', 'a file of this name')
      : broken(start, (error as Error).message, 'UTF-8')
  }
  try {
    const json = parseJson(text)
    return { file, data: json.value, problems: [], problem: problemIn(file, json) }
  } catch (error) {
    if (!(error instanceof JsonInvalid)) throw error
    return broken(error.place, error.found, error.right)
  }
}

export function parsePart<T>(part: Part<unknown>, schema: z.ZodType<T>): Part<T> {
  const { file, problem } = part
  if (part.problems.length > 0) return { ...part, data: undefined }
  const parsed = schema.safeParse(part.data)
  if (parsed.success) return { file, problem, data: parsed.data, problems: [] }
  const problems = parsed.error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [problem(issue.path, rightOf(issue))]
    return issue.keys.map((key) => problem([...issue.path, key], 'a field that the format knows'))
  })
  return { file, problem, data: undefined, problems }
}

function rightOf(issue: z.core.$ZodIssue): string {
  const { code, message } = issue
  if (code === 'invalid_type' && message.startsWith('Invalid input'))
    return `${article(issue.expected)} ${issue.expected}`
  if (code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`
  return message
}

const article = (noun: string) => (/^[aeiou]/.test(noun) ? 'an' : 'a')

function problemIn(file: string, json: Json): Part<unknown>['problem'] {
  return (path, right, found = shown(valueAt(json.value, path))) => ({
    file,
    ...json.placeOf(path),
    field: fieldOf(path),
    found,
    right,
  })
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      inner !== null && typeof inner === 'object' ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  )
}

const FOUND_CHARS_MAX = 120

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > FOUND_CHARS_MAX ? `${text.slice(0, FOUND_CHARS_MAX)}…` : text
}

/** indicators[3].names.uk */
function fieldOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text ? `${text}.${String(key)}` : String(key)
  }, '')
}
