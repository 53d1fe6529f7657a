/** Which of the types that can be sent a reader asks for (RFC 9110, 12.5.1). */

const PARTS_MAX = 50

/** The type with the greatest weight, of equal ones the first of `types`; undefined where nothing is asked for. */
export function bestOf(accept: string | undefined, types: readonly string[]): string | undefined {
  if (!accept) return undefined
  const ranges = accept
    .toLowerCase()
    .split(',', PARTS_MAX)
    .map((part) => {
      const [range = '', ...parameters] = part.split(';').map((text) => text.trim())
      const weight = parameters.map((text) => /^q=([\d.]+)$/.exec(text)?.[1]).find((text) => text !== undefined)
      return { range, weight: weight === undefined ? 1 : Number(weight) || 0 }
    })
  const weightOf = (type: string): number => {
    const group = `${type.split('/')[0]}/*`
    const fitting = [type, group, '*/*'].map((range) => ranges.find((one) => one.range === range))
    return fitting.find((one) => one !== undefined)?.weight ?? 0
  }
  const best = Math.max(...types.map(weightOf))
  return best > 0 ? types.find((type) => weightOf(type) === best) : undefined
}
