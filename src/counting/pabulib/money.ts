/** Amounts as whole numbers of their smallest part. */

const AMOUNT = /^(\d{1,15})(?:[.,](\d{1,6}))?$/

export const decimalsOf = (text: string): number => AMOUNT.exec(text)?.[2]?.replace(/0+$/, '').length ?? 0

/** Undefined where it is no amount. */
export function partsOf(text: string, decimals: number): bigint | undefined {
  const found = AMOUNT.exec(text.replace(/[\s\u00a0\u202f]/g, ''))
  return found ? BigInt(found[1]! + (found[2] ?? '').padEnd(decimals, '0').slice(0, decimals)) : undefined
}

/** As the standard writes it. */
export function amountOf(parts: bigint, partsPerUnit: bigint): string {
  const decimals = String(partsPerUnit).length - 1
  if (decimals === 0) return String(parts)
  const digits = String(parts).padStart(decimals + 1, '0')
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/\.?0+$/, '')
}
