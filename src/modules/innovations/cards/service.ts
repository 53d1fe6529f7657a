/** The verbs that every card has: written with its grounds, changed by a newer version, read by everybody. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Json } from '#platform/ledger'
import type { Needs } from '../needs.ts'
import { refuse } from './rules.ts'
import * as store from './store.ts'
import type { Card, Kind } from './types.ts'

type Way<Content> = {
  kind: Kind
  titleOf: (content: Content) => string
  /** Of its page. */
  addressOf: (id: string) => string
  /** Those who wrote the first version may change it; else only who organises. */
  authorsMay?: boolean
}

export function createCards<Content extends object>(
  { db, clock, ids, ledger, events, gate }: Needs,
  { kind, titleOf, addressOf, authorsMay = false }: Way<Content>,
) {
  const inOne = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work))

  async function write(tx: Tx, actor: Actor, id: string, version: number, content: Content, grounds: string) {
    const plain = JSON.parse(JSON.stringify(content)) as { [name: string]: Json }
    const subject = `${kind}s/${id}`
    const { releaseId } = await gate.passWords(tx, actor, { module: 'innovations', id: subject, title: titleOf(content), content: { ...plain, grounds }, address: addressOf(id) }) // prettier-ignore
    const entryId = await ledger.append(tx, { kind: `${kind}s.version`, actor: actor.id, subject, grounds, payload: { version, ...plain } }) // prettier-ignore
    await store.add(tx, kind, { id, version, at: clock.now(), by: actor.id, grounds, entryId, releaseId }, content)
    await events.emit(tx, `${kind}s.written`, { id })
  }

  return {
    inOne,
    /** Public at once where it holds nothing of a person; `then` is done in its transaction. Whoever calls has permitted it. */
    async add(actor: Actor, content: Content, grounds: string, then?: (tx: Tx, id: string) => Promise<void>) {
      const id = ids.uuid()
      await inOne(async (tx) => {
        await write(tx, actor, id, 1, content, grounds)
        await then?.(tx, id)
      })
      return { id }
    },

    /** A newer version; `expected` is the one that the person saw. Throws `cards.unknown`, `cards.changedMeanwhile`. */
    async revise(actor: Actor, id: string, content: Content, grounds: string, expected: number): Promise<void> {
      if (!authorsMay) demand(actor, 'innovations.organise')
      await inOne(async (tx) => {
        await store.lock(tx, id)
        const before = await store.last(tx, kind, id)
        if (!before) throw refuse.unknown()
        if (authorsMay && before.by !== actor.id) demand(actor, 'innovations.organise')
        if (before.version !== expected) throw refuse.changedMeanwhile({ version: before.version })
        await write(tx, actor, id, before.version + 1, content, grounds)
      })
    },

    all: (): Promise<Card<Content>[]> => store.all<Content>(db, gate, kind),

    /** The newest version first. Throws `cards.unknown`. */
    async versions(id: string): Promise<[Card<Content>, ...Card<Content>[]]> {
      const [newest, ...older] = await store.versions<Content>(db, gate, kind, id)
      if (!newest) throw refuse.unknown()
      return [newest, ...older]
    },
  }
}
