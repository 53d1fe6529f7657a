/** What every verb on pilots does: finds, locks, passes the gate, writes a line of the public log with its entry in the ledger. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { canonical, type Json } from '#platform/ledger'
import { zoneOf } from '#stats'
import type { Needs } from '../../needs.ts'
import { refuse } from '../rules.ts'
import * as store from '../store.ts'
import type { LogKind, Pilot } from '../types.ts'

export type Inner = ReturnType<typeof createInner>
export const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json
export const textOf = (value: unknown): string => canonical(plain(value))
export const titleOf = ({ plan }: Pick<Pilot, 'plan'>): string => Object.values(plan.titles)[0]!
export const addressOf = (id: string): string => `/innovations/pilots/${id}`

export function createInner(needs: Needs) {
  const { db, clock, ids, ledger, gate } = needs
  const zone = zoneOf(needs.timezone)
  const dayOf = (at: Date) => zone.dayOf(at.getTime())

  const enter = (tx: Tx, actor: Pick<Actor, 'id'>, id: string, kind: string, payload: object, grounds?: string) =>
    ledger.append(tx, { kind: `pilots.${kind}`, actor: actor.id, subject: `pilots/${id}`, grounds, payload: plain(payload) }) // prettier-ignore

  /** What was typed passes the gate, and gives its release. Throws `governance.unfitText`, `governance.held`. */
  const pass = (tx: Tx, actor: Actor, pilot: Pilot, what: string, given: object) =>
    gate.passWords(tx, actor, { module: 'innovations', id: `pilots/${pilot.id}/${what}`, title: titleOf(pilot), content: plain(given), address: addressOf(pilot.id) }) // prettier-ignore

  /** A line that everybody reads. Gives the entry's id. */
  async function note(
    tx: Tx,
    actor: Actor,
    pilot: Pilot,
    kind: LogKind,
    content: Record<string, unknown>,
    grounds?: string,
  ) {
    // prettier-ignore
    const entryId = await enter(tx, actor, pilot.id, kind, content, grounds)
    const { releaseId } = await pass(tx, actor, pilot, kind, content)
    await store.note(tx, pilot.id, { id: ids.uuid(), kind, content, at: clock.now(), by: actor.id, entryId, releaseId })
    return entryId
  }

  return {
    ...needs,
    ...{ enter, pass, note, dayOf },
    today: () => dayOf(clock.now()),
    /** Locked, for who answers for it. Throws `pilots.unknown`, `forbidden`. */
    async own(
      tx: Tx,
      actor: Actor,
      id: string,
      permission: 'innovations.organise' | 'innovations.verify' = 'innovations.organise',
    ) {
      // prettier-ignore
      const found = await store.lock(tx, id)
      if (!found) throw refuse.unknown({ id })
      demand(actor, permission, found.organisationId)
      return found
    },
    inOne: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work)),
  }
}
