/** The verbs on events: announced by who organises, changed or called off in public, read by everybody. */
import { demand, type Actor } from '#platform/actor'
import { zoneOf } from '#stats'
import { createCards } from '../../cards/service.ts'
import type { Needs } from '../../needs.ts'
import type { Dimension } from '../../register/types.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { EventDraft, type CityEvent, type EventContent } from './types.ts'

export type Events = ReturnType<typeof createCityEvents>

export function createCityEvents(needs: Needs) {
  const zone = zoneOf(needs.timezone)
  const cards = createCards<EventContent>(needs, {
    kind: 'event',
    titleOf: ({ titles }) => Object.values(titles)[0]!,
    addressOf: (id) => `/innovations/events/${id}`,
  })
  function checked(given: EventDraft): EventContent {
    const content = EventDraft.parse(given)
    rules.demandTimes(zone, content)
    return content
  }

  return {
    /** Throws `cards.noSuchTime`, `cards.backward`. */
    async add(actor: Actor, given: EventDraft, grounds: string): Promise<{ id: string }> {
      demand(actor, 'innovations.organise')
      return cards.add(actor, checked(given), grounds)
    },

    /** Also how one is called off. Throws what `add` does, `cards.unknown`, `cards.changedMeanwhile`. */
    revise: async (actor: Actor, id: string, given: EventDraft, grounds: string, expected: number): Promise<void> =>
      cards.revise(actor, id, checked(given), grounds, expected),

    /** Those to come and those that were. */
    async list(dimension?: Dimension): Promise<{ ahead: CityEvent[]; past: CityEvent[] }> {
      const [all, first] = [await cards.all(), await store.firsts(needs.db)]
      const events = all.map((card) => rules.eventOf(zone, card, first.get(card.id) ?? card.at))
      return rules.sorted(rules.ofDimension(events, dimension), needs.clock.now())
    },

    /** Throws `cards.unknown`. */
    async one(id: string): Promise<{ event: CityEvent; versions: CityEvent[]; isPast: boolean }> {
      const all = await cards.versions(id)
      const versions = all.map((card) => rules.eventOf(zone, card, all.at(-1)!.at))
      const event = versions[0]!
      return { event, versions, isPast: event.endsAt < needs.clock.now() }
    },
  }
}
