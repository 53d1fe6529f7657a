/**
 * What the house itself lays down: said of, delivered, read and published in one go, by the way and through the gate that
 * everything takes. Laid down again it changes nothing; killed on the way, it is laid down again.
 */
import type { Actor } from '#platform/actor'
import { Refusal } from '#platform/errors'
import type { Job } from '#platform/jobs'
import type { Json } from '#platform/ledger'
import { fingerprintOf } from '#governance'
import type { Datasets } from './datasets/service.ts'
import {
  DatasetText,
  DISTRIBUTIONS_MAX,
  type DatasetDraft,
  type DatasetEntry,
  type DistributionDraft,
  type DistributionEntry,
} from './datasets/types.ts'
import type { Arrival, Deliveries } from './deliveries/service/deliveries.ts'
import type { DeliveryView } from './deliveries/types.ts'
import type { Needs } from './needs.ts'
import { refuse } from './refusals.ts'
import type { Describing } from './versions/service/describing.ts'
import { isSeenWhole } from './versions/rules.ts'
import type { PublicationDraft } from './versions/types.ts'
import * as versions from './versions/store.ts'

type Parts = {
  datasets: Datasets
  deliveries: Deliveries
  describing: Describing
  read(job: Pick<Job<{ id: string }>, 'data' | 'progress' | 'signal'>): Promise<void>
  publish(actor: Actor, deliveryId: string, draft?: PublicationDraft): Promise<unknown>
}

/** What the house says of a dataset, and the ways to have it. The city publishes it, and answers for it. */
export type HouseDraft = Omit<DatasetDraft, 'organisation' | 'description'> & {
  description: Omit<DatasetDraft['description'], 'contact'>
  distributions: DistributionDraft[]
}

export type Laid = Pick<DeliveryView, 'id' | 'state'>

export function createHouse(needs: Needs, { datasets, deliveries, describing, read, publish }: Parts) {
  const { identity, city, baseUrl } = needs
  const { db } = needs.database
  const contact = { name: city.pl, url: `${baseUrl}/catalog` }

  /** Without its distributions. */
  const wholeOf = ({ distributions: _, description, ...draft }: HouseDraft) => ({
    ...draft,
    description: { ...description, contact },
  })

  async function begin(actor: Actor, draft: HouseDraft): Promise<DatasetEntry> {
    const all = await identity.organisations()
    const own = all.find(({ kind }) => kind === 'city') ?? all[0]
    if (!own) throw refuse.unknownOrganisation({ id: '' })
    return datasets.create(actor, { ...wholeOf(draft), organisation: own.id })
  }

  /** What people said since stays, until the house has something else to say than it said before. */
  async function say(actor: Actor, found: DatasetEntry, draft: HouseDraft): Promise<void> {
    const { slug: _, ...text } = wholeOf(draft)
    const said = (await datasets.said(actor, found.id)).find(({ by }) => by === actor.id)
    const isSame = said && fingerprintOf(textOf(said.text)) === fingerprintOf(textOf(text))
    if (!isSame) await datasets.describe(actor, found.id, { ...text, seen: found.said.version })
  }

  /** `volume`: a dataset holds so many ways and no more; those that come after them stand in a next one. */
  async function keep(
    actor: Actor,
    draft: HouseDraft,
    volume = 1,
  ): Promise<Map<string, DistributionEntry> | undefined> {
    const said = volume === 1 ? draft : nextOf(draft, volume)
    const known = await datasets.find(said.slug)
    const found = known ? await datasets.entry(actor, known) : await begin(actor, said)
    const { described, isWithdrawn } = await versions.standing(db, found.id)
    if (isWithdrawn) return undefined
    await say(actor, found, said)
    const there = new Map(found.distributions.map((one) => [one.slug, one]))
    const room = DISTRIBUTIONS_MAX - there.size
    const missing = draft.distributions.filter(({ slug }) => !there.has(slug))
    for (const one of missing.slice(0, room)) there.set(one.slug, await datasets.addDistribution(actor, found.id, one))
    if (described !== undefined) await describing.publishDescription(actor, found.id).catch(unlessHeld)
    const others = missing.slice(room)
    const isMore = others.length > 0 || (room <= 0 && (await datasets.find(nextOf(draft, volume + 1).slug)))
    const beyond = isMore ? await keep(actor, { ...draft, distributions: others }, volume + 1) : undefined
    return new Map([...there, ...(beyond ?? [])])
  }

  return {
    /**
     * The dataset as the house says it, begun or brought up to date; gives its distributions, by their slugs. Undefined
     * where it was taken back: the house does not undo that.
     */
    keep: (actor: Actor, draft: HouseDraft) => keep(actor, draft),
    /** Kept, and public at once, though nothing of it is laid down: it is asked for where its services are. */
    async announce(actor: Actor, draft: HouseDraft): Promise<void> {
      if (!(await keep(actor, draft))) return
      await describing.publishDescription(actor, (await datasets.find(draft.slug))!).catch(unlessHeld)
    },

    /** Delivers, reads and publishes; where the gate or the dictionary stops it, the state says so. Gives the delivery. */
    async lay(
      actor: Actor,
      distributionId: string,
      arrival: Arrival,
      draft?: Pick<PublicationDraft, 'note'>,
    ): Promise<Laid> {
      const { id } = await deliveries.receive(actor, distributionId, arrival)
      await read({ data: { id }, progress: async () => {}, signal: new AbortController().signal })
      const { state, ...view } = await deliveries.view(actor, id)
      if (state !== 'ready' && state !== 'opened') return { id, state }
      await publish(actor, id, { ...draft, original: isSeenWhole(view) })
      return { id, state: 'published' }
    },

    /** Throws `catalog.withdrawn` with the reason where the delivery's version was taken back, `catalog.notReady` where it was refused. */
    async demandOpen(actor: Actor, id: string): Promise<void> {
      const withdrawal = (await versions.ofDeliveries(db, [id])).get(id)?.withdrawal
      if (withdrawal) throw refuse.withdrawn({ ...withdrawal })
      const { state } = await deliveries.view(actor, id)
      if (state === 'refused') throw refuse.notReady({ id, state })
    },

    /** Of each of these deliveries that is or was a version: which, and of what. */
    laid: (deliveryIds: string[]): Promise<Map<string, versions.Laid>> => versions.ofDeliveries(db, deliveryIds),
  }
}

/** What goes on with what a full dataset begins. */
function nextOf({ slug, description, ...draft }: HouseDraft, volume: number): HouseDraft {
  const { pl, en, uk } = description.title
  const numbered = (title: string) => `${title} (${volume})`
  const title = { pl: numbered(pl), ...(en && { en: numbered(en) }), ...(uk && { uk: numbered(uk) }) }
  return { ...draft, slug: `${slug}-part-${volume}`, description: { ...description, title } }
}

/** What waits at the gate holds nothing else up. */
function unlessHeld(error: unknown): void {
  if (!(error instanceof Refusal) || !error.code.startsWith('governance.')) throw error
}

const textOf = (said: unknown): Json => DatasetText.omit({ distributions: true }).parse(said) as unknown as Json

export type House = ReturnType<typeof createHouse>
