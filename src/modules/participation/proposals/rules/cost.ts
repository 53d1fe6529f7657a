/** What a proposal costs, by the city's prices. Pure, in whole grosze. */
import type { Content, CostLine, EditionOf, PriceItem } from '../types.ts'

export type PricedLine = CostLine & { sum_minor: number; priced: boolean }

/** Each line with its sum; what the price list knows costs what it says, whatever was typed. Gone from the list: as typed. */
export function priced(lines: readonly CostLine[], prices: readonly PriceItem[]): PricedLine[] {
  const priceOf = new Map(prices.map((item) => [item.code, item]))
  return lines.map((line) => {
    const item = line.code === '' ? undefined : priceOf.get(line.code)
    const unit_minor = item?.unit_minor ?? line.unit_minor
    return { ...line, unit_minor, sum_minor: times(line.quantity, unit_minor), priced: item !== undefined }
  })
}

/** So many times so much, rounded half up to a whole grosz; the quantity counts to the thousandth. */
export function times(quantity: number, unit_minor: number): number {
  return Number((BigInt(Math.round(quantity * 1_000)) * BigInt(unit_minor) + 500n) / 1_000n)
}

export const totalOf = (lines: readonly CostLine[], prices: readonly PriceItem[]): number =>
  priced(lines, prices).reduce((sum, { sum_minor }) => sum + sum_minor, 0)

/** Between what and what a proposal of this pool and category may cost: the tightest of the section, the category and the pool. */
export function limitsFor(edition: Pick<EditionOf, 'pools' | 'sections'>, { pool: code, category }: Pick<Content, 'pool' | 'category'>) {
  const pool = edition.pools.find((one) => one.code === code)
  const cost = edition.sections.find((one) => one.code === pool?.section)?.cost
  if (!pool || !cost) return undefined
  const most = [cost.most_minor, cost.byCategory?.[category]?.most_minor, pool.amount_minor]
  return { least_minor: cost.least_minor, most_minor: Math.min(...most.filter((one) => one !== undefined)) }
} // prettier-ignore
