/** `unia trend <series.csv>`: the trend of one series of period and value, never across a break. */
import type { PeriodKind } from '#indicators'
import { pieces, trend, type NoTrend, type Trend } from '#stats'
import type { Command } from '../commands.ts'
import { numberOf } from './options.ts'
import { readSeries, type Series } from './series.ts'

/** `slope` is the change by one such period, `intercept` the line at the piece's first. */
export type Piece = { from: string; to: string; per: PeriodKind } & (Trend | NoTrend)

export const trendOfSeries: Command = async ({ args: [file], values }) => {
  if (!file) {
    process.stderr.write('trend <series.csv> [--break <period>] [--level 0.95] [--json]\n')
    return 2
  }
  const level = values.level === undefined ? undefined : numberOf('level', values.level)
  const series = await readSeries(file, values.break)
  const told = piecesOf(series, level)
  const missing = series.figures.filter(({ y }) => y === null).length
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ file, trend: told.at(-1) ?? null, pieces: told, missing })}\n`
      : toText(told, missing),
  )
  return 0
}

/** The trend of each piece between breaks; the last is that of today. Throws `stats.…`. */
export function piecesOf({ figures, kind }: Series, level?: number): Piece[] {
  return pieces(figures).map((piece) => {
    const begin = piece[0]!.x
    const found = trend(
      piece.map(({ x, y }) => ({ x: x - begin, y })),
      { level },
    )
    return { from: piece[0]!.period, to: piece.at(-1)!.period, per: kind, ...found }
  })
}

const short = (value: number): string => String(Number(value.toPrecision(6)))

function toText(told: readonly Piece[], missing: number): string {
  const lines = told.map((piece) => {
    const where = `${piece.from} to ${piece.to}`
    if (piece.kind === 'tooFew') return `${where}: no trend of ${piece.n}, at least ${piece.nMin} are needed`
    if (piece.kind === 'constant') return `${where}: no trend, always ${short(piece.value)}`
    const { slope, interval, p, direction, n, per, method } = piece
    const range = interval
      ? `${interval.level * 100} % interval ${short(interval.low)} to ${short(interval.high)}`
      : 'too few for an interval'
    const said = direction === 'none' ? 'no clear trend' : direction
    return `${where}: ${said}; ${short(slope)} a ${per} (${range}), p ${short(p)} (${method}), n ${n}`
  })
  return `${[...lines, ...(missing > 0 ? [`${missing} without a figure`] : [])].join('\n')}\n`
}
