/** The verbs of reports, joined. */
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { textsIn, type Finding } from '#governance'
import type { Lang } from '#words'
import * as rules from '../rules.ts'
import * as store from '../store.ts'
import { Content, Grounds, type Report } from '../types/index.ts'
import { contentCsv, contentXlsx } from '../writing/index.ts'
import { createFinding } from './finding.ts'
import { createMaking, MAKE_JOB } from './making.ts'
import { createNaming } from './naming.ts'
import type { Needs } from './needs.ts'
import { createPrinting, PRINT_JOB } from './printing.ts'

const LISTED_MAX = 200

export function createReports(needs: Needs) {
  const { db, clock, ledger, files, jobs, events, gate, timezone } = needs
  const finding = createFinding(needs)
  const { make, ...making } = createMaking(needs, finding)
  const { print, ...printing } = createPrinting(needs, finding)
  const { demandNamed, namesChanged } = createNaming(needs, finding)
  events.on('places.loaded', 'reports.named', namesChanged)
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

  /** What the gate finds in the words of a report; none where there is none yet. */
  async function wordsIn(id: string): Promise<Finding[]> {
    const { sha256 } = await finding.find(id)
    return sha256 ? gate.examineWords(textsIn(JSON.parse(await text(await files.get(sha256))))) : []
  }

  return {
    ...making,
    ...printing,
    /** The background works, for who runs them without a queue. */
    make,
    print,
    namesChanged,
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

    /** The whole report as a workbook, in one language; `baseUrl` begins the addresses that its numbers lead back to. */
    async xlsx(actor: Actor, id: string, reader: { lang: Lang; baseUrl: string }) {
      const { report, content: said } = await content(actor, id)
      return { report, stream: contentXlsx(said, report, { ...reader, timezone }) }
    },

    /** Those that are public, newest first; all of them for who makes them. */
    async list(actor: Actor): Promise<Report[]> {
      const published = !actor.can('reports.make')
      const reports = await finding.withWithdrawals(await store.list(db, { published, limit: LISTED_MAX }))
      return reports.filter(({ publication }) => !published || !publication?.withdrawal)
    },

    /** Makes a report public, in the place of the one before. */
    async publish(actor: Actor, id: string, grounds: string): Promise<Report> {
      demand(actor, 'reports.publish')
      const stated = Grounds.parse(grounds)
      gate.demandFit({ grounds: stated })
      const findings = await wordsIn(id)
      if ((await finding.find(id)).sha256) await demandNamed(await finding.find(id))
      const publish = async (tx: Tx) => {
        await store.lockPublishing(tx)
        const found = await finding.locked(tx, id)
        rules.demandPublishable(found)
        const supersedes = rules.supersededBy(found, await store.standing(tx, found))
        const prints = Object.fromEntries(found.prints.map((print) => [print.lang, print.sha256]))
        const payload = { sha256: found.sha256!, prints, supersedes: supersedes ?? null }
        const act = { actor: actor.id, grounds: stated, subject: `report/${id}`, payload }
        const entryId = await ledger.append(tx, { kind: 'reports.published', ...act })
        const { releaseId } = await gate.passClear(tx, { id: found.askedBy }, candidateOf(found, findings))
        const publication = { at: clock.now(), by: actor.id, grounds: stated, entryId, releaseId, supersedes }
        await store.addPublication(tx, id, publication)
      }
      await gate.orHold(() => db.transaction().execute(publish))
      return finding.find(id)
    },
  }
}
/** A report is about the city; its words are looked at. */
const candidateOf = ({ id, kind, standard, year, sha256 }: Report, findings: Finding[]) => ({
  subject: { module: 'reports', kind: 'report' as const, id, title: `${standard ?? kind} ${year}` },
  ...{ fingerprint: sha256!, findings, aggregate: true, address: `/reports/${id}` },
})

export type Reports = ReturnType<typeof createReports>
