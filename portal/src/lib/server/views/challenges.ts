/** What the pages of challenges show: the gap they come from, the call, what reviewers said, the log. */
import { challengeLine, challengeSaid as said, SCORE_MAX, type Challenge, type ChallengeGap, type ChallengeLine, type ChallengeProblem, type Call, type Spread, type Standing } from '#innovations' // prettier-ignore
import { LANGS, LANGUAGE_NAMES, type Lang } from '#words'
import { href } from '#lib/paths.ts'
import type { City } from '#lib/server/city.ts'
import { atom } from './atom.ts'
import { saying, type Say } from './projects.ts'

const TONES = { draft: 'plain', problem: 'plain', call: 'good', review: 'warning', selected: 'good', pilot: 'good', noSolution: 'plain', cancelled: 'bad' } as const // prettier-ignore
const DAY_MS = 86_400_000

/** `open`: one can apply today. */
export function challengeCard(say: Say, { id, number, state, problem, call }: Challenge, open = false, today?: string) {
  const { t, format, lang } = say
  return {
    ...{ id, title: said(problem.titles, lang), tone: TONES[state], number: t('challenges.number', { number }) },
    state: t(`challenges.state.${state === 'call' && !open ? 'soon' : state}`),
    when: call && state === 'call' ? t('challenges.call.daysText', { from: format.day(call.from), to: format.day(call.to) }) : '', // prettier-ignore
    left: open && today && call ? t('challenges.call.left', { n: Math.round((Date.parse(call.to) - Date.parse(today)) / DAY_MS) }) : '', // prettier-ignore
    problem: said(problem.problem, lang),
  }
}
export type ChallengeCard = ReturnType<typeof challengeCard>

export async function areaChoices(city: City, lang: Lang) {
  const { features } = await city.places.outlines(city.info.area)
  const all = features.map(({ id, properties }) => ({ value: id, label: properties.names[lang] }))
  return all.toSorted((a, b) => a.label.localeCompare(b.label, lang))
}

export const languages = () => LANGS.map((lang) => ({ lang, name: LANGUAGE_NAMES[lang] }))

/** The figures of a gap as they were that day. */
export async function gapOf(say: Say, gap: ChallengeGap) {
  const { city, lang, t, format } = say
  const all = await city.indicators.definitions()
  const found = all.find(({ id }) => id === gap.indicator)
  const value = (one: number) => format.value(one, gap.unit, found?.decimals ?? 1)
  return {
    id: gap.indicator,
    text: t('challenges.gap.text', { name: found?.names[lang] ?? gap.indicator, value: value(gap.value), period: format.period(gap.period), to: value(gap.to) }), // prettier-ignore
    by: t(`challenges.gap.${gap.by}`),
    asOf: t('challenges.gap.asOf', { day: format.day(gap.day), seq: String(gap.seq) }),
  }
}

export async function indicatorNames({ city, lang }: Say, ids: readonly string[]) {
  const names = new Map((await city.indicators.definitions()).map((one) => [one.id, one.names[lang]]))
  return ids.map((id) => ({ id, name: names.get(id) ?? id }))
}

export function callOf(say: Say, call: Call) {
  const { t, format, lang } = say
  const whole = call.criteria.reduce((sum, { weight }) => sum + weight, 0)
  const facts: [string, string][] = [
    [t('challenges.call.who'), call.who.map((one) => t(`challenges.who.${one}`)).join(', ')],
    [t('challenges.call.days'), t('challenges.call.daysText', { from: format.day(call.from), to: format.day(call.to) })], // prettier-ignore
    [t('challenges.call.reviewedBy'), format.day(call.reviewedBy)],
    [t('challenges.call.places'), String(call.places)],
  ]
  return {
    ...{ facts, offer: said(call.offer, lang) },
    criteria: call.criteria.map(({ id, names, weight }) => ({ id, name: said(names, lang).text, weight: format.percent(weight / whole) })), // prettier-ignore
  }
}

/** Means with how far reviewers were apart, the best first. */
export function scoresOf(say: Say, call: Call, standings: readonly Standing[], chosen: readonly string[]) {
  const { t, format, lang } = say
  const cell = (spread: Spread | undefined) =>
    spread && { mean: format.number(spread.mean, 1), spread: spread.n > 1 ? t('challenges.scores.spread', { low: format.number(spread.low, 1), high: format.number(spread.high, 1) }) : '' } // prettier-ignore
  return {
    columns: [
      { id: 'team', label: t('challenges.scores.team') },
      { id: 'rank', label: t('challenges.scores.rank'), numeric: true },
      { id: 'total', label: t('challenges.scores.total'), numeric: true },
      ...call.criteria.map(({ id, names }) => ({ id: `c-${id}`, label: said(names, lang).text, numeric: true })),
    ],
    rows: standings.map((one) => ({
      ...{ id: one.applicationId, team: one.team, chosen: chosen.includes(one.applicationId) },
      rank: one.rank === undefined ? t('challenges.scores.few') : String(one.rank),
      leftOut: one.leftOut > 0 ? t('challenges.scores.leftOut', { n: one.leftOut }) : '',
      cells: { total: cell(one.total), ...Object.fromEntries(Object.entries(one.criteria).map(([id, spread]) => [`c-${id}`, cell(spread)])) } as Record<string, ReturnType<typeof cell>>, // prettier-ignore
    })),
    lead: t('challenges.scores.lead', { most: SCORE_MAX }),
  }
}
export type Scores = ReturnType<typeof scoresOf>

export const logOf = (say: Say, log: readonly ChallengeLine[]) =>
  log.map((line) => ({ id: line.id, at: say.format.moment(line.at), by: '', ...challengeLine(say, line) })).reverse()

export const questionsOf = (say: Say, questions: readonly { id: string; text: string; at: Date; answer?: { text: string; at: Date } }[]) => questions.map(({ id, text, at, answer }) => ({ id, text, at: say.format.moment(at), answer: answer?.text })) // prettier-ignore

/** The problem as it was public before, the newest first; undefined where it was never changed. */
export function versionsOf(say: Say, versions: readonly ChallengeProblem[]) {
  const { t, format, lang } = say
  const [now, ...earlier] = versions.toReversed()
  if (!now || earlier.length === 0) return undefined
  return {
    now: t('challenges.versions.now', { version: now.version, day: format.moment(now.at) }),
    reason: now.reason ?? '',
    earlier: earlier.map(({ version, titles, problem, reason, at }) => ({
      ...{ version, label: t('challenges.versions.one', { version, day: format.moment(at) }), reason: reason ?? '' },
      ...{ title: said(titles, lang), problem: said(problem, lang) },
    })),
  }
}

export const grantsOf = (say: Say, grants: readonly { id: string; name: string; purpose: string; until: string; uses: number; endedAt: Date | null }[]) => grants.map(({ id, name, purpose, until, uses, endedAt }) => ({ id, name, purpose, ended: endedAt !== null, facts: [say.t('challenges.data.until', { day: say.format.day(until) }), say.t('challenges.data.used', { n: uses }), ...(endedAt ? [say.t('challenges.data.ended')] : [])].join(', ') })) // prettier-ignore

export async function challengeFeed(city: City, lang: Lang, origin: string): Promise<Response> {
  const say = saying(city, lang)
  const { challenges } = city.innovations
  const names = new Map((await challenges.list()).map(({ id, problem }) => [id, said(problem.titles, lang).text]))
  const entries = (await challenges.latest()).flatMap((line) => {
    const name = names.get(line.challengeId)
    if (name === undefined) return []
    const { what, text } = challengeLine(say, line)
    const page = origin + href(lang, '/innovations/challenges/[id]', { id: line.challengeId })
    return [{ id: line.id, at: line.at, category: line.kind, page, title: `${name}: ${what}`, summary: text }]
  })
  const path = href(lang, '/innovations/challenges')
  return atom(city, lang, { origin, page: origin + path, self: `${origin}${path}/feed.atom`, title: say.t('challenges.title'), entries }) // prettier-ignore
}
