/** What stands on the five doors: the pack's words, and numbers that are counted at this moment. */
import { formatsFor, words, type Key, type Lang, type Values } from '#words'
import type { City } from '#lib/server/city.ts'
import { moneyTogether, saying } from './budgets.ts'
import type { DoorId } from '#lib/doors.ts'

const NUMBERS_SHOWN = 2

export type DoorNumber = { key: Key; values: Values }

/** Each door with its live numbers, as messages to be said by the page. */
export async function doorNumbers(city: City, lang: Lang) {
  const { info, indicators, places } = city
  const format = formatsFor(lang, words[lang])
  const [districts, cities, completeness, catalogue, gate, budget, challenges, registered, ties] = await Promise.all([
    places.areas({ parent: indicators.home, kind: 'district' }),
    places.areas({ kind: 'city' }),
    indicators.completeness(indicators.home),
    city.catalog.catalogue(),
    city.governance.gate.counts(),
    budgetNumbers(city, lang),
    city.innovations.challenges.counts(),
    city.innovations.register.list().then(({ count }) => count),
    city.network.partners.list().then(({ counts }) => counts),
  ])
  const own = new Set(info.strategies.map(({ id }) => id))
  const fullest = completeness.filter(({ id }) => !own.has(id)).toSorted((a, b) => b.all.reported - a.all.reported)[0]
  const numbers: Record<DoorId, DoorNumber[]> = {
    'smart-city':
      budget.length > 0 || info.doors.some(({ id, facts }) => id === 'smart-city' && facts.length > 0)
        ? budget
        : [{ key: 'doors.live.districts', values: { n: districts.length } }],
    innovations: [
      { key: 'innovations.calls', values: { n: challenges.call } },
      { key: 'innovations.registered', values: { n: registered } },
    ],
    digital: [
      { key: 'doors.live.datasets', values: { n: catalogue.datasets.length } },
      { key: 'doors.live.opened', values: { n: gate.opened } },
    ],
    indicators: [
      ...(fullest
        ? [
            {
              key: 'doors.live.reported' as const,
              values: { ...fullest.all, standard: shortName(fullest.names[lang]) },
            },
          ]
        : []),
      { key: 'doors.live.compared', values: { n: cities.length } },
    ],
    network: [
      { key: 'partners.groups.city', values: { n: ties.city } },
      { key: 'partners.groups.network', values: { n: ties.network } },
    ],
  }
  return info.doors.map(({ id, title, summary, facts }) => {
    const told = info.facts
      .filter((fact) => facts.includes(fact.id) && typeof fact.value === 'number')
      .map(({ label, value, unit }) => `${format.value(value as number, unit ?? '1')} ${label[lang]}`)
      .slice(0, NUMBERS_SHOWN)
    // What is counted here comes first; a door behind which nothing is counted yet shows the pack's own facts.
    const counted = numbers[id].filter(({ values }) => values.n !== 0).slice(0, NUMBERS_SHOWN)
    return {
      ...{ id, title: title[lang], summary: summary[lang] },
      numbers: counted,
      facts: told.slice(0, NUMBERS_SHOWN - counted.length),
    }
  })
}

/** What residents decide on now: of editions whose vote is ahead or runs. */
export async function budgetNumbers(city: City, lang: Lang): Promise<DoorNumber[]> {
  const { budgets, ballots, proposals } = city.participation
  const open = (await budgets.all()).filter(({ state }) => state === 'announced' || state === 'sealed')
  const [first] = open
  if (!first) return []
  const voting = open.find(({ state }) => state === 'sealed')
  const votes = voting ? (await ballots.turnout(voting.code)).ballots : 0
  const counts = await Promise.all(open.map(({ code }) => proposals.count(code)))
  return [
    ...(voting ? [{ key: 'budgets.live.votes' as const, values: { n: votes } }] : []),
    { key: 'budgets.live.proposals', values: { n: counts.reduce((sum, n) => sum + n, 0) } },
    { key: 'budgets.live.money', values: { money: moneyTogether(saying(city, lang), open, first.currency) } },
  ]
}

/** "ISO 37120: indicators of…" is known as ISO 37120. */
export const shortName = (name: string) => name.split(':')[0]!

export type DoorFact = {
  id: string
  label: string
  value: number | string
  unit?: string
  period?: string
  note?: string
  unverified: boolean
  source?: { name: string; url: string }
}

/** What stands behind one door: the pack's text, and its facts with their sources. */
export function doorOf({ info, sources }: City, lang: Lang, id: DoorId) {
  const door = info.doors.find((one) => one.id === id)!
  const facts = info.facts
    .filter((fact) => door.facts.includes(fact.id))
    .map((fact): DoorFact => {
      const { id, label, value, unit, period, note, unverified = false } = fact
      const source = sources.find((one) => one.id === fact.source)
      return {
        ...{ id, label: label[lang], unit, period, unverified },
        value: typeof value === 'number' ? value : value[lang],
        note: note?.[lang],
        source: source && { name: source.names[lang], url: fact.url ?? source.url },
      }
    })
  return { id, title: door.title[lang], summary: door.summary[lang], text: door.text[lang], facts }
}
