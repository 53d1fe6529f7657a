/** What maintenance needs from below, and what every verb of it does. */
import { system, type Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import type { Jobs } from '#platform/jobs'
import type { Json, Ledger } from '#platform/ledger'
import type { Mail } from '#platform/mail'
import type { Identity } from '#identity'
import type { Assets } from '../assets/index.ts'
import type { Context } from '../context/index.ts'
import type { Readings } from '../telemetry/readings/index.ts'
import { refuse } from './refusals.ts'

/** What of a thing has settled: these readings are stored, and will be told of once more if more come. */
export type Settled = { entityId: string; attribute: string; datasetId?: string }
export type Pulse = { on(listener: (tx: Tx, settled: Settled[]) => Promise<void>): void }

export type MaintenanceNeeds = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append'>
  jobs: Pick<Jobs, 'define' | 'enqueue'>
  mail: Pick<Mail, 'send'>
  files: Files
  identity: Pick<Identity, 'organisations' | 'members'>
  context: Pick<Context, 'kinds'>
  assets: Pick<Assets, 'get' | 'byEntity' | 'reports'>
  readings: Pick<Readings, 'after' | 'readAt'>
  pulse: Pulse
  /** By which the city's days are cut. */
  timezone: string
  baseUrl: string
}

export type Inner = MaintenanceNeeds & ReturnType<typeof createInner>

/** What every verb does. */
export function createInner({ db, clock, ids, ledger, identity }: MaintenanceNeeds) {
  return {
    /** The house itself, where it acts or asks for nobody. */
    house: system('maintenance'),
    id: () => ids.uuid(),
    inOne: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work),
    async act(
      tx: Tx,
      actor: Actor,
      kind: string,
      subject: string,
      payload: unknown,
      grounds?: string,
    ): Promise<string> {
      return ledger.append(tx, {
        ...{ kind: `maintenance.${kind}`, actor: actor.id, subject, grounds },
        payload: JSON.parse(JSON.stringify(payload)) as Json,
      })
    },
    /** Where this may be done: undefined for everywhere. */
    async reachOf(actor: Actor, permission: string): Promise<string[] | undefined> {
      if (actor.can(permission)) return undefined
      const all = await identity.organisations()
      return all.filter(({ id }) => actor.can(permission, id)).map(({ id }) => id)
    },
    /** Throws `maintenance.unknownOrganisation`. */
    async demandOrganisation(id: string): Promise<void> {
      if (!(await identity.organisations()).some((one) => one.id === id)) throw refuse.unknownOrganisation({ id })
    },
    now: () => clock.now(),
  }
}
