/** The verbs on the register: entries come in with their grounds, are read by everybody, and keep all their versions. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { canonical, type Json } from '#platform/ledger'
import type { Needs } from '../needs.ts'
import type { InnovationsPack } from './pack.ts'
import * as rules from './rules.ts'
import { refuse } from './rules.ts'
import * as store from './store.ts'
import { EntryDraft, type Content, type Entry } from './types.ts'

export type Register = ReturnType<typeof createRegister>
/** What a pack lists, its source in words. */
export type Listed = Omit<InnovationsPack['innovations'][number], 'source'> & Pick<Content, 'source'>

export function createRegister({ db, clock, ids, ledger, gate, places }: Needs) {
  const inOne = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work))
  const plain = (content: Content) => JSON.parse(JSON.stringify(content)) as { [name: string]: Json }

  async function write(tx: Tx, actor: Actor, id: string, content: Content, grounds: string): Promise<void> {
    const version = ((await store.newest(tx, id))?.version ?? 0) + 1
    const [title] = Object.values(content.titles)
    const subject = `innovations/${id}`
    const said = { ...plain(content), grounds }
    // Of a new entry no id is known to who sends it again once its words were opened.
    const known = version === 1 && !content.listed ? 'innovations/new' : subject
    const { releaseId } = await gate.passWords(tx, actor, { module: 'innovations', id: known, title: title!, content: said, address: `/innovations/register/${id}` }) // prettier-ignore
    const entryId = await ledger.append(tx, { kind: 'innovations.entry', actor: actor.id, subject, grounds, payload: { version, ...plain(content) } }) // prettier-ignore
    await store.add(tx, { id, version, at: clock.now(), by: actor.id, grounds, entryId, releaseId }, content)
  }

  async function checked(given: EntryDraft): Promise<Content> {
    const draft = EntryDraft.parse(given)
    rules.demandForward(draft)
    const { area } = draft
    if (area !== undefined && !(await places.areas()).some(({ id }) => id === area)) throw refuse.unknownArea({ area })
    return { ...draft, listed: false }
  }

  return {
    /** A new entry, public at once where it holds nothing of a person. Throws `innovations.backward`, `innovations.unknownArea`. */
    async add(actor: Actor, given: EntryDraft, grounds: string): Promise<{ id: string }> {
      demand(actor, 'innovations.organise')
      const [content, id] = [await checked(given), ids.uuid()]
      await inOne((tx) => write(tx, actor, id, content, grounds))
      return { id }
    },

    /** A newer version; `expected` is the one that the person saw. Throws `innovations.unknown`, `innovations.changedMeanwhile`. */
    async revise(actor: Actor, id: string, given: EntryDraft, grounds: string, expected: number): Promise<void> {
      demand(actor, 'innovations.organise')
      const content = await checked(given)
      await inOne(async (tx) => {
        await store.lock(tx, id)
        const before = await store.newest(tx, id)
        if (!before) throw refuse.unknown({ id })
        if (before.version !== expected) throw refuse.changedMeanwhile({ version: before.version })
        await write(tx, actor, id, content, grounds)
      })
    },

    /** What the city pack lists; where it says what it said last, nothing: what officials wrote since stays. */
    async load(actor: Actor, listed: readonly Listed[], grounds: string): Promise<void> {
      for (const { id, ...given } of listed.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
        const content = { ...EntryDraft.parse(given), listed: true }
        await inOne(async (tx) => {
          await store.lock(tx, id)
          const before = await store.newest(tx, id, actor.id)
          if (!before || canonical(contentOf(before)) !== canonical(plain(content))) await write(tx, actor, id, content, grounds) // prettier-ignore
        })
      }
    },

    /** Those asked for, by name in no language in particular; `counts` are of all. */
    async list(asked: rules.Asked = {}) {
      const all = await store.all(db, gate)
      return { entries: rules.chosen(all, asked), count: all.length, counts: rules.counted(all) }
    },

    /** The newest version of it, and how it came to be. Throws `innovations.unknown`. */
    async one(id: string): Promise<{ entry: Entry; versions: Entry[] }> {
      const versions = await store.versions(db, gate, id)
      if (versions.length === 0) throw refuse.unknown({ id })
      return { entry: versions[0]!, versions }
    },
  }
}

function contentOf({ id: _id, version: _version, at: _at, by: _by, grounds: _grounds, ...content }: Entry): Json {
  return content as unknown as Json
}
