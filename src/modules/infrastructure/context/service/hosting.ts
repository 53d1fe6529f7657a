/** Contexts that clients lay down here, and those that were fetched. */
import { demand, type Actor } from '#platform/actor'
import { CONTEXT_BYTES_MAX } from '../limits.ts'
import { refuse } from '../refusals.ts'
import * as store from '../terms/store.ts'
import type { Base } from './parts.ts'

type Raw = Record<string, unknown>
const isKind = (kind: string): kind is store.ContextKind => (store.CONTEXT_KINDS as readonly string[]).includes(kind)

export function createHosting({ db, clock, ids, baseUrl, contexts, accessOf }: Base) {
  const addressOf = ({ id, kind }: store.KeptContext) =>
    kind === 'Cached' ? id : `${baseUrl}/ngsi-ld/v1/jsonldContexts/${id}`
  const detailsOf = (row: store.ContextRow): Raw => ({
    ...{ URL: addressOf(row), localId: row.id, kind: row.kind, timestamp: row.at.toISOString() },
    ...{ lastUsage: row.usedAt.toISOString(), numberOfHits: row.uses },
  })
  async function find(id: string): Promise<store.ContextRow> {
    const found = await store.find(db, id)
    if (!found) throw refuse.unknownContext({ id })
    return found
  }
  async function demandWriter(actor: Actor): Promise<void> {
    const { write } = await accessOf(actor)
    if (!write.all && write.organisations.length === 0) demand(actor, 'infrastructure.write')
  }

  return {
    /** The id under which it is served. Throws `context.badContext`. */
    async add(actor: Actor, body: unknown): Promise<string> {
      await demandWriter(actor)
      const given = (body as Raw | null)?.['@context']
      if (given === undefined) throw refuse.contextMissing()
      if (JSON.stringify(given).length > CONTEXT_BYTES_MAX) throw refuse.badContext({ cause: 'too large' })
      // One that cannot be used is not worth keeping.
      await contexts.terms(given)
      const id = ids.uuid()
      await store.keep(db, { id, kind: 'Hosted', body: given, at: clock.now(), by: actor.id })
      return id
    },
    /** The address of a context that has none of its own: hosted for whoever must name it in a header. */
    async addressFor(actor: Actor, given: unknown): Promise<string> {
      const id = ids.uuid()
      const row: store.KeptContext = { id, kind: 'ImplicitlyCreated', body: given, at: clock.now(), by: actor.id }
      await store.keep(db, row)
      return addressOf(row)
    },
    async list(kind: string | undefined, details: boolean): Promise<unknown[]> {
      if (kind !== undefined && !isKind(kind))
        throw refuse.badParameter({ parameter: 'kind', value: kind.slice(0, 60) })
      const rows = await store.list(db, kind)
      return rows.map((row) => (details ? detailsOf(row) : addressOf(row)))
    },
    async get(id: string, details: boolean): Promise<Raw> {
      const row = await find(id)
      return details ? detailsOf(row) : { '@context': row.body }
    },
    async remove(actor: Actor, id: string, reload: boolean): Promise<void> {
      await demandWriter(actor)
      const { kind } = await find(id)
      if (reload && kind !== 'Cached') throw refuse.badParameter({ parameter: 'reload', value: 'true' })
      await store.remove(db, id)
      contexts.forget()
      if (reload) await contexts.load(id)
    },
  }
}
