/** The evidence grows: evaluations of one practice in several cities, pooled where they measure the same in the same way. Pure. */
import { meta, type EffectMethod, type Meta } from '#stats'
import type { Checked, Evaluation } from './types.ts'

/** By how well a method tells the effect from what would have happened anyway; what differs in it is never pooled. */
export const FAMILIES = ['random', 'compared', 'series', 'before'] as const
export type Family = (typeof FAMILIES)[number]
const FAMILY: Record<EffectMethod, Family> = { randomised: 'random', clusters: 'random', did: 'compared', event: 'compared', synthetic: 'compared', its: 'series', before: 'before' } // prettier-ignore

/** Why a result stands apart: its city is no longer accepted, its key may be another's, it came before, it was not found once more, it says no error. */
export const APART = ['peer', 'key', 'twice', 'fails', 'unchecked', 'noError'] as const
export type Apart = (typeof APART)[number]

export type Study = {
  domain: string
  isOwn: boolean
  /** Of the city whose practice it is, or of one that took it. */
  isOrigin: boolean
  /** When it came here: what its city says of the day could be written back. */
  at: Date
  evaluation: Evaluation
  /** `holds` too for the city's own, which another person ran again. */
  checked: Checked | null
  isAccepted: boolean
  isDoubtful: boolean
}

export const WARNINGS = ['few', 'differ', 'ahead', 'models'] as const
export type Warning = (typeof WARNINGS)[number]

export type Group = {
  family: Family
  scale: Evaluation['scale']
  unit: string
  better: Evaluation['better']
  /** What was measured: a number of a standard where there is one. */
  what: string
  studies: Study[]
  /** Where two or more can be pooled; of ratios, in logarithms. */
  pooled?: { reml: Meta; laird: Meta; warnings: Warning[] }
}
export type Evidence = { groups: Group[]; apart: { study: Study; why: Apart }[] }

const FEW = 5
const DIFFER_PERCENT = 50
/** Two ways of weighing that lead to means so far apart (in standard errors) are said to disagree. */
const MODELS_APART = 0.5

export function evidenceOf(all: readonly Study[]): Evidence {
  const groups = new Map<string, Group>()
  const apart: Evidence['apart'] = []
  const [prints, addresses] = [new Set<string>(), new Set<string>()]
  for (const study of all.toSorted(byTurn)) {
    const { sha256, address } = study.evaluation
    const why = whyApart(study) ?? (prints.has(sha256) || addresses.has(address) ? 'twice' : undefined)
    if (why) {
      apart.push({ study, why })
      continue
    }
    prints.add(sha256)
    addresses.add(address)
    const { key, ...group } = groupOf(study.evaluation)
    const same = groups.get(key) ?? { ...group, studies: [] }
    same.studies.push(study)
    groups.set(key, same)
  }
  return { groups: [...groups.values()].map(withPooled).toSorted((a, b) => b.studies.length - a.studies.length), apart }
}

/** Of two that are the same, the one of whose practice it is stays, then the one that came first. */
const byTurn = (a: Study, b: Study): number =>
  Number(b.isOrigin) - Number(a.isOrigin) || a.at.getTime() - b.at.getTime()

function whyApart({ checked, isAccepted, isDoubtful, evaluation: { se, scale, estimate } }: Study): Apart | undefined {
  if (!isAccepted) return 'peer'
  if (isDoubtful) return 'key'
  if (checked === 'fails') return 'fails'
  if (checked !== 'holds') return 'unchecked'
  return se === null || se <= 0 || (scale === 'ratio' && estimate <= 0) ? 'noError' : undefined
}

function groupOf({ indicator, outcome, unit, method, scale, better }: Evaluation) {
  const family = FAMILY[method]
  const [standard] = (indicator?.standards ?? []).map((one) => `${one.standard} ${one.code}`).toSorted()
  const what = standard ?? indicator?.id ?? outcome
  const measured = indicator?.unit ?? unit
  return { ...{ family, scale, better, what, unit: measured }, key: JSON.stringify([what, measured, scale, family]) }
}

/** As it is pooled: ratios by their logarithm, of which the error is. */
export const onScale = (scale: Evaluation['scale'], value: number): number =>
  scale === 'ratio' ? Math.log(value) : value
export const offScale = (scale: Evaluation['scale'], value: number): number =>
  scale === 'ratio' ? Math.exp(value) : value

function withPooled(group: Group): Group {
  const { studies, scale } = group
  if (studies.length < 2) return group
  const given = studies.map(({ domain, evaluation: { estimate, se } }) => ({ name: domain, effect: onScale(scale, estimate), variance: se! ** 2 })) // prettier-ignore
  const [reml, laird] = [meta(given, 'reml'), meta(given, 'dersimonianLaird')]
  return { ...group, pooled: { reml, laird, warnings: warningsOf(reml, laird) } }
}

export function warningsOf(reml: Meta, laird: Meta): Warning[] {
  const { k, iSquared_percent, prediction, low, high, mean, se } = reml
  const isClear = low > 0 || high < 0
  const isClearAhead = prediction !== null && (prediction.low > 0 || prediction.high < 0)
  const found: (Warning | false)[] = [
    k < FEW && 'few',
    iSquared_percent >= DIFFER_PERCENT && 'differ',
    isClear && !isClearAhead && 'ahead',
    Math.abs(mean - laird.mean) > MODELS_APART * se && 'models',
  ]
  return found.filter((one) => one !== false)
}
