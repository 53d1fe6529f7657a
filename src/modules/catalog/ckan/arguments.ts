/** What clients send as arguments: everything may be a text, a list may be JSON or words with commas between, as CKAN takes them. */
import { z } from 'zod'
import { invalid } from './errors.ts'

const TEXT_CHARS_MAX = 100_000
export const LIST_MAX = 1000

/** An empty text is as good as none. */
const orNone = (value: unknown): unknown => (value === '' || value === null ? undefined : value)

function unpacked(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

export const text = z.preprocess(
  (value) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : orNone(value)),
  z.string({ error: 'Missing value' }).max(TEXT_CHARS_MAX),
)
/** What may be left out, or left empty. */
export const orNothing = <Shape extends z.ZodType>(shape: Shape) => z.preprocess(orNone, shape.optional())
export const orDefault = (shape: typeof text, unset: string) => z.preprocess(orNone, shape.default(unset))
export const flag = z.preprocess(
  (value) => (typeof value === 'string' ? /^(true|yes|t|y|1|on)$/i.test(value.trim()) : orNone(value)),
  z.union([z.boolean(), z.number().transform(Boolean)], { error: 'Must be boolean' }),
)
export const int = (from: number, to: number, unset: number) =>
  z.preprocess(
    (value) => {
      const given = orNone(value)
      return typeof given === 'string' && /^\s*-?\d+\s*$/.test(given) ? Number(given) : given
    },
    z
      .int({ error: 'Invalid integer' })
      .min(from, { error: `Must be at least ${from}` })
      .transform((value) => Math.min(value, to))
      .default(unset),
  )
/** JSON, words with commas between, or one word. */
export const list = z.preprocess(
  (value) => {
    const given = unpacked(orNone(value))
    return typeof given === 'string' ? given.split(',').map((word) => word.trim()) : given
  },
  z.array(text, { error: 'Not a list' }).max(LIST_MAX),
)
export const object = z.preprocess(
  (value) => unpacked(orNone(value)),
  z.record(z.string(), z.unknown(), { error: 'Not a dictionary' }),
)
export const records = z.preprocess(
  (value) => unpacked(orNone(value)),
  z.array(z.record(z.string(), z.unknown()), { error: 'Not a list of dictionaries' }),
)

/** The arguments of one action. What an action does not know is let be. Throws a validation error that names each parameter. */
export function read<Shape extends z.ZodType>(shape: Shape, given: Record<string, unknown>): z.output<Shape> {
  const { success, data, error } = shape.safeParse(given)
  if (success) return data
  const fields: Record<string, string[]> = {}
  for (const { path, message } of error.issues) (fields[String(path[0] ?? 'data')] ??= []).push(message)
  throw invalid(fields)
}
