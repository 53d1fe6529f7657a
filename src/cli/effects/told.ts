/** Evaluations as text for people. */
import type { Effect, Meta } from '#stats'
import { effectSaid, formatsFor, words } from '#words'

const { t, has } = words.en
const format = formatsFor('en', words.en)

const VERDICT_CHARS = 10
const short = (value: number): string => String(Number(value.toPrecision(6)))
const ended = (lines: readonly string[]): string => `${lines.join('\n')}\n`

/** What was found first, then what speaks against it, then the figures. */
export function effectText(effect: Effect): string {
  const { method, found, sure, cautions, assumptions, cannot, basis, errors } = effectSaid(words.en, format, effect)
  const weights = effect.drawings.flatMap((drawing) => (drawing.kind === 'weights' ? drawing.weights : []))
  const partName = (id: string) => (has(`effects.part.${id}`) ? t(`effects.part.${id}` as never) : id)
  return ended([
    ...[`${method.name}. ${method.what}`, '', found, ...sure],
    ...(cautions.length > 0 ? ['', ...cautions.map((caution) => `! ${caution}`)] : []),
    '',
    ...assumptions.map(({ verdict, name, text }) => `${verdict.padEnd(VERDICT_CHARS)}  ${name}: ${text}`),
    ...[`${'cannot'.padEnd(VERDICT_CHARS)}  ${cannot}`, '', `${basis}; ${errors}`],
    `estimate ${short(effect.estimate)}${effect.se === null ? '' : `, se ${short(effect.se)}`}${effect.p === null ? '' : `, p ${short(effect.p)}`}`, // prettier-ignore
    ...effect.parts.map(({ id, name, estimate, se, p }) => `  ${name && id !== 'level' && id !== 'slope' ? name : partName(id)}: ${short(estimate)}${se === null ? '' : ` (se ${short(se)})`}${p === null ? '' : `, p ${short(p)}`}`), // prettier-ignore
    ...weights.map(({ unit, weight }) => `  ${(100 * weight).toFixed(1).padStart(5)} %  ${unit}`),
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
