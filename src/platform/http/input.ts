/** What came in, checked by the route's zod schemas; what is wrong with it is told field by field, in the caller's language. */
import type { FastifySchemaCompiler } from 'fastify'
import { z } from 'zod'
import type { Lang } from './context.ts'
import type { FieldError, Sentence } from './problems.ts'

type Part = FieldError['in']
type Issue = z.core.$ZodIssue & { input?: unknown }

const ERRORS_TOLD_MAX = 100
const PARTS: Record<string, Part> = { body: 'body', querystring: 'query', params: 'params', headers: 'headers' }

export class InvalidInput extends Error {
  readonly issues: readonly Issue[]
  readonly part: Part

  constructor(issues: readonly Issue[], part: Part) {
    super(`${part}: ${issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`)
    this.name = 'InvalidInput'
    this.issues = issues
    this.part = part
  }
}

/** A route's schemas are zod's. The input is kept with each issue, to tell a missing field from a wrong one. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart = 'body' }) => {
  return (data) => {
    const { data: value, error } = schema.safeParse(data, { reportInput: true })
    return error ? { error: new InvalidInput(error.issues, PARTS[httpPart] ?? 'body') } : { value }
  }
}

export const fieldErrors = ({ issues, part }: InvalidInput, lang: Lang, say: Sentence): FieldError[] =>
  issues.slice(0, ERRORS_TOLD_MAX).map((issue) => {
    const { code, values } = codeOf(issue)
    // A schema that has its own words for what would be right knows better than the general sentence.
    const detail = code === 'field.custom' ? issue.message : say(lang, code, values)
    return { in: part, path: issue.path.map(String).join('.'), code, detail }
  })

type Coded = { code: string; values?: Record<string, unknown> }

/** Zod's issue as one of the codes that have a sentence. */
function codeOf(issue: Issue): Coded {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return { code: 'field.missing' }
      return { code: 'field.type', values: { expected: kindOf(issue.expected) } }
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return { code: 'field.missing' }
      return { code: 'field.tooSmall', values: bound(issue.origin, issue.minimum, issue.inclusive) }
    case 'too_big':
      return { code: 'field.tooLarge', values: bound(issue.origin, issue.maximum, issue.inclusive) }
    case 'invalid_format':
      return { code: 'field.format', values: { format: FORMATS.has(issue.format) ? issue.format : 'other' } }
    case 'not_multiple_of':
      return { code: 'field.step', values: { step: issue.divisor } }
    case 'unrecognized_keys':
      return { code: 'field.unknown', values: { names: issue.keys.join(', ') } }
    case 'invalid_value':
      return { code: 'field.choice', values: { choices: issue.values.map(String).join(', ') } }
    case 'custom':
      return { code: 'field.custom' }
    default:
      return { code: 'field.wrong' }
  }
}

/** The kinds and formats that the sentences know by name. */
const KINDS = new Set(['string', 'number', 'int', 'boolean', 'date', 'array', 'object'])
const FORMATS = new Set(['email', 'url', 'uuid', 'date', 'datetime', 'time', 'regex'])

function kindOf(expected: string): string {
  if (expected === 'record') return 'object'
  return KINDS.has(expected) ? expected : 'other'
}

function bound(origin: string, limit: unknown, inclusive = true): Record<string, unknown> {
  const value = typeof limit === 'bigint' ? Number(limit) : limit
  const kind = origin === 'string' || origin === 'array' || origin === 'set' ? origin : 'number'
  return { kind: kind === 'set' ? 'array' : kind, limit: value, inclusive: String(inclusive) }
}
