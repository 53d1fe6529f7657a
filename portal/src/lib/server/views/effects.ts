/** An effect as a page shows it: in plain words, and each drawing in two sizes with its table. */
import type { Drawing, Effect } from '#stats'
import { effectSaid, words, type EffectSaid, type Formats, type Lang } from '#words'
import { effectChart, STROKES } from '#lib/server/charts/effects.ts'

export type EffectDrawing = {
  id: string
  title: string
  note?: string
  wide: string
  narrow: string
  legend: { name: string; stroke: string; dash: string }[]
  columns: { id: string; label: string; numeric?: boolean }[]
  rows: string[][]
}
export type EffectView = { said: EffectSaid; drawings: EffectDrawing[] }

export function effectView(lang: Lang, format: Formats, effect: Effect): EffectView {
  const said = effectSaid(words[lang], format, effect)
  const drawings = effect.drawings.map((drawing, at) => drawingView(lang, format, effect, drawing, said.found, `${drawing.kind}-${at}`)) // prettier-ignore
  return { said, drawings }
}

/** Who does not see it is told what was found; the rows stand in the table. */
function drawingView(
  lang: Lang,
  format: Formats,
  effect: Effect,
  drawing: Drawing,
  description: string,
  id: string,
): EffectDrawing {
  const { t } = words[lang]
  const name = (line: string) => t(`effects.chart.line.${line}` as never)
  const title = t(`effects.chart.${drawing.kind}`, { level: effect.interval?.level ?? 0.95 })
  const chart = { id, title, description, tick: (value: number) => format.number(value), name }
  const lines = drawing.kind === 'periods' ? drawing.lines : []
  return {
    ...{ id, title, wide: effectChart(drawing, chart, 'wide'), narrow: effectChart(drawing, chart, 'narrow') },
    ...(drawing.kind === 'periods' && drawing.merged ? { note: t('effects.chart.merged', { merged: drawing.merged }) } : {}), // prettier-ignore
    legend: lines.map((line) => ({ name: name(line.id), ...STROKES[line.id] })),
    ...tableOf(lang, format, drawing),
  }
}

function tableOf(lang: Lang, format: Formats, drawing: Drawing): Pick<EffectDrawing, 'columns' | 'rows'> {
  const { t } = words[lang]
  const number = (value: number | null | undefined) => (value === null || value === undefined ? '–' : format.number(value)) // prettier-ignore
  const column = (id: string, label: string, numeric = true) => ({ id, label, numeric })
  const word = (key: 'period' | 'group' | 'n' | 'mean' | 'low' | 'high' | 'sinceStart' | 'estimate' | 'units' | 'unit' | 'share' | 'gap' | 'widest' | 'highest') => t(`effects.chart.${key}`) // prettier-ignore
  const named = (keys: Parameters<typeof word>[0][]) => keys.map((key, i) => column(key, word(key), i > 0))
  switch (drawing.kind) {
    case 'periods':
      return {
        columns: [column('period', word('period'), false), ...drawing.lines.map(({ id }) => column(id, t(`effects.chart.line.${id}`)))], // prettier-ignore
        rows: drawing.periods.map((period, i) => [period, ...drawing.lines.map(({ values }) => number(values[i]))]),
      }
    case 'event':
      return {
        columns: named(['sinceStart', 'estimate', 'low', 'high', 'units']),
        rows: drawing.points.map(({ at, estimate, low, high, units, reference }) => reference ? [String(at), t('effects.chart.reference'), '–', '–', number(units)] : [String(at), number(estimate), number(low), number(high), number(units)]), // prettier-ignore
      }
    case 'groups':
      return {
        columns: named(['group', 'n', 'mean', 'low', 'high']),
        rows: drawing.groups.map(({ id, n, mean, low, high }) => [t(`effects.chart.line.${id}`), number(n), number(mean), number(low), number(high)]), // prettier-ignore
      }
    case 'placebos':
      return {
        columns: named(['period', 'gap', 'widest', 'highest']),
        rows: drawing.periods.map((period, i) => {
          const gaps = drawing.placebos.flatMap((placebo) => placebo.gaps[i] ?? [])
          return [period, number(drawing.treated[i]), ...(gaps.length > 0 ? [number(Math.min(...gaps)), number(Math.max(...gaps))] : ['–', '–'])] // prettier-ignore
        }),
      }
    case 'weights':
      return {
        columns: named(['unit', 'share']),
        rows: drawing.weights.map(({ unit, weight }) => [unit, format.value(100 * weight, '%', 1)]),
      }
  }
}
