/** What the pages of decisions show: the register with what was decided on pilots, one decision, and links from elsewhere. */
import type { Pilot } from '#innovations'
import { said, type Came, type Decision, type DecisionsAsked, type Outcome, type Pinned } from '#strategy'
import { saying, type Say } from './projects.ts'
import { pilotCard } from './pilots.ts'
import type { City } from '../city.ts'
import type { Lang } from '#words'

const TONES = { cameTrue: 'good', partly: 'warning', didNot: 'bad', tooEarly: 'plain' } as const
const CAME_TONES = { reached: 'good', short: 'warning', same: 'warning', against: 'bad' } as const

export function cardOf(say: Say, { id, titles, number, decidedOn, decidedBy, question }: Decision) {
  const { t, format, lang } = say
  return {
    ...{ id, title: said(titles, lang), question, number: t('decisions.number', { number: `${number}` }) },
    by: t('decisions.by', { by: decidedBy, day: format.day(decidedOn) }),
  }
}

export const truthOf = ({ t }: Say, { truth }: Pick<Outcome, 'truth'>) => ({ tone: TONES[truth], text: t(`decisions.truth.${truth}`) }) // prettier-ignore

type Line = Awaited<ReturnType<City['innovations']['pilots']['decided']>>[number]

/** One line of the register. A decision on a pilot stays in the pilot's room; here it is only shown. */
type Listed = {
  key: string
  room: 'decision' | 'pilot'
  id: string
  title: ReturnType<typeof said>
  by: string
  text: string
  tag?: { tone: 'plain' | 'good' | 'warning' | 'bad'; text: string }
  /** By which the register is in order. */
  at: Date
  day: string
  /** Of its place in the log. */
  line: string
}

function ofDecision(say: Say, one: Decision & { last: Outcome | undefined }): Listed {
  const { id, title, number, by, question } = cardOf(say, one)
  return {
    ...{ key: id, room: 'decision', id, title, by: `${number} · ${by}`, text: question, tag: one.last && truthOf(say, one.last) }, // prettier-ignore
    ...{ at: one.at, day: one.decidedOn, line: one.entryId },
  }
}

function ofPilot(say: Say, { pilot, line }: Line, broken: boolean): Listed {
  const { title, hypothesis, state } = pilotCard(say, pilot)
  const day = say.city.info.timezone
  return {
    ...{ key: line.id, room: 'pilot', id: pilot.id, title, text: hypothesis.text },
    tag: broken ? { tone: 'bad', text: say.t('pilots.broken') } : { tone: 'plain', text: state },
    by: say.t('decisions.pilot.by', { day: say.format.day(line.at) }),
    ...{ at: line.at, day: dayIn(line.at, day), line: line.id },
  }
}

/** '2026-11-23', as the city counts days. */
const dayIn = (at: Date, timeZone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at)

const holds = ({ plan, decision }: Pilot, q: string) =>
  JSON.stringify([plan.titles, plan.hypothesis, decision?.reasons]).toLowerCase().includes(q.toLowerCase())

/** The register, the newest first. Goals and projects are named by decisions alone. */
export async function registerOf(say: Say, asked: DecisionsAsked = {}): Promise<Listed[]> {
  const { strategy, innovations } = say.city
  const { indicator, goal, project, q = '' } = asked
  const [decisions, pilots] = await Promise.all([
    strategy.decisions.list(asked),
    goal !== undefined || project !== undefined ? [] : innovations.pilots.decided(indicator),
  ])
  const broken = pilots.length > 0 ? await innovations.pilots.broken() : new Set()
  return [
    ...decisions.map((one) => ofDecision(say, one)),
    ...pilots.filter(({ pilot }) => holds(pilot, q)).map((one) => ofPilot(say, one, broken.has(one.pilot.id))),
  ].sort((a, b) => (a.day === b.day ? b.at.getTime() - a.at.getTime() : a.day < b.day ? 1 : -1))
}

/** The same as links, for the page of what is decided about. */
export const decisionLinks = async (city: City, lang: Lang, asked: DecisionsAsked) =>
  (await registerOf(saying(city, lang), asked)).map(({ key, room, id, title, by, tag }) => ({ key, room, id, title, by, tag })) // prettier-ignore

/** A value as it was known after a publication, with the way back to its source as of that publication. */
export function pinnedOf({ t, format, lang }: Say, one: Pinned) {
  const { indicator, area, period, seq, value, knownAt } = one
  const known = knownAt === null ? '' : t('decisions.asOf', { seq, day: format.day(new Date(knownAt)) })
  return {
    ...{ indicator, area, period, seq, name: one.names[lang] },
    value: value === null ? '' : format.value(value, one.unit, one.decimals),
    when: [period && format.period(period), known].filter(Boolean).join(', '),
  }
}
export type PinnedView = ReturnType<typeof pinnedOf>

/** Whether the figures are of a later publication than the decision. */
export const isLate = (say: Say, { decidedOn, indicators }: Decision) =>
  indicators.some(({ knownAt }) => knownAt !== null && dayIn(new Date(knownAt), say.city.info.timezone) > decidedOn)

/** What was expected of an indicator, with what was known then and what came, in one line each. */
export function effectsOf(say: Say, { effects, indicators }: Decision, came: readonly Came[]) {
  const { t, format } = say
  const pins = new Map(indicators.map((one) => [one.indicator, one]))
  return effects.map(({ indicator, size, by }, i) => {
    const pinned = pins.get(indicator)!
    const { unit, decimals, value: base } = pinned
    const { state, due, period, value } = came[i]!
    const change = format.difference(size, unit, decimals)
    return {
      ...{ key: `${indicator}/${by}`, then: pinnedOf(say, pinned), expectedBy: t('decisions.effects.expected', { day: format.day(by) }) }, // prettier-ignore
      expected: base === null ? change : `${format.value(base + size, unit, decimals)} (${change})`,
      came: value === null || period === null ? undefined : { value: format.value(value, unit, decimals), period, when: format.period(period) }, // prettier-ignore
      tag:
        state !== 'none' ? { tone: due ? CAME_TONES[state] : ('plain' as const), text: due ? t(`decisions.effects.${state}`) : t('decisions.effects.soFar', { state }) }
        : base === null ? { tone: 'plain' as const, text: t('decisions.effects.untold') }
        : undefined, // prettier-ignore
    }
  })
}
