/** The city's price list as people keep it in a spreadsheet: one item a line. Pure. */
import { parse } from 'csv-parse/sync'
import { refuse } from '../refusals.ts'
import { PriceItem, PRICES_MAX } from '../types.ts'

const BYTES_MAX = 500_000
export const PRICE_COLUMNS = ['code', 'pl', 'en', 'uk', 'unit', 'price'] as const

/** Columns code, pl, en, uk, unit, price, with `;`, `,` or tabs between; a line of headings may stand first. Throws `proposals.badPrices`. */
export function pricesIn(text: string): PriceItem[] {
  const rows = rowsIn(text)
  const items = rows.map((row, i) => {
    const [code = '', pl = '', en = '', uk = '', unit = '', price = ''] = row.map((cell) => cell.trim())
    const { success, data } = PriceItem.safeParse({ code, names: { pl, en, uk }, unit, unit_minor: minorIn(price) })
    if (!success) throw refuse.badPrices({ line: i + 1, found: row.join('; ').slice(0, 120) })
    return data
  })
  const seen = new Set<string>()
  for (const [i, { code }] of items.entries()) {
    if (seen.has(code)) throw refuse.badPrices({ line: i + 1, found: code })
    seen.add(code)
  }
  return items
}

function rowsIn(text: string): string[][] {
  if (text.length > BYTES_MAX) throw refuse.badPrices({ line: PRICES_MAX, found: '' })
  const first = text.split('\n', 1)[0]!
  const delimiter = [';', '\t'].find((sign) => first.includes(sign)) ?? ','
  let rows: string[][]
  try {
    rows = parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, bom: true, trim: true }) // prettier-ignore
  } catch (error) {
    throw refuse.badPrices({ line: (error as { lines?: number }).lines ?? 1, found: '' })
  }
  const items = rows[0]?.[0]?.toLowerCase() === PRICE_COLUMNS[0] ? rows.slice(1) : rows
  if (items.length === 0 || items.length > PRICES_MAX) throw refuse.badPrices({ line: items.length, found: '' })
  return items
}

/** 1 250,50 and 1250.5 as so many hundredths; NaN where it is no sum. */
export function minorIn(text: string): number {
  const plain = text.replaceAll(/[\s\u00a0]/g, '').replace(',', '.')
  return /^\d{1,12}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : Number.NaN
}

/** The list as a spreadsheet takes it, to be changed and brought back. */
export const pricesText = (items: readonly PriceItem[]): string =>
  [[...PRICE_COLUMNS], ...items.map(({ code, names: { pl, en, uk }, unit, unit_minor }) => [code, pl, en, uk, unit, (unit_minor / 100).toFixed(2)])] // prettier-ignore
    .map((row) => row.map((cell) => (/[";\n,\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(';'))
    .join('\n')
