/** The house signs what became public of its practices, and gives it at addresses of its own; nobody has to send anything. */
import { system } from '#platform/actor'
import { exclusively } from '#platform/db'
import { WITHDRAWN } from '#governance'
import type { Keys } from '../keys/service.ts'
import type { Needs } from '../needs.ts'
import { dueOf, type Due } from './due.ts'
import { refuse } from './rules.ts'
import { createGathering } from './gathering.ts'
import * as store from './store/own.ts'
import { ADOPTION, CARD, FEED_FORMAT, PAGE_DEFAULT, type PracticeDocument } from './types.ts'
import { fingerprintOf, plain } from './weighing.ts'

/** Also by the clock: a house that had cards before it could sign them, or that failed to, catches up. */
export const PRACTICES = { job: 'network.practices', cron: '*/10 * * * *' } as const
const ENTRY = 'network.practice'
const FACTS = ['practices.written', 'pilots.published', 'pilots.decided', 'network.keyRevoked', 'network.adopted', WITHDRAWN] // prettier-ignore

export type Issuing = ReturnType<typeof createIssuing>

export function createIssuing(needs: Needs, keys: Pick<Keys, 'did' | 'sign' | 'list'>) {
  const { db, clock, ids, ledger, jobs, events, gate, innovations, baseUrl, city } = needs
  const by = system('network').id
  const gathered = createGathering(needs)
  jobs.define(PRACTICES.job, () => issue())
  for (const fact of FACTS) events.on(fact, PRACTICES.job, () => issue())

  const addressOf = (id: string) => `${baseUrl}/network/practices/${id}`
  /** Signs whatever is due; safe to run twice, and at once. Gives how many. */
  const issue = (): Promise<number> => exclusively(db, PRACTICES.job, issueDue)

  async function issueDue(): Promise<number> {
    const [said, standing] = [await gathered.all(), await store.standing(db)]
    const about = { names: city.names, people: await gathered.living() }
    const revoked = new Map((await keys.list()).flatMap(({ multibase, revoked: since }) => (since ? [[multibase, since]] : []))) // prettier-ignore
    const due = dueOf(said, standing, { revoked, about, issuer: keys.did })
    for (const one of due) await sign(one, about)
    return due.length
  }

  async function sign({ said, before, fingerprint }: Due, about: object): Promise<void> {
    await db.transaction().execute(async (tx) => {
      const [id, at, { kind, subject }] = [ids.uuid(), clock.now(), said ?? before!]
      const version = said ? (said.version ?? (before?.version ?? 0) + 1) : before!.version
      const document = plain({
        ...{ type: kind === 'card' ? CARD : ADOPTION, format: FEED_FORMAT, id: addressOf(id), issuer: keys.did },
        ...{ issuedAt: at.toISOString(), subject, version, supersedes: before?.address, city: about },
        ...(said ? { content: said.content, evaluation: said.evaluation } : { withdrawn: true }),
      }) as object
      const signed = await keys.sign(document, tx)
      const payload = { sha256: fingerprintOf(signed), practice: kind, of: subject }
      const entryId = await ledger.append(tx, { kind: ENTRY, actor: by, subject: `network/practices/${id}`, payload })
      const key = signed.proof.verificationMethod.split('#')[1]!
      await store.add(tx, { id, kind, subject, version, withdrawn: !said, supersedes: before?.id, fingerprint, document: JSON.stringify(signed), key, at, entryId }) // prettier-ignore
    })
  }

  /** What may still be read: of a card the versions that the gate did not take back. */
  async function isPublic({ kind, subject, version, withdrawn }: store.Issued): Promise<boolean> {
    if (withdrawn) return true
    if (kind === 'adoption') return (await store.adoption(db, gate, subject)) !== undefined
    const { versions } = await innovations.practices.one(subject).catch(() => ({ versions: [] }))
    return versions.some((one) => one.version === version)
  }

  return {
    issue,
    addressOf,
    /** One document as it was signed. Throws `exchange.unknown`, `exchange.withdrawn`. */
    async document(id: string): Promise<{ document: string; kind: store.Issued['kind']; subject: string }> {
      const found = await store.find(db, id)
      if (!found) throw refuse.unknown({ id })
      if (!(await isPublic(found))) throw refuse.withdrawn({ id })
      return found
    },

    /** What stands, after the number `after`, in the order in which it was signed; `next` where there is more. */
    async feed(after: number, limit = PAGE_DEFAULT) {
      const rows = await store.after(db, keys.did, after, limit + 1)
      const page = rows.slice(0, limit)
      const open: store.Issued[] = []
      for (const row of page) if (await isPublic(row)) open.push(row)
      const last = page.at(-1)?.seq ?? after
      return {
        ...{ format: FEED_FORMAT, issuer: keys.did, last },
        practices: open.map(({ seq, document }) => ({ seq, practice: JSON.parse(document) as PracticeDocument })),
        ...(rows.length > limit && open.length > 0 && { next: `${baseUrl}/network/practices?after=${last}&limit=${limit}` }), // prettier-ignore
      }
    },

    /** What the city says now. */
    async own(): Promise<(store.Issued & { said: PracticeDocument })[]> {
      const found = (await store.standing(db)).filter(({ withdrawn }) => !withdrawn)
      const cards = new Set((await innovations.practices.list()).cards.map(({ card }) => card.id))
      const adopted = new Set((await store.adoptions(db, gate)).map(({ id }) => id))
      return found.filter(({ kind, subject }) => (kind === 'card' ? cards : adopted).has(subject)).map((one) => ({ ...one, said: JSON.parse(one.document) as PracticeDocument })) // prettier-ignore
    },
  }
}
