/** What is different between two dictionaries of a table, and whether that breaks what others have built on it. */
import type { Dictionary, Field } from './schema.ts'

export type DictionaryChange = {
  column: string
  /** What of it: the column as a whole, or one of its words. */
  what: 'column' | Exclude<keyof Field, 'name'>
  before: unknown
  after: unknown
  /** Whoever reads the table by its old dictionary may fail on the new one. */
  breaks: boolean
}

const BREAKING = new Set<keyof Field>(['type', 'unit'])
/** Of how a file is read, which those who read the table do not see. */
const WHATS = ['source', 'title', 'description', 'type', 'format', 'unit', 'decimalChar', 'groupChar', 'trueValues', 'falseValues', 'missingValues', 'constraints', 'codes', 'mend'] as const // prettier-ignore

export function diffDictionary(before: Dictionary, after: Dictionary): DictionaryChange[] {
  const old = new Map(before.fields.map((field) => [field.name, field]))
  const now = new Map(after.fields.map((field) => [field.name, field]))
  const gone = before.fields.filter(({ name }) => !now.has(name)).map((field): DictionaryChange => ({ column: field.name, what: 'column', before: field, after: null, breaks: true })) // prettier-ignore
  const rest = after.fields.flatMap((field): DictionaryChange[] => {
    const was = old.get(field.name)
    if (!was) return [{ column: field.name, what: 'column', before: null, after: field, breaks: false }]
    return WHATS.filter((what) => JSON.stringify(was[what]) !== JSON.stringify(field[what])).map((what) => ({
      ...{ column: field.name, what, before: was[what] ?? null, after: field[what] ?? null },
      breaks: BREAKING.has(what),
    }))
  })
  return [...gone, ...rest]
}
