/** Classes of a choropleth map: at most five, about equally full, their bounds round numbers. */

export type Classes = { bounds: number[]; of(value: number): number }
const CLASSES_MAX = 5
const STEPS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]

export function classesOf(values: number[]): Classes {
  const sorted = values.toSorted((a, b) => a - b)
  const wanted = Math.min(CLASSES_MAX, new Set(values).size)
  const bounds: number[] = []
  for (let i = 1; i < wanted; i++) {
    const bound = rounded(sorted[Math.floor((i * sorted.length) / wanted)]!)
    const inside = bound > sorted[0]! && bound <= sorted.at(-1)!
    if (inside && bound > (bounds.at(-1) ?? -Infinity)) bounds.push(bound)
  }
  return { bounds, of: (value) => bounds.filter((bound) => value >= bound).length }
}

/** The nearest number that people would choose: 1 430 → 1 500. */
function rounded(value: number): number {
  if (value === 0) return 0
  const power = 10 ** Math.floor(Math.log10(Math.abs(value)))
  const size = Math.abs(value) / power
  const step = STEPS.reduce((best, one) => (Math.abs(one - size) < Math.abs(best - size) ? one : best))
  return Number((Math.sign(value) * step * power).toPrecision(6))
}
