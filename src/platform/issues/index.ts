/** What a schema finds wrong, as one of the codes that have a sentence: for programs that ask and for forms that people fill in. */
import type { z } from 'zod'

export type Issue = z.core.$ZodIssue & { input?: unknown }

type Coded = { code: string; values?: Record<string, unknown> }

/** Zod's issue as one of the codes that have a sentence. */
export function codeOf(issue: Issue): Coded {
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
