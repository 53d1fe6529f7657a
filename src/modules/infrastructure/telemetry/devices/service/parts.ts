/** What the verbs of devices share. */
import type { Actor } from '#platform/actor'
import { demand } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Ids } from '#platform/ids'
import type { Json, Ledger } from '#platform/ledger'
import type { Identity } from '#identity'
import type { Context } from '../../../context/index.ts'
import type { Admission } from '../admission.ts'

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append'>
  identity: Pick<Identity, 'organisations'>
  context: Pick<Context, 'upsert' | 'contexts' | 'find'>
  onError?: (error: unknown) => void
}
export type Parts = Needs & { admission: Admission }

/** What was done, by whom, on record. */
export async function act(
  { ledger, clock }: Needs,
  tx: Tx,
  actor: Actor,
  kind: string,
  subject: string,
  payload: object = {},
) {
  const entryId = await ledger.append(tx, { kind: `infrastructure.${kind}`, actor: actor.id, subject, payload: JSON.parse(JSON.stringify(payload)) as Json }) // prettier-ignore
  return { at: clock.now(), by: actor.id, entryId }
}

/** The organisations whose devices they may see; undefined for all. Throws `forbidden` where there are none. */
export async function seenBy({ identity }: Needs, actor: Actor): Promise<string[] | undefined> {
  if (actor.can('infrastructure.read')) return undefined
  const held = (await identity.organisations()).filter(({ id }) => actor.can('infrastructure.read', id))
  if (held.length === 0) demand(actor, 'infrastructure.read')
  return held.map(({ id }) => id)
}
