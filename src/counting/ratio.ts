/** Exact fractions become numbers only to be shown, and to be looked through quickly. */

const BITS = 80n

/** The nearest number to numerator / denominator, to about 2⁻⁸⁰; both at least zero. */
export function ratio(numerator: bigint, denominator: bigint): number {
  const shifted = (numerator << BITS) / denominator
  return Number(shifted) / 2 ** Number(BITS)
}
