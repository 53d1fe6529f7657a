/** The verbs of reports, joined. */
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { demand, type Actor } from '#platform/actor'
import type { Lang } from '#words'
import * as rules from '../rules.ts'
import * as store from '../store.ts'
import { Content, Grounds, type Report } from '../types/index.ts'
import { contentCsv } from '../writing/index.ts'
import { createFinding } from './finding.ts'
import { createMaking, MAKE_JOB } from './making.ts'
import type { Needs } from './needs.ts'
import { createPrinting, PRINT_JOB } from './printing.ts'

const LISTED_MAX = 200

export function createReports(needs: Needs) {
  const { db, clock, ledger, files, jobs } = needs
  const finding = createFinding(needs)
  const { make, ...making } = createMaking(needs, finding)
  const { print, ...printing } = createPrinting(needs, finding)
  jobs.define<{ id: string }>(MAKE_JOB, make)
  jobs.define<{ id: string }>(PRINT_JOB, print)

  /** The content byte for byte as its fingerprint says. Throws `reports.notMade`. */
  async function original(actor: Actor, id: string): Promise<{ report: Report; stream: Readable }> {
    const report = await finding.read(actor, id)
    if (report.state !== 'made') throw rules.refuse.notMade({ id, state: report.state })
    return { report, stream: await files.get(report.sha256!) }
  }

  async function content(actor: Actor, id: string): Promise<{ report: Report; content: Content }> {
    const { report, stream } = await original(actor, id)
    return { report, content: Content.parse(JSON.parse(await text(stream))) }
  }

  return {
    ...making,
    ...printing,
    /** The background works, for who runs them without a queue. */
    make,
    print,
    read: finding.read,
    original,
    content,

    /** What the rules of analysis read for it, to run them again. Throws `reports.unknown` where it is on no state of the city. */
    async input(actor: Actor, id: string): Promise<{ report: Report; stream: Readable }> {
      const { report, content: said } = await content(actor, id)
      if (said.kind !== 'city') throw rules.refuse.unknown({ id })
      return { report, stream: await files.get(said.rule.input) }
    },

    /** The figures of the report as CSV, with the names of one language. */
    async csv(actor: Actor, id: string, lang: Lang): Promise<{ report: Report; text: string }> {
      const { report, content: said } = await content(actor, id)
      return { report, text: contentCsv(said, lang) }
    },

    /** Those that are public, newest first; all of them for who makes them. */
    list: (actor: Actor): Promise<Report[]> =>
      store.list(db, { published: !actor.can('reports.make'), limit: LISTED_MAX }),

    /** Makes a report public, in the place of the one before. */
    async publish(actor: Actor, id: string, grounds: string): Promise<Report> {
      demand(actor, 'reports.publish')
      const stated = Grounds.parse(grounds)
      await db.transaction().execute(async (tx) => {
        await store.lockPublishing(tx)
        const found = await finding.locked(tx, id)
        rules.demandPublishable(found)
        const supersedes = rules.supersededBy(found, await store.standing(tx, found))
        const prints = Object.fromEntries(found.prints.map((print) => [print.lang, print.sha256]))
        const payload = { sha256: found.sha256!, prints, supersedes: supersedes ?? null }
        const act = { actor: actor.id, grounds: stated, subject: `report/${id}`, payload }
        const entryId = await ledger.append(tx, { kind: 'reports.published', ...act })
        await store.addPublication(tx, id, { at: clock.now(), by: actor.id, grounds: stated, entryId, supersedes })
      })
      return finding.find(id)
    },
  }
}
export type Reports = ReturnType<typeof createReports>
