/** What may be taken back, and how its note stands in a file: a line for each language. Pure. */
import { refusals } from '#platform/errors'
import type { Import } from '../types.ts'
import type { Cell, Notes } from './types.ts'

export const refuse = refusals('indicators', { notPublished: 409, nothingToWithdraw: 409, notStanding: 409 })

/** The reason that stands in the place of a figure which was taken back. */
export const WITHDRAWN = 'withdrawn'
const LANGS = ['pl', 'en', 'uk'] as const

export function withdrawable(found: Pick<Import, 'id' | 'state'>): void {
  if (found.state !== 'published') throw refuse.notPublished({ id: found.id })
}

export const keyOf = ({ area, measure, dimension, period }: Cell): string => `${measure} ${dimension} ${area} ${period}`

/** The chosen of the figures that still stand as the import said them, or all. */
export function chosen<Row extends Cell>(
  id: string,
  standing: readonly Row[],
  cells: readonly Cell[] | undefined,
): Row[] {
  if (standing.length === 0) throw refuse.nothingToWithdraw({ id })
  if (!cells) return [...standing]
  const byKey = new Map(standing.map((row) => [keyOf(row), row]))
  const rows = cells.map((cell) => {
    const row = byKey.get(keyOf(cell))
    if (!row) throw refuse.notStanding({ id, ...cell })
    return row
  })
  return [...new Set(rows)]
}

/** `pl: …` and so on, a line each; `readNotes` gives them back. */
export const writeNotes = (notes: Notes): string =>
  LANGS.flatMap((lang) => (notes[lang] ? [`${lang}: ${notes[lang]}`] : [])).join('\n')

/** The note in the first language that it is said in. */
export const saidOf = (notes: Notes): string => LANGS.flatMap((lang) => notes[lang] ?? [])[0] ?? ''

export function readNotes(text: string): Notes {
  const lines = text.split('\n').flatMap((line) => {
    const [, lang, note] = /^(pl|en|uk): (.+)$/.exec(line) ?? []
    return lang && note ? [[lang, note]] : []
  })
  return Object.fromEntries(lines) as Notes
}
