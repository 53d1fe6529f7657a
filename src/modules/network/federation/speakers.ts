/** Who speaks for the city: itself, from its first word on, and departments that were opened. */
import { demand, system, type Actor } from '#platform/actor'
import type { Texts } from '#words'
import type { Needs } from '../needs.ts'
import { addressesOf } from './activities.ts'
import { refuse } from './rules.ts'
import { makeKeys, openKeys, type SpeakersKeys } from './signing.ts'
import * as store from './store/news.ts'
import { ActorName, CITY_ACTOR, type Speaker } from './types.ts'

export type Speakers = ReturnType<typeof createSpeakers>
type Opening = { name: string; organisationId: string }
/** Who it is, without those who follow. */
export type Who = Omit<Speaker, 'followers'>

export function createSpeakers({ db, clock, ids, ledger, identity, city, baseUrl, secret }: Needs) {
  const addresses = addressesOf(baseUrl)
  const { host } = new URL(baseUrl)
  const opened = new Map<string, SpeakersKeys>()

  /** Undefined where nobody is called so. The city is there as soon as somebody asks for it. */
  async function row(name: string): Promise<store.ActorRow | undefined> {
    // Others ask for whatever they like, zero characters among it.
    if (!ActorName.safeParse(name).success) return undefined
    const found = await store.actor(db, name)
    if (found || name !== CITY_ACTOR) return found
    const sealed = await makeKeys(ids, secret, name)
    await store.addActor(db, { name, organisationId: null, sealed, at: clock.now(), by: system('network').id })
    return store.actor(db, name)
  }

  async function namesOf(organisationId: string | null): Promise<Texts> {
    if (organisationId === null) return city.names
    return (await identity.organisations()).find(({ id }) => id === organisationId)?.names ?? city.names
  }

  const whoOf = async ({ name, organisationId, closedAt }: store.ActorRow): Promise<Who> => ({
    ...{ name, handle: `@${name}@${host}`, address: addresses.actor(name), names: await namesOf(organisationId) },
    ...(organisationId !== null && { organisationId }),
    ...(closedAt && { closedAt }),
  })

  async function find(name: string): Promise<Who | undefined> {
    const found = await row(name)
    return found && whoOf(found)
  }

  return {
    find,

    /** Throws `network.unknownActor`. */
    async known(name: string): Promise<Who> {
      const who = await find(name)
      if (!who) throw refuse.unknownActor({ name })
      return who
    },

    /** Throws `network.unknownActor`, `network.sealedOtherwise`. */
    async keys(name: string): Promise<SpeakersKeys> {
      const known = opened.get(name)
      if (known) return known
      const found = await row(name)
      if (!found) throw refuse.unknownActor({ name })
      const keys = await openKeys(secret, name, found.sealed, addresses.actor(name))
      opened.set(name, keys)
      return keys
    },

    async all(): Promise<Speaker[]> {
      await row(CITY_ACTOR)
      const rows = await store.actors(db)
      return Promise.all(rows.map(async (found) => ({ ...(await whoOf(found)), followers: found.followers })))
    },

    /** Lets a department speak, under a name for good. Throws `network.unknownActor`, `network.actorExists`. */
    async open(actor: Actor, given: Opening): Promise<void> {
      demand(actor, 'network.organise')
      const [name, { organisationId }] = [ActorName.parse(given.name), given]
      const organisation = (await identity.organisations()).find(({ id }) => id === organisationId)
      if (!organisation || organisation.kind === 'city') throw refuse.unknownActor({ name: organisationId })
      if (name === CITY_ACTOR) throw refuse.actorExists({ name })
      const sealed = await makeKeys(ids, secret, name)
      await db.transaction().execute(async (tx) => {
        if (!(await store.addActor(tx, { name, organisationId, sealed, at: clock.now(), by: actor.id })))
          throw refuse.actorExists({ name })
        await ledger.append(tx, { kind: 'network.actor', actor: actor.id, subject: `network/actors/${name}`, payload: { name, organisation: organisationId } }) // prettier-ignore
      })
    },

    /** It speaks no more, and nobody can follow it; what it said stays. Or it speaks again. Throws `network.unknownActor`, `network.actorClosed`. */
    async close(actor: Actor, name: string, isClosed: boolean): Promise<void> {
      demand(actor, 'network.organise')
      if (name === CITY_ACTOR || !(await find(name))) throw refuse.unknownActor({ name })
      await db.transaction().execute(async (tx) => {
        const closed = isClosed ? { at: clock.now(), by: actor.id } : undefined
        if (!(await store.closeActor(tx, name, closed))) throw refuse.actorClosed({ name })
        await ledger.append(tx, { kind: isClosed ? 'network.actorClosed' : 'network.actorOpened', actor: actor.id, subject: `network/actors/${name}`, payload: {} }) // prettier-ignore
      })
    },
  }
}
