/** The verbs on what ties the city to others: written by officials or the pack, read by everybody, every version kept. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { canonical, type Json } from '#platform/ledger'
import { zoneOf } from '#stats'
import type { Needs } from '../needs.ts'
import type { Listed } from './pack.ts'
import * as rules from './rules.ts'
import { refuse } from './rules.ts'
import * as store from './store.ts'
import { TieDraft, type Kind, type Phase, type Tie, type TieContent } from './types.ts'

export type Partners = ReturnType<typeof createPartners>
export type ShownTie = Tie & { phase: Phase }

export function createPartners({ db, clock, ids, ledger, gate, timezone, baseUrl }: Needs) {
  const zone = zoneOf(timezone)
  const today = () => zone.dayOf(clock.now().getTime())
  const inOne = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work))
  const plain = (content: TieContent) => JSON.parse(JSON.stringify(content)) as { [name: string]: Json }

  async function write(tx: Tx, actor: Actor, id: string, content: TieContent, grounds: string, isNew = false) {
    const version = ((await store.newest(tx, id))?.version ?? 0) + 1
    const subject = `network/partners/${id}`
    // Of a new one no id is known to who sends it again once its words were opened.
    const known = isNew ? 'network/partners/new' : subject
    const said = { ...plain(content), grounds }
    const title = Object.values(content.names)[0]!
    const { releaseId } = await gate.passWords(tx, actor, { module: 'network', id: known, title, content: said, address: `/network/partners/${id}` }) // prettier-ignore
    const entryId = await ledger.append(tx, { kind: 'network.tie', actor: actor.id, subject, grounds, payload: { version, ...plain(content) } }) // prettier-ignore
    await store.add(tx, { id, version, at: clock.now(), by: actor.id, grounds, entryId, releaseId }, content)
  }

  function checked(given: TieDraft): TieContent {
    const content = TieDraft.parse(given)
    rules.demandTimes(content)
    return content
  }

  function demandNew(content: TieContent, others: readonly Tie[]): void {
    const same = rules.sameAs(content, others, today())
    if (same) throw refuse.already({ id: same.id, name: Object.values(same.names)[0]! })
  }

  return {
    /** Public at once where it holds nothing of a person. Throws `partners.backward`, `partners.dayMissing`, `partners.already`. */
    async add(actor: Actor, given: TieDraft, grounds: string): Promise<{ id: string }> {
      demand(actor, 'network.organise')
      const [content, id] = [checked(given), ids.uuid()]
      await inOne(async (tx) => {
        await store.lock(tx, 'new')
        demandNew(content, await store.all(tx, gate))
        await write(tx, actor, id, content, grounds, true)
      })
      return { id }
    },

    /** A newer version; `expected` is the one that the person saw. Throws what `add` does, `partners.unknown`, `partners.changedMeanwhile`. */
    async revise(actor: Actor, id: string, given: TieDraft, grounds: string, expected: number): Promise<void> {
      demand(actor, 'network.organise')
      const content = checked(given)
      await inOne(async (tx) => {
        await store.lock(tx, id)
        const before = await store.newest(tx, id)
        if (!before) throw refuse.unknown({ id })
        if (before.version !== expected) throw refuse.changedMeanwhile({ version: before.version })
        const others = (await store.all(tx, gate)).filter((one) => one.id !== id)
        demandNew(content, others)
        await write(tx, actor, id, content, grounds)
      })
    },

    /** What the city pack lists; where it says what it said last, nothing: what officials wrote since stays. */
    async load(actor: Actor, listed: readonly Listed[], grounds: string): Promise<void> {
      for (const { id, ...given } of listed.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
        const content = checked(given)
        await inOne(async (tx) => {
          await store.lock(tx, id)
          const before = await store.newest(tx, id, actor.id)
          if (!before || canonical(contentOf(before)) !== canonical(plain(content))) await write(tx, actor, id, content, grounds) // prettier-ignore
        })
      }
    },

    /** Those of a kind, or all; `counts` are of all. */
    async list(kind?: Kind): Promise<{ ties: ShownTie[]; counts: Record<Kind, number> }> {
      const all = await store.all(db, gate)
      const ties = rules.sorted(kind ? all.filter((one) => one.kind === kind) : all, today())
      return { ties, counts: rules.counted(all) }
    },

    /** The newest version of it, and how it came to be. Throws `partners.unknown`. */
    async one(id: string): Promise<{ tie: ShownTie; versions: Tie[] }> {
      const versions = await store.versions(db, gate, id)
      if (versions.length === 0) throw refuse.unknown({ id })
      return { tie: { ...versions[0]!, phase: rules.phaseOf(versions[0]!, today()) }, versions }
    },

    /** What of them has a day, for calendars; `uid` is the same in every language and another city has none like it. */
    dates: async (): Promise<(rules.Dated & { tie: ShownTie; uid: string; isPast: boolean })[]> =>
      rules.datesOf(await store.all(db, gate)).map(({ tie, ...days }) => ({
        ...days,
        tie: { ...tie, phase: rules.phaseOf(tie, today()) },
        isPast: days.to < today(),
        uid: `tie-${tie.id}@${new URL(baseUrl).host}`,
      })),
  }
}

function contentOf({ id: _id, version: _version, at: _at, by: _by, grounds: _grounds, ...content }: Tie): Json {
  return content as unknown as Json
}
