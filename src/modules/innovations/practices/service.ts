/** The verbs on cards of practice: written, or made of a pilot that the city decided on. */
import { demand, type Actor } from '#platform/actor'
import { refuse } from '../cards/rules.ts'
import { createCards } from '../cards/service.ts'
import type { Needs } from '../needs.ts'
import type { Pilots } from '../pilots/service/index.ts'
import type { Found } from '../pilots/service/reading.ts'
import type { Pilot } from '../pilots/types.ts'
import { isAsked, type Asked } from './rules.ts'
import { PracticeDraft, type Practice, type PracticeContent } from './types.ts'

export type Practices = ReturnType<typeof createPractices>
/** With the pilot whose evaluation is attached, where there is one. */
export type WithPilot = { card: Practice; pilot?: Pilot; found?: Found }

export type Tried = { kind: 'practice' | 'pilot'; id: string; titles: PracticeContent['titles']; evaluated: boolean }

export function createPractices(needs: Needs, pilots: Pick<Pilots, 'practices'>) {
  const cards = createCards<PracticeContent>(needs, {
    kind: 'practice',
    titleOf: ({ titles }) => Object.values(titles)[0]!,
    addressOf: (id) => `/innovations/practices/${id}`,
  })

  async function checked(given: PracticeDraft): Promise<PracticeContent> {
    const content = PracticeDraft.parse(given)
    const known = new Set((await needs.indicators.definitions()).map(({ id }) => id))
    const unknown = content.indicators.find((id) => !known.has(id))
    if (unknown) throw refuse.unknownIndicator({ indicator: unknown })
    const { pilotId } = content
    if (pilotId && !(await pilots.practices()).some(({ pilot }) => pilot.id === pilotId)) throw refuse.unknownThing({ id: pilotId }) // prettier-ignore
    return content
  }

  const withPilot = (card: Practice, decided: { pilot: Pilot; found: Found }[]): WithPilot => ({
    card,
    ...decided.find(({ pilot }) => pilot.id === card.pilotId),
  })

  return {
    /** Throws `cards.unknownIndicator`, `cards.unknownThing` for a pilot on which nothing was decided. */
    async add(actor: Actor, given: PracticeDraft, grounds: string): Promise<{ id: string }> {
      demand(actor, 'innovations.organise')
      return cards.add(actor, await checked(given), grounds)
    },

    /** Throws what `add` does, `cards.unknown`, `cards.changedMeanwhile`. */
    async revise(actor: Actor, id: string, given: PracticeDraft, grounds: string, expected: number): Promise<void> {
      demand(actor, 'innovations.organise')
      await cards.revise(actor, id, await checked(given), grounds, expected)
    },

    /** Cards, and pilots that were decided on and have no card yet; `count` is of all. */
    async list(
      asked: Asked = {},
    ): Promise<{ cards: WithPilot[]; pilots: { pilot: Pilot; found: Found }[]; count: number }> {
      const [all, decided] = [await cards.all(), await pilots.practices()]
      const alone = decided.filter(({ pilot }) => !all.some(({ pilotId }) => pilotId === pilot.id))
      const isPilotAsked = ({ pilot: { plan, decision } }: (typeof decided)[number]) =>
        isAsked({ titles: plan.titles, problem: plan.hypothesis, done: { pl: Object.values(decision ?? {}).join('\n') }, indicators: plan.source.kind === 'indicator' ? [plan.source.indicator] : [] }, asked) // prettier-ignore
      return {
        cards: all.filter((card) => isAsked(card, asked)).toSorted((a, b) => b.at.getTime() - a.at.getTime()).map((card) => withPilot(card, decided)), // prettier-ignore
        ...{ pilots: alone.filter(isPilotAsked), count: all.length + alone.length },
      }
    },

    /** Throws `cards.unknown`. */
    async one(id: string): Promise<WithPilot & { versions: Practice[] }> {
      const versions = await cards.versions(id)
      return { ...withPilot(versions[0], await pilots.practices()), versions }
    },

    /** What a card of a decided pilot begins with: its words, as far as the pilot has them. Throws `cards.unknownThing`. */
    async begun(pilotId: string): Promise<Partial<PracticeContent>> {
      const pilot = (await pilots.practices()).find((one) => one.pilot.id === pilotId)?.pilot
      if (!pilot?.decision) throw refuse.unknownThing({ id: pilotId })
      const { plan, decision } = pilot
      const perhaps = (text: string) => (text === '' ? undefined : { pl: text })
      return {
        ...{ pilotId, titles: plan.titles, problem: plan.hypothesis, effect: perhaps(decision.worked) },
        ...{ failed: perhaps(decision.failed), conditions: perhaps(decision.conditions) },
        ...{ cost: { amount_minor: plan.cost_minor, currency: plan.currency } },
        indicators: plan.source.kind === 'indicator' ? [plan.source.indicator] : [],
      }
    },

    /** What was tried for each indicator, here or elsewhere, and whether its effect was evaluated. */
    async byIndicator(): Promise<Map<string, Tried[]>> {
      const { cards: written, pilots: alone } = await this.list()
      const all = [
        ...written.map(({ card, found }) => ({ kind: 'practice' as const, id: card.id, titles: card.titles, evaluated: found !== undefined, of: card.indicators })), // prettier-ignore
        ...alone.map(({ pilot: { id, plan } }) => ({ kind: 'pilot' as const, id, titles: plan.titles, evaluated: true, of: plan.source.kind === 'indicator' ? [plan.source.indicator] : [] })), // prettier-ignore
      ]
      const by = new Map<string, Tried[]>()
      for (const { of, ...one } of all)
        for (const indicator of of) by.set(indicator, [...(by.get(indicator) ?? []), one])
      return by
    },
  }
}
