/** The signs of a map: each kind of thing has a shape and a colour of its own, so that colour is never the only sign. */
const SHAPES: ((r: number) => string)[] = [
  (r) => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  (r) => `M${-r * 0.88} ${-r * 0.88}h${r * 1.76}v${r * 1.76}h${-r * 1.76}z`,
  (r) => `M0 ${-r * 1.2}L${r * 1.2} 0L0 ${r * 1.2}L${-r * 1.2} 0z`,
  (r) => `M0 ${-r * 1.15}L${r * 1.1} ${r * 0.85}H${-r * 1.1}z`,
  (r) => `M0 ${r * 1.15}L${r * 1.1} ${-r * 0.85}H${-r * 1.1}z`,
]
const COLOURS = ['var(--accent)', 'var(--series-1)', 'var(--series-2)', 'var(--series-3)', 'var(--series-5)']
/** Kinds beyond these share one sign. */
export const SIGNS_MAX = SHAPES.length - 1

const number = (value: string) => String(Math.round(Number(value) * 10) / 10)

export type Sign = { shape(r: number): string; colour: string }
export const signOf = (kinds: readonly string[], kind: string): Sign => {
  const at = kinds.indexOf(kind)
  const place = at === -1 || at >= SIGNS_MAX ? SIGNS_MAX : at
  return { shape: (r) => SHAPES[place]!(r).replace(/-?\d+\.\d{2,}/g, number), colour: COLOURS[place]! }
}
