/** What the pages of practices over the network show: whose each is, how well it is known, and what cities found together. */
import { money, said as typed } from '#strategy'
import { offScale, type AdoptionStep, type BegunPlan, type Evidence, type EvidenceGroup, type Learned, type NetworkPractice, type PracticeEvaluation, type ShownAdoption, type Strength, type UndertakenAdoption } from '#network' // prettier-ignore
import { forestChart, type Forest } from '#lib/server/charts/forest.ts'
import { methodName } from './pilots.ts'
import type { Say } from './projects.ts'
import { said } from './said.ts'

const TONES = { claimed: 'plain', signed: 'warning', recomputed: 'good', repeated: 'good' } as const satisfies Record<Strength, string> // prettier-ignore

type City = NetworkPractice['city']
export const cityName = ({ lang }: Say, { names, isOwn, shown }: City): string =>
  isOwn ? said(names, lang).text : `${said(names, lang).text} (${shown})`

/** As many digits as its neighbours in a table, also where the last is a zero. */
const placesOf = (value: number): number => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2)

const amount = (
  { format }: Say,
  { unit, scale }: { unit: string; scale: 'difference' | 'ratio' },
  value: number,
): string =>
  // prettier-ignore
  scale === 'ratio' ? `× ${format.number(value)}` : `${value > 0 ? '+' : ''}${format.value(value, unit, placesOf(value))}`

const unitOf = ({ indicator, unit, scale }: Pick<PracticeEvaluation, 'indicator' | 'unit' | 'scale'>) => ({
  unit: indicator?.unit ?? unit,
  scale,
})

type Measured = Pick<PracticeEvaluation, 'indicator' | 'unit' | 'scale' | 'estimate' | 'interval'>
export const estimateOf = (say: Say, evaluation: Measured): string => {
  const { estimate, interval } = evaluation
  const told = (value: number) => amount(say, unitOf(evaluation), value)
  return interval ? `${told(estimate)} (${told(interval.low)} … ${told(interval.high)})` : told(estimate)
}

/** Who learned what from whom. */
export const learnedRows = ({ lang, format }: Say, learned: readonly Learned[]) =>
  learned.map(({ from, fromNames, to, toNames, titles, since, hasResult, card, isKnown }, at) => ({
    ...{ id: String(at), from: fromNames ? said(fromNames, lang).text : from, to: said(toNames, lang).text || to },
    ...{ title: said(titles, lang), since: format.day(since.slice(0, 10)), hasResult },
    ...(isKnown && { practice: { domain: from, card } }),
  }))
export type LearnedRow = ReturnType<typeof learnedRows>[number]

export function exchangeCard(say: Say, card: NetworkPractice) {
  const { t, lang, format } = say
  const { city, content, strength, adoptions, isDoubtful } = card
  return {
    ...{ domain: city.domain, id: card.card, title: said(content.titles, lang), problem: said(content.problem, lang) },
    ...{
      effect: said(content.effect, lang),
      city: cityName(say, city),
      isOwn: city.isOwn,
      isDoubtful,
      isFalse: card.checked === 'fails',
    },
    strength: { tone: TONES[strength], text: t(`exchange.strengths.${strength}`), hint: t(`exchange.strengthsText.${strength}`) }, // prettier-ignore
    people: city.people === undefined ? '' : t('exchange.people', { people: format.number(city.people) }),
    cost: content.cost ? money(say, content.cost.amount_minor, content.cost.currency) : '',
    taken: adoptions > 0 ? t('exchange.taken', { count: adoptions }) : '',
    measured: card.evaluation ? estimateOf(say, card.evaluation) : '',
  }
}

/** All that it says, under its headings, in the order in which one asks. */
export function exchangePage(say: Say, card: NetworkPractice) {
  const { t, lang, city } = say
  const { content, evaluation, problem, checked } = card
  const parts = (['problem', 'context', 'done', 'effect', 'failed', 'conditions'] as const).flatMap((name) => {
    const texts = content[name]
    return texts ? [{ name, heading: t(`community.written.${name}`), ...said(texts, lang) }] : []
  })
  const { cost, contact, licence, dimension, elsewhere } = content
  const facts: [string, string][] = [
    [t('community.written.cost'), cost ? money(say, cost.amount_minor, cost.currency) : ''],
    [t('community.written.contact'), contact],
    [t('community.written.licence'), licence],
    [t('exchange.dimension'), dimension ? t(`innovations.dimensions.${dimension}`) : ''],
    [t('exchange.city'), elsewhere ?? ''],
  ]
  return {
    ...{ ...exchangeCard(say, card), parts, facts: facts.filter(([, value]) => value !== '') },
    whose: card.city.isOwn ? t('exchange.whoseOwn') : t('exchange.whose', { city: cityName(say, card.city) }),
    unconfirmed: checked !== 'holds' && problem ? t('exchange.problem', { problem }) : '',
    ...{ document: card.document, bundle: evaluation?.address, name: city.info.names[lang] },
  }
}

export function adoptionView(say: Say, { city, id, content, evaluation, isAccepted }: ShownAdoption) {
  const { t, format, lang } = say
  return {
    ...{ id, isAccepted, isOwn: city.isOwn, adapted: said(content.adapted, lang), contact: content.contact },
    title: t('exchange.adoption', { city: cityName(say, city), day: format.day(content.since.slice(0, 10)) }),
    state: !isAccepted ? t('exchange.noLonger') : evaluation ? t('exchange.resulted', { estimate: estimateOf(say, evaluation) }) : t('exchange.trying'), // prettier-ignore
    tone: !isAccepted ? ('warning' as const) : evaluation ? ('good' as const) : ('plain' as const),
  }
}

/** By domain, what a city is called. */
type Names = ReadonlyMap<string, string>

export function evidenceView(say: Say, { groups, apart }: Evidence, names: Names) {
  const { t } = say
  return {
    groups: groups.map((group, at) => groupView(say, group, names, String(at))),
    apart: apart.map(({ study, why }, at) => ({ id: String(at), city: names.get(study.domain) ?? study.domain, estimate: estimateOf(say, study.evaluation), why: t(`exchange.why.${why}`) })), // prettier-ignore
  }
}

/** A column of a table is a word of its own, and may begin a heading. */
const titled = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function groupView(say: Say, group: EvidenceGroup, names: Names, at: string) {
  const { t, format } = say
  const { studies, pooled, scale, family, better } = group
  const told = (value: number) => amount(say, group, offScale(scale, value))
  const called = studies[0]!.evaluation.indicator?.names
  const what = called ? said(called, say.lang).text : group.what
  const title = titled(t('exchange.group', { what, family: t(`exchange.family.${family}`) }))
  const direction = t(better === 'higher' ? 'exchange.betterHigher' : 'exchange.betterLower')
  if (!pooled) return { id: at, title, direction, said: t('exchange.single', { estimate: estimateOf(say, studies[0]!.evaluation) }) } // prettier-ignore
  const { reml, laird, warnings } = pooled
  const nameOf = (domain: string) => names.get(domain) ?? domain
  const rows = reml.forest.map(({ effect, low, high, weight }, i) => ({ name: nameOf(studies[i]!.domain), estimate: effect, low, high, weight, isOwn: studies[i]!.isOwn })) // prettier-ignore
  const average = t('exchange.pooled', { k: reml.k, mean: told(reml.mean), low: told(reml.low), high: told(reml.high) })
  const forest: Forest = {
    ...{ id: `forest-${at}`, title: `${title}. ${t('exchange.chart')}`, rows, none: 0 },
    description: t('exchange.chartText', { said: average }),
    mean: { name: t('exchange.mean'), estimate: reml.mean, low: reml.low, high: reml.high, ahead: reml.prediction },
    tick: (value) => (scale === 'ratio' ? format.number(Math.exp(value), 2) : format.number(value)),
  }
  const share = (part: number) => format.value(100 * part, '%', 0)
  return {
    ...{ id: at, title, direction, said: average },
    ahead: reml.prediction ? t('exchange.ahead', { low: told(reml.prediction.low), high: told(reml.prediction.high) }) : '', // prettier-ignore
    warnings: warnings.map((one) => t(`exchange.warnings.${one}`)),
    ...{ wide: forestChart(forest, 'wide'), narrow: forestChart(forest, 'narrow') },
    rows: rows.map(({ name, estimate, low, high, weight }, i) => ({ id: String(i), name: studies[i]!.isOrigin ? `${name}, ${t('exchange.origin')}` : name, estimate: told(estimate), interval: `${told(low)} … ${told(high)}`, weight: share(weight) })), // prettier-ignore
    models: [reml, laird].map((one) => ({
      model: t(`exchange.models.${one.model}`),
      mean: `${told(one.mean)} (${told(one.low)} … ${told(one.high)})`,
      q: `${format.number(one.q.value, 2)} (${format.number(one.q.p, 3)})`,
      iSquared: format.value(one.iSquared_percent, '%', 0),
      tauSquared: format.number(one.tauSquared, 3),
      prediction: one.prediction ? `${told(one.prediction.low)} … ${told(one.prediction.high)}` : '–',
    })),
  }
}

const STEP_TONES = { adopted: 'warning', planned: 'plain', tried: 'plain', abandoned: 'warning', resulted: 'good', withdrawn: 'plain' } as const satisfies Record<AdoptionStep, string> // prettier-ignore
const GROSZE = 100

/** A practice that the city took, for those who go on with it: how far it has come, and what is next. */
export function undertakenView(say: Say, adoption: UndertakenAdoption, city: string, isHeard: boolean) {
  const { t, lang, format } = say
  const { id, domain, card, content, step, pilotId, at, withdrawal } = adoption
  return {
    ...{ id, domain, card, step, pilotId, isHeard, title: said(content.titles, lang), adapted: said(content.adapted, lang) }, // prettier-ignore
    from: t('exchange.desk.from', { city, day: format.day(at) }),
    state: { tone: STEP_TONES[step], text: t(`exchange.desk.steps.${step}`) },
    next: t(`exchange.desk.next.${step}`),
    withdrawn: withdrawal ? t('exchange.desk.withdrawn', { day: format.day(withdrawal.at), grounds: withdrawal.grounds }) : '', // prettier-ignore
  }
}

/** The form of a plan as the card fills it: what it says in words, and by what its city saw whether it works. */
export function begunTyped(say: Say, begun: BegunPlan): Record<string, string> {
  const { t, lang } = say
  const { titles, adapted, address, city, problem, done, effect, cost, measured, source } = begun
  const told = (['problem', 'done', 'effect'] as const).flatMap((name) => { const texts = { problem, done, effect }[name]; return texts ? [t(`exchange.begin.${name}`, { text: typed(texts, lang).text })] : [] }) // prettier-ignore
  const lines = [
    ...told,
    measured ? t('exchange.begin.measured', { estimate: estimateOf(say, measured), method: methodName(t, measured.method).toLocaleLowerCase(lang) }) : '', // prettier-ignore
    t('exchange.begin.adapted', { text: typed(adapted, lang).text }),
  ]
  // The address stands whole, however long the card is.
  const after = address === null ? '' : t('exchange.begin.source', { city: city ? typed(city, lang).text : new URL(address).host, address }) // prettier-ignore
  const hypothesis = lines
    .filter(Boolean)
    .join('\n\n')
    .slice(0, HYPOTHESIS_MAX - after.length - 2)
  return {
    ...{ name: typed(titles, lang).text.slice(0, NAME_MAX), hypothesis: [hypothesis, after].filter(Boolean).join('\n\n') }, // prettier-ignore
    ...(measured && { method: measured.method, better: measured.better, outcome: source ? 'value' : measured.outcome, outcomeUnit: source ? '' : measured.unit }), // prettier-ignore
    ...(source ? { source: source.kind, indicator: source.indicator } : measured && { source: 'table', what: measured.outcome }), // prettier-ignore
    ...(cost?.currency === say.city.info.currency && { cost: String(cost.amount_minor / GROSZE) }),
  }
}
/** As long as the plan takes them. */
const [HYPOTHESIS_MAX, NAME_MAX] = [4_000, 200]
