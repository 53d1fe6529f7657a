/** What people come to see of practices over the network: own and received side by side, each said to be whose. */
import { didOf } from '#platform/integrity'
import type { Definition } from '#indicators'
import type { Needs } from '../needs.ts'
import type { Peers } from '../peers/service.ts'
import { evidenceOf, type Evidence, type Study } from './evidence.ts'
import { createHearing, type Heard } from './hearing.ts'
import type { Issuing } from './issuing.ts'
import { isAsked, refuse, type Asked } from './rules.ts'
import type { AdoptionContent, CardContent, CardSaid, Checked, Evaluation, Measured, Strength } from './types.ts' // prettier-ignore

export type City = { domain: string; shown: string; isOwn: boolean; names: CardSaid['city']['names']; people?: number }
export type Shown = {
  city: City
  card: string
  document: string
  version: number
  at: Date
  content: CardContent
  evaluation?: Evaluation
  checked: Checked | null
  problem?: string
  strength: Strength
  isDoubtful: boolean
  adoptions: number
  /** Indicators of this city which it was to move. */
  ours: string[]
}
export type ShownAdoption = {
  city: City
  id: string
  content: AdoptionContent
  at: Date
  evaluation?: Evaluation
  checked: Checked | null
  isAccepted: boolean
}
export type ShownEvidence = Evidence
export type Learned = { from: string; fromNames?: City['names']; to: string; toNames: City['names']; titles: CardContent['titles']; card: string; since: string; hasResult: boolean; isKnown: boolean } // prettier-ignore

const keyOf = (issuer: string, card: string) => `${issuer} ${card}`
export type Reading = ReturnType<typeof createReading>

type World = {
  all: Heard[]
  cards: Heard[]
  adoptionsOf: (one: Heard) => Heard[]
  matching: (measured: Measured, isOwn: boolean) => string[]
}

export function createReading(
  { db, indicators }: Needs,
  peers: Pick<Peers, 'believed' | 'list'>,
  issuing: Issuing,
  host: string,
) {
  const heard = createHearing(db, peers, issuing, host)

  // prettier-ignore
  async function world(): Promise<World> {
    const all = await heard()
    const definitions = await indicators.definitions()
    const adopted = Map.groupBy(all.filter(({ said }) => said.type === 'PracticeAdoption'), ({ said }) => { const { of } = said.content as AdoptionContent; return keyOf(of.issuer, of.card) }) // prettier-ignore
    const cards = all.filter(({ said, isAccepted }) => said.type === 'PracticeCard' && isAccepted)
    const adoptionsOf = (one: Heard) => (adopted.get(keyOf(one.said.issuer, one.subject)) ?? []).toSorted((a, b) => a.at.getTime() - b.at.getTime()) // prettier-ignore
    return { all, cards, adoptionsOf, matching: matcherOf(definitions) }
  }

  function shown({ adoptionsOf, matching }: World, one: Heard): Shown {
    const { subject, said, at, checked, problem, isDoubtful } = one
    const adoptions = adoptionsOf(one)
    const content = said.content as CardContent
    return {
      ...{ city: cityOf(one), card: subject, document: said.id, version: said.version, at, content, evaluation: said.evaluation, checked, problem, isDoubtful }, // prettier-ignore
      strength: strengthOf(one, evidence(one, adoptions)),
      adoptions: adoptions.filter(({ isAccepted }) => isAccepted).length,
      ours: [...new Set(content.indicators.flatMap((measured) => matching(measured, one.isOwn)))],
    }
  }

  return {
    /** Cards that fit, the strongest evidence first; `unpriced` fit too, and what they cost cannot be compared. */
    async list(asked: Asked = {}): Promise<{ cards: Shown[]; unpriced: number; count: number; cities: number }> {
      const now = await world()
      const all = now.cards.map((one) => shown(now, one))
      const found = all.map((card) => ({ card, fits: isAsked({ ...card, people: card.city.people }, asked) }))
      const cards = found.filter(({ fits }) => fits === true).map(({ card }) => card)
      return {
        cards: cards.toSorted((a, b) => RANK[b.strength] - RANK[a.strength] || b.at.getTime() - a.at.getTime()),
        unpriced: found.filter(({ fits }) => fits === 'unpriced').length,
        ...{ count: all.length, cities: new Set(all.map(({ city }) => city.domain)).size },
      }
    },

    /** A card with who took it, and what all of them found. Throws `exchange.unknown`. */
    async one(domain: string, card: string): Promise<{ card: Shown; adoptions: ShownAdoption[]; evidence: Evidence }> {
      const now = await world()
      const one = now.cards.find((each) => each.domain === domain && each.subject === card)
      if (!one) throw refuse.unknown({ id: card })
      const adoptions = now.adoptionsOf(one)
      return {
        card: shown(now, one),
        adoptions: adoptions.map((each) => ({ city: cityOf(each), id: each.subject, content: each.said.content as AdoptionContent, at: each.at, evaluation: each.said.evaluation, checked: each.checked, isAccepted: each.isAccepted })), // prettier-ignore
        evidence: evidence(one, adoptions),
      }
    },

    /** A card, where it is still heard of. */
    async find(domain: string, card: string): Promise<Shown | undefined> {
      const now = await world()
      const one = now.cards.find((each) => each.domain === domain && each.subject === card)
      return one && shown(now, one)
    },

    /** Who learned what from whom, the newest first. */
    learned: async (): Promise<Learned[]> => learnedIn(await world()),

    /** What was tried in other cities for each of this one's indicators, the strongest evidence first. */
    async byIndicator(): Promise<Map<string, Shown[]>> {
      const { cards } = await this.list()
      const by = new Map<string, Shown[]>()
      for (const card of cards)
        if (!card.city.isOwn) for (const id of card.ours) by.set(id, [...(by.get(id) ?? []), card])
      return by
    },
  }
}

function evidence(one: Heard, adoptions: readonly Heard[]): Evidence {
  const studies = [one, ...adoptions].flatMap((each): Study[] => {
    const { domain, isOwn, said, at, checked, isAccepted, isDoubtful } = each
    return said.evaluation ? [{ ...{ domain, isOwn, isOrigin: each === one, at, evaluation: said.evaluation }, checked, isAccepted, isDoubtful }] : [] // prettier-ignore
  })
  return evidenceOf(studies)
}

/** Adoptions of cards, also of cities that this one does not know. */
function learnedIn({ all, cards }: Pick<World, 'all' | 'cards'>): Learned[] {
  const names = new Map(all.map(({ said }) => [said.issuer, said.city.names]))
  const titles = new Map(cards.map(({ said, subject }) => [keyOf(said.issuer, subject), (said.content as CardContent).titles])) // prettier-ignore
  return all
    .flatMap(({ said, isAccepted, domain }): Learned[] => {
      if (said.type !== 'PracticeAdoption' || !said.content || !isAccepted) return []
      const { of, since } = said.content
      const from = all.find((one) => one.said.issuer === of.issuer)?.domain ?? domainOf(of.issuer)
      const own = titles.get(keyOf(of.issuer, of.card))
      return [{ from, fromNames: names.get(of.issuer), to: domain, toNames: said.city.names, isKnown: own !== undefined, titles: own ?? said.content.titles, card: of.card, since, hasResult: said.evaluation !== undefined }] // prettier-ignore
    })
    .toSorted((a, b) => b.since.localeCompare(a.since))
}

const RANK: Record<Strength, number> = { claimed: 0, signed: 1, recomputed: 2, repeated: 3 }
const domainOf = (did: string): string => decodeURIComponent(did.slice(didOf('').length))

function cityOf({ domain, shown, isOwn, said }: Heard): City {
  return { domain, shown, isOwn, ...said.city }
}

/** An evaluation that says something else when it is computed once more is worth no more than words. */
function strengthOf({ said, checked }: Heard, { groups }: Evidence): Strength {
  if (groups.some(({ studies }) => studies.length > 1)) return 'repeated'
  if (!said.evaluation || checked === 'fails') return groups.length > 0 ? 'recomputed' : 'claimed'
  return checked === 'holds' ? 'recomputed' : 'signed'
}

/** Which of this city's indicators measure the same: by standard and number; its own by their names. */
function matcherOf(definitions: readonly Definition[]): (measured: Measured, isOwn: boolean) => string[] {
  const by = Map.groupBy(definitions.flatMap(({ id, standards }) => standards.map(({ standard, code }) => ({ id, key: `${standard} ${code}` }))), ({ key }) => key) // prettier-ignore
  return ({ id, standards }, isOwn) =>
    isOwn ? [id] : standards.flatMap(({ standard, code }) => (by.get(`${standard} ${code}`) ?? []).map((own) => own.id))
}
