/** What of the readings is doubtful by the rules of quality: told in words, drawn on the chart, named in the table's rows. */
import type { MarkKind, QualityMark } from '#infrastructure'
import type { HistoryPoint } from '#lib/server/charts/history.ts'
import type { Say, Value } from '#lib/live/things.ts'

/** Newest first; more are counted. */
const TOLD_MAX = 8

/** `stretch` is what would have to be left out, as a form asks for it; of a gap there is nothing. */
export type Told = { kind: MarkKind; from: string; text: string; stretch?: { from: string; to: string } }

export const marksTold = (
  say: Say,
  { unit }: Value,
  marks: readonly QualityMark[],
  stretchOf: (mark: QualityMark) => Told['stretch'],
) => ({
  told: marks.slice(0, TOLD_MAX).map((mark): Told => ({ kind: mark.kind, from: mark.from.toISOString(), text: sentence(say, unit, mark), ...(mark.kind !== 'gap' && { stretch: stretchOf(mark) }) })), // prettier-ignore
  more: Math.max(0, marks.length - TOLD_MAX),
})

function sentence({ t, format }: Say, unit: string, { kind, from, to, detail }: QualityMark): string {
  const value = format.value(detail.value ?? 0, unit)
  const span = { from: format.moment(from), to: format.moment(to) }
  switch (kind) {
    case 'gap':
      return t('live.marks.gap.text', span)
    case 'stuck':
      return t('live.marks.stuck.text', { ...span, value, n: detail.readings ?? 0 })
    case 'range':
      return t('live.marks.range.text', { at: span.from, value })
    case 'outlier':
      return t('live.marks.outlier.text', { at: span.from, value, usual: format.value(detail.usual ?? 0, unit) })
    case 'clock':
      return t('live.marks.clock.text', { at: span.from })
  }
}

/** The kinds of marks of each point, which stands for the time until the next: what was read after a gap says so. */
export function kindsAt(points: readonly HistoryPoint[], end: Date, marks: readonly QualityMark[], isRaw: boolean): MarkKind[][] {
  return points.map(({ at }, i) => {
    const next = points[i + 1]?.at ?? end
    const meets = ({ kind, from, to }: QualityMark) =>
      isRaw ? (kind === 'gap' ? to.getTime() === at.getTime() : from <= at && at <= to) : from < next && to >= at
    return [...new Set(marks.filter(meets).map(({ kind }) => kind))]
  })
} // prettier-ignore
