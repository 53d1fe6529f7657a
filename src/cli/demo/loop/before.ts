/** The first half of the thread: a weak indicator, a goal, a challenge, proposals, a vote that is cast and counted. */
import { Readable } from 'node:stream'
import { system } from '#platform/actor'
import { DEMONSTRATION_AREA, DEMONSTRATION_INDICATOR, DEMONSTRATION_KIND, DEMONSTRATION_STRATEGY } from '#platform/demonstration' // prettier-ignore
import type { RulesDraft } from '#participation'
import { areaOf, figuresCsv, MEASURES, NAMES, YEARS_BEFORE } from './figures.ts'
import { PEOPLE, type Stage } from './stage.ts'
import { castAll } from './vote.ts'
import * as words from './words.ts'

export const house = system('demo')
/** In the smallest part of the currency. */
const AMOUNT = 20_000_000
const COSTS = [18_000_000, 16_000_000, 6_000_000]
const VOTERS = 48
const TARGET_PERCENT = 50
const PROMISED_UNTIL = 4

/** Areas, measures, the indicator and its figures so far: none of them is the city's. */
export async function describe({ house: { places, indicators }, calendar: { year }, say, time }: Stage): Promise<void> {
  await places.load(house, NAMES.map((name) => ({ id: areaOf(name), kind: DEMONSTRATION_KIND, names: words.PLACES[name], note: words.PLACE_NOTE })), say('grounds')) // prettier-ignore
  await indicators.takeAreas()
  const measure = { unit: 'person', min: 0, additive: false, note: words.PLACE_NOTE }
  const source = 'demonstration'
  await indicators.describe(
    house,
    {
      measures: [
        { id: MEASURES.walkers, names: words.WALKERS, ...measure },
        { id: MEASURES.pupils, names: words.PUPILS, ...measure },
      ],
      datasets: [{ id: source, names: words.DATASET, sources: [source], licence: words.SOURCE.licence, note: words.PLACE_NOTE }], // prettier-ignore
      sources: [{ id: source, names: words.SOURCE.names, publisher: words.SOURCE.by, url: 'https://demonstration.invalid/', licence: words.SOURCE.licence, attribution: words.SOURCE.attribution }], // prettier-ignore
      via: [],
    },
    say('grounds'),
  )
  await indicators.define(
    house,
    [
      {
        ...{ id: DEMONSTRATION_INDICATOR, ...words.INDICATOR, formula: `${MEASURES.walkers} / ${MEASURES.pupils}` },
        ...{ unit: '%', decimals: 1, direction: 'higher', areas: [DEMONSTRATION_KIND], standards: [], strategies: [] },
      },
    ],
    say('grounds'),
  )
  await publish({ house: { indicators }, say, time }, year, Array.from({ length: YEARS_BEFORE - 1 }, (_, i) => year - YEARS_BEFORE - 1 + i)) // prettier-ignore
}

/** The figures of these years come in as a file, and are public. */
export async function publish(
  { house: { indicators }, say, time }: Pick<Stage, 'say' | 'time'> & { house: Pick<Stage['house'], 'indicators'> },
  year: number,
  years: readonly number[],
): Promise<void> {
  const file = Readable.from([Buffer.from(figuresCsv(years, year - YEARS_BEFORE - 1, year - 1, time))])
  const fileName = `demonstration-${years.at(-1)}.csv`
  const { id, before } = await indicators.imports.receive(house, { file, fileName, dataset: 'demonstration' })
  if (before) return
  const { signal } = new AbortController()
  await indicators.imports.read({ data: { id }, progress: async () => {}, signal })
  await indicators.imports.publish(house, id, say('grounds'))
  await indicators.recompute()
}

/** What is to be reached, in a strategy of its own. */
export async function aim({ house: { strategy, analysis }, calendar: { year, on }, say, time }: Stage): Promise<void> {
  const { names, area, goal, about, direction } = words.STRATEGY
  const [told, to] = [[DEMONSTRATION_INDICATOR], year + PROMISED_UNTIL]
  const draft = {
    ...{ id: DEMONSTRATION_STRATEGY, names, from: year - YEARS_BEFORE, to, adopted: on(2, '02-05') },
    source: { names: time > 1 ? words.again(words.SOURCE.names, time) : words.SOURCE.names },
    areas: [{ code: 'ways', names: area }],
    goals: [{ code: '1', area: 'ways', names: goal, about, indicators: told, directions: [{ code: 'a', names: direction, indicators: told }] }], // prettier-ignore
  }
  await strategy.strategies.load(house, [draft], say('grounds'))
  const target = { id: `demonstration-${time}`, indicator: DEMONSTRATION_INDICATOR, area: DEMONSTRATION_AREA, value: TARGET_PERCENT, unit: '%', period: String(to), kind: 'strategy' as const, names: words.TARGET, source: { names: words.SOURCE.names } } // prettier-ignore
  await analysis.loadTargets(house, [target], say('grounds'))
}

/** The gap, written down with the figures of the day. */
export async function challenge({ house: { innovations: { challenges } }, organisationId }: Stage): Promise<string> {
  const draft = { organisationId, ...words.CHALLENGE, origin: 'gap' as const, indicator: DEMONSTRATION_INDICATOR }
  const { id } = await challenges.add(PEOPLE.department, draft)
  await challenges.publish(PEOPLE.department, id)
  return id
} // prettier-ignore

function rulesOf({ house: { info }, calendar: { year, at }, time }: Stage, code: string): RulesDraft {
  const days = [['submission', '03-05'], ['formalCheck', '03-20'], ['opinions', '04-05'], ['vote', '05-10'], ['count', '05-24'], ['delivery', '06-10']] as const // prettier-ignore
  const end = at(1, '01-01')
  const phases = days.map(([kind, from], i) => ({ kind, from: at(2, from), to: days[i + 1] ? at(2, days[i + 1]![1]) : end })) // prettier-ignore
  return {
    ...{ code, number: time, year: year - 2, names: words.EDITION, currency: info.currency, phases },
    sections: [
      {
        ...{ code: 'all', names: words.SECTION, choice: 'any', ballot: { kind: 'approval', most: 2 } },
        count: { rule: 'greedy', whenNextDoesNotFit: 'skip', ties: ['cost', 'lot'] },
        cost: { least_minor: 0, most_minor: AMOUNT },
      },
    ],
    pools: [{ code: 'all', section: 'all', names: words.POOL, amount_minor: AMOUNT }],
    ...{ submit: { who: 'anyone', supporters: 1 }, vote: { ways: ['code'] } },
  }
}

/** Three proposals, each answered by the office, stand on the list of an announced edition. */
export async function propose(stage: Stage, code: string): Promise<void> {
  const { house: { participation: { budgets, proposals } }, calendar: { at }, clock, say, organisationId } = stage // prettier-ignore
  clock.set(at(2, '03-01'))
  const { version } = await budgets.draft(PEOPLE.organiser, rulesOf(stage, code))
  await budgets.announce(PEOPLE.organiser, code, { version, grounds: say('grounds') })
  const language = stage.house.info.languages[0] ?? 'en'
  for (const [i, { titles, texts }] of words.IDEAS.entries()) {
    clock.set(at(2, '03-10'))
    const author = PEOPLE.authors[i]!
    const cost = [{ text: say('work'), quantity: 1, unit_minor: COSTS[i]!, reason: say('costs') }]
    const id = await proposals.writing.begin(author, code, {
      ...{ language, title: titles[language], text: texts[language], pool: 'all', where: say('where'), cost },
      ...{ upkeep_minor: 0, accessibility: say('accessible'), helps: i === 0 ? DEMONSTRATION_INDICATOR : '' },
    })
    await proposals.writing.send(author, id, { terms: true, personal: true })
    for (const other of (['pl', 'en', 'uk'] as const).filter((one) => one !== language))
      await proposals.checking.translate(author, id, { language: other, title: titles[other], text: texts[other] })
    for (const day of ['03-25', '04-10']) {
      clock.set(at(2, day))
      const task = (await proposals.checking.tasksOf(id)).find(({ answer }) => answer === null)!
      const organisations = task.step === 'formal' ? [organisationId] : []
      await proposals.checking.answer(PEOPLE.office, task.id, { outcome: 'yes', reason: say('inRules'), organisations }) // prettier-ignore
    }
  }
}

/** Which of the ideas voters choose, in turn: most want the first, fewer the others. */
const CHOICES = [[0, 2], [0, 2], [0, 2], [0], [0], [1], [1], [2]]
const choicesOf = (voter: number): number[] => CHOICES[voter % CHOICES.length]!

/** Sealed, voted on, opened and counted. */
export async function vote(stage: Stage, code: string): Promise<void> {
  const { house: { participation: { budgets, eligibility, ballots, counting } }, calendar: { at }, clock } = stage // prettier-ignore
  const codes = await eligibility.makeCodes(PEOPLE.organiser, code, { count: VOTERS })
  const listed = await budgets.listed(code)
  const numbers = words.IDEAS.map(({ titles }) => listed.find((one) => Object.values(titles).includes(one.titles.pl))!.number) // prettier-ignore
  clock.set(at(2, '05-12'))
  await budgets.tick({ demonstration: true })
  await castAll(stage.house, { edition: code, section: 'all', pool: 'all' }, codes.map((one, i) => ({ code: one, chosen: choicesOf(i).map((idea) => numbers[idea]!) }))) // prettier-ignore
  clock.set(at(2, '05-25'))
  await budgets.tick({ demonstration: true })
  await ballots.advance({ demonstration: true })
  await counting.count(code)
}

export const { organiser } = PEOPLE
