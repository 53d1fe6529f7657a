/** What the assets need from below, and what every verb of theirs does. */
import type { Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import type { Jobs } from '#platform/jobs'
import type { Json, Ledger } from '#platform/ledger'
import { fingerprintOf, type Gate, type Pass } from '#governance'
import type { Identity } from '#identity'
import type { Places } from '#places'
import { reachOf, type Context } from '../../context/index.ts'
import { KINDS, kindOf } from '../kinds/index.ts'
import { refuse } from '../refusals.ts'
import type { Said } from '../rules.ts'
import * as store from '../store/things.ts'
import type { Thing } from '../types.ts'

export type AssetsNeeds = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append'>
  jobs: Pick<Jobs, 'define' | 'enqueue'>
  files: Files
  gate: Pick<Gate, 'passWords' | 'orHold' | 'isWithdrawn'>
  identity: Pick<Identity, 'organisations'>
  places: Pick<Places, 'areas' | 'at' | 'atEach'>
  context: Pick<Context, 'get' | 'find'>
  timezone: string
}
export type Inner = AssetsNeeds & ReturnType<typeof createInner>
/** Who did it and when, by the ledger. */
export type Act = { at: Date; by: string; entryId: string }

const PUBLIC_KINDS = KINDS.filter((kind) => kind.public).map(({ code }) => code)

export function createInner({ db, clock, ledger, gate, identity }: AssetsNeeds) {
  return {
    /** What waits at the gate is not written. */
    inOne: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work)),

    /** The ledger is for everybody: it is told that something changed, with its fingerprint, not what it says. */
    async act(tx: Tx, actor: Actor, kind: string, subject: string, payload: Json): Promise<Act> {
      const entryId = await ledger.append(tx, { kind: `things.${kind}`, actor: actor.id, subject, payload })
      return { at: clock.now(), by: actor.id, entryId }
    },

    /** Throws `things.unknown`. */
    async found(code: string): Promise<Thing> {
      const thing = await store.find(db, code)
      if (!thing) throw refuse.unknown({ code })
      return thing
    },

    /** Throws `things.unknown`. */
    async locked(tx: Tx, code: string): Promise<Thing> {
      const thing = await store.lock(tx, code)
      if (!thing) throw refuse.unknown({ code })
      return thing
    },

    /** Names of public kinds are public words: they pass the gate together. */
    async passNames(
      tx: Tx,
      actor: Actor,
      id: string,
      things: readonly Pick<Thing, 'code' | 'kind' | 'name'>[],
    ): Promise<Pass | undefined> {
      const named = things.filter(({ kind, name }) => name !== null && kindOf(kind)?.public)
      if (named.length === 0) return undefined
      const names = inGroups(named)
      const [first] = named
      const title = named.length === 1 ? first!.name! : `${first!.name!} (${named.length})`
      const address = named.length === 1 ? `/things/${first!.code}` : '/things'
      return gate.passWords(tx, actor, {
        module: 'infrastructure',
        id: `things/${id}`,
        title,
        content: { names },
        address,
      })
    },

    /** Whose things one may see with all that is known of them. */
    async within(actor: Actor): Promise<store.Within> {
      const reach = reachOf(actor, 'infrastructure.read', await identity.organisations())
      return { ...reach, publicKinds: PUBLIC_KINDS }
    },
    mayRead: (actor: Actor, { organisationId }: Pick<Thing, 'organisationId'>): boolean =>
      actor.kind !== 'visitor' && actor.can('infrastructure.read', organisationId),
  }
}

/** Thousands of names are looked through some at a time, each group under the codes of its first and last. */
const GROUP = 50
function inGroups(named: readonly Pick<Thing, 'code' | 'name'>[]): Record<string, string> {
  if (named.length <= GROUP) return Object.fromEntries(named.map(({ code, name }) => [code, name!]))
  const groups = Array.from({ length: Math.ceil(named.length / GROUP) }, (_, i) =>
    named.slice(i * GROUP, (i + 1) * GROUP),
  )
  return Object.fromEntries(groups.map((group) => [`${group[0]!.code}–${group.at(-1)!.code}`, group.map(({ name }) => name).join('\n')])) // prettier-ignore
}

export const sealOf = (said: Said): string => fingerprintOf(JSON.parse(JSON.stringify(said)) as Json)
