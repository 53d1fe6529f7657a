/** Evaluations as text for people. */
import type { Effect, Meta } from '#stats'
import { words } from '#words'

const { t, has } = words.en

const VERDICT_CHARS = 10
const short = (value: number): string => String(Number(value.toPrecision(6)))
const ended = (lines: readonly string[]): string => `${lines.join('\n')}\n`
type Figures = Readonly<Record<string, number | string>>
const figuresOf = (figures: Figures): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? short(value) : value}`)
    .join(', ')

type Kind = 'assumption' | 'caution' | 'part'

/** The sentence; a code that has none is told with its figures. */
function said(kind: Kind, id: string, figures: Figures = {}): string {
  const key = `effects.${kind}.${id}`
  return has(key) ? t(key, figures) : [id, figuresOf(figures)].filter(Boolean).join(': ')
}

export function effectText({
  method,
  outcome,
  unit = '',
  scale,
  estimate,
  interval,
  p,
  without,
  errors,
  n,
  parts,
  assumptions,
  cautions,
  drawings,
}: Effect): string {
  // prettier-ignore
  const around = interval ? ` (${short(100 * interval.level)} % interval ${short(interval.low)} to ${short(interval.high)})` : '' // prettier-ignore
  const weights = drawings.flatMap((drawing) => (drawing.kind === 'weights' ? drawing.weights : []))
  return ended([
    `${method}: ${outcome} ${scale === 'ratio' ? 'times ' : ''}${short(estimate)}${unit && ` ${unit}`}${around}${p === null ? '' : `, p ${short(p)}`}`, // prettier-ignore
    ...(without === null ? [] : [`without it ${short(without)}${unit && ` ${unit}`}`]),
    `from ${figuresOf(n)}; errors: ${errors.kind}${errors.factor ? `, ${errors.factor}` : ''}`,
    ...parts.map(({ id, name, estimate, se, p }) => `  ${name ?? said('part', id)}: ${short(estimate)}${se === null ? '' : ` (se ${short(se)})`}${p === null ? '' : `, p ${short(p)}`}`), // prettier-ignore
    ...weights.map(({ unit, weight }) => `  ${(100 * weight).toFixed(1).padStart(5)} %  ${unit}`),
    ...assumptions.map(({ id, verdict, figures }) => `${verdict.padEnd(VERDICT_CHARS)}  ${said('assumption', id, figures)}`), // prettier-ignore
    ...cautions.map(({ id, figures }) => `${'caution'.padEnd(VERDICT_CHARS)}  ${said('caution', id, figures)}`),
  ])
}

export function metaText({
  model,
  k,
  level,
  mean,
  se,
  low,
  high,
  p,
  q,
  iSquared_percent,
  tauSquared,
  prediction,
  forest,
}: Meta): string {
  // prettier-ignore
  const percent = short(100 * level)
  return ended([
    ...forest.map((row) => `${short(row.effect).padStart(12)}  ${short(row.low)} to ${short(row.high)}  ${(100 * row.weight).toFixed(1).padStart(5)} %  ${row.name}`), // prettier-ignore
    `${model}, ${k} studies: ${short(mean)} (${percent} % interval ${short(low)} to ${short(high)}), se ${short(se)}, p ${short(p)}`, // prettier-ignore
    `between studies: Q ${short(q.value)} of ${q.freedom}, p ${short(q.p)}; I² ${iSquared_percent.toFixed(1)} %; τ² ${short(tauSquared)}`, // prettier-ignore
    ...(prediction ? [`in a further place to be expected from ${short(prediction.low)} to ${short(prediction.high)}`] : []), // prettier-ignore
  ])
}

type Raised = { name: string; p: number; holm: number; benjaminiHochberg: number }

export const manyText = (rows: readonly Raised[]): string =>
  ended([
    'p, by Holm, by Benjamini and Hochberg',
    ...rows.map(({ name, p, holm, benjaminiHochberg }) => `${[p, holm, benjaminiHochberg].map((value) => short(value).padEnd(10)).join('  ')}  ${name}`), // prettier-ignore
  ])
