/**
 * Which of a measure's figures a selection means. A key that is not named stands at its total: the value 'total' where
 * the measure lists one, and no word at all where it does not. `*` means every value but the total, so that a sum over
 * it counts nobody twice.
 */
import type { Choice, MeasureName } from './ast.ts'
import { nearest, placeOf, refuse } from './refusals.ts'

export type MeasureType = {
  readonly id: string
  readonly unit: string
  readonly dimensions?: readonly { readonly id: string; readonly values: readonly { readonly id: string }[] }[]
}

export const SELECTED_MAX = 1_000
const TOTALS: ReadonlySet<string> = new Set(['total', '_T'])

/** The dimension texts that a selection means, keys in alphabetical order: 'age=65-69;sex=male', '' for the total. */
export function selectDimensions(source: string, { choices, span }: MeasureName, measure: MeasureType): string[] {
  const dimensions = (measure.dimensions ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const known = dimensions.map(({ id }) => id)
  const chosen = new Map<string, Choice>()
  for (const choice of choices) {
    const details = { ...placeOf(source, choice.keySpan), measure: measure.id, dimension: choice.key }
    if (!known.includes(choice.key)) {
      const { hint, ...suggestion } = nearest(choice.key, known)
      const help = hint === 'none' && known.length > 0 ? 'known' : hint
      throw refuse.unknownDimension({ ...details, known: known.join(', '), hint: help, ...suggestion })
    }
    if (chosen.has(choice.key)) throw refuse.duplicate({ ...details, what: 'dimension', name: choice.key })
    chosen.set(choice.key, choice)
  }
  let texts = ['']
  for (const { id, values } of dimensions) {
    const ids = values.map((value) => value.id)
    const words = valuesOf(source, measure.id, id, ids, chosen.get(id))
    texts = texts.flatMap((text) => words.map((word) => (word === '' ? text : `${text}${text && ';'}${id}=${word}`)))
    if (texts.length > SELECTED_MAX) {
      throw refuse.tooLong({ ...placeOf(source, span), what: 'values', found: texts.length, max: SELECTED_MAX })
    }
  }
  return texts
}

function valuesOf(source: string, measure: string, dimension: string, known: string[], choice?: Choice): string[] {
  if (!choice) return [known.find((value) => TOTALS.has(value)) ?? '']
  if (choice.values === 'all') return known.filter((value) => !TOTALS.has(value))
  const seen = new Set<string>()
  for (const { text, span } of choice.values) {
    const details = { ...placeOf(source, span), measure, dimension }
    if (!known.includes(text)) throw refuse.unknownDimensionValue({ ...details, ...nearest(text, known) })
    if (seen.has(text)) throw refuse.duplicate({ ...details, what: 'value', name: text })
    seen.add(text)
  }
  return [...seen]
}
