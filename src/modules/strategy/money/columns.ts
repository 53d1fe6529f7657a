/** The columns of a file of budget lines, by the words that offices write over them, in any order; and the words in their cells. Pure. */
import { refuse } from './refusals.ts'
import type { Direction, Kind, MoneySource } from './types.ts'

export const COLUMNS = ['year', 'direction', 'kind', 'division', 'chapter', 'paragraph', 'source', 'district', 'goal', 'project', 'title', 'amount', 'planned', 'committed', 'spent'] as const // prettier-ignore
export type Column = (typeof COLUMNS)[number]
/** Where each column that the file has stands, from 0, with its name there. */
export type Placed = Partial<Record<Column, { at: number; name: string }>>

/** The first of each is what the file is asked for by. */
export const NAMES: Record<Column, readonly string[]> = {
  year: ['rok', 'year', 'рік'],
  direction: ['strona', 'direction', 'side', 'dochody czy wydatki', 'dochody/wydatki', 'rodzaj', 'напрям'],
  kind: ['etap', 'kind', 'stage', 'етап'],
  division: ['dział', 'division', 'розділ'],
  chapter: ['rozdział', 'chapter', 'підрозділ'],
  paragraph: ['paragraf', 'paragraph', '§', 'параграф'],
  source: ['źródło', 'source', 'źródło finansowania', 'джерело'],
  district: ['dzielnica', 'district', 'район'],
  goal: ['cel', 'goal', 'cel strategii', 'ціль', 'мета'],
  project: ['projekt', 'project', 'проєкт'],
  title: ['nazwa', 'title', 'name', 'treść', 'opis', 'zadanie', 'назва'],
  amount: ['kwota', 'amount', 'wartość', 'сума'],
  planned: ['plan', 'planned', 'plan po zmianach', 'план'],
  committed: ['zaangażowanie', 'committed', 'зобов’язання'],
  spent: ['wykonanie', 'spent', 'executed', 'виконання'],
}

/** Letters and signs alone, without accents: `Źródło finansowania:` and `zrodlo_finansowania` are one word. */
export const plain = (text: string): string =>
  text.toLowerCase().replaceAll('ł', 'l').normalize('NFD').replace(/[^\p{L}\p{N}§]/gu, '') // prettier-ignore

const BY_NAME = new Map(COLUMNS.flatMap((column) => NAMES[column].map((name) => [plain(name), column] as const)))

/** Throws `money.columnTwice`, `money.noColumn`. */
export function placed(names: readonly string[]): Placed {
  const found: Placed = {}
  names.forEach((name, at) => {
    const column = BY_NAME.get(plain(name))
    if (!column) return
    if (found[column]) throw refuse.columnTwice({ column: name, other: found[column].name })
    found[column] = { at, name }
  })
  const [seen, asked] = [names.filter(Boolean).join(', '), (column: Column) => NAMES[column][0]!]
  for (const column of ['year', 'direction'] as const)
    if (!found[column]) throw refuse.noColumn({ column: asked(column), found: seen })
  if (!found.amount && !found.planned && !found.committed && !found.spent)
    throw refuse.noColumn({ column: ['amount', 'planned', 'spent'].map((one) => asked(one as Column)).join(' / '), found: seen }) // prettier-ignore
  if (found.amount && !found.kind) throw refuse.noColumn({ column: asked('kind'), found: seen })
  return found
}

const words = <T extends string>(all: Record<T, readonly string[]>): ReadonlyMap<string, T> =>
  new Map((Object.keys(all) as T[]).flatMap((one) => [one, ...all[one]].map((word) => [plain(word), one] as const)))

export const DIRECTION_WORDS = words<Direction>({
  revenue: ['dochód', 'dochody', 'przychody', 'доходи', 'дохід'],
  expenditure: ['wydatek', 'wydatki', 'видатки', 'видаток'],
})
export const KIND_WORDS = words<Kind>({
  planned: ['plan', 'planowane', 'plan po zmianach', 'план'],
  committed: ['zaangażowanie', 'zaangażowane', 'зобов’язання'],
  spent: ['wykonanie', 'wykonane', 'executed', 'виконання'],
})
export const SOURCE_WORDS = words<MoneySource>({
  own: ['własne', 'środki własne', 'dochody własne', 'власні'],
  state: ['państwo', 'budżet państwa', 'dotacja', 'dotacja z budżetu państwa', 'subwencja', 'держава'],
  eu: ['ue', 'unijne', 'środki unijne', 'unia europejska', 'єс'],
  residents: ['mieszkańcy', 'budżet obywatelski', 'мешканці'],
})
const TOTAL = /^(razem|ogolem|suma|lacznie|total|sum|разом|всього|усього)/
export const isTotal = (text: string): boolean => TOTAL.test(plain(text))
