/** A line so small that only its shape is read. */

const round = (value: number) => Math.round(value * 10) / 10

/** Path data for the values, evenly spaced, missing ones left as gaps; and where the last one stands. */
export function sparkline(all: (number | null)[], width: number, height: number, inset = 3) {
  const values = all.slice(
    all.findIndex((value) => value !== null),
    all.findLastIndex((value) => value !== null) + 1,
  )
  const known = values.filter((value) => value !== null)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const x = (i: number) => round(inset + (i * (width - 2 * inset)) / Math.max(1, values.length - 1))
  const y = (value: number) =>
    round(high === low ? height / 2 : height - inset - ((value - low) * (height - 2 * inset)) / (high - low))
  let path = ''
  values.forEach((value, i) => {
    if (value === null) return
    const [before, after] = [values[i - 1] ?? null, values[i + 1] ?? null]
    path += `${before === null ? 'M' : 'L'}${x(i)} ${y(value)}`
    // A line of no length with round ends: a figure that stands alone is still seen.
    if (before === null && after === null) path += 'h0'
  })
  const at = values.findLastIndex((value) => value !== null)
  return { path, end: at < 0 ? undefined : { x: x(at), y: y(values[at]!) } }
}
