/** The verbs on sources of non-members: an official names an address and what is meant there; the house reads it once a day. */
import { demand, type Actor } from '#platform/actor'
import { exclusively } from '#platform/db'
import { Refusal } from '#platform/errors'
import { inspect, readFigures, unitFactor, type Known } from '#indicators'
import type { Needs } from '../needs.ts'
import { Grounds, type Failure } from '../peers/types.ts'
import { createLooking, type Asked } from './catalogues/looking.ts'
import { createVisits, type Course } from '../visits/service.ts'
import type { Visit } from '../visits/types.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { SOURCE_BYTES_MAX, SourceDraft, SOURCES_MAX, type Catalogue, type Claim, type Claimed, type Source } from './types.ts' // prettier-ignore

const READ_JOB = 'network.source'
/** Looks for those whose time has come. */
export const SOURCE_READS = { job: 'network.sources', cron: '*/10 * * * *' } as const
const DUE_AT_ONCE = 100
const READS_AT_ONCE = 2
const TIMEOUT_MS = 60_000
const OK = 200
/** The file came, and was understood; then it is kept. */
const STEPS = 3

export type Sources = ReturnType<typeof createSources>

export function createSources(needs: Needs) {
  const { db, clock, ids, ledger, jobs, net, gate, indicators } = needs
  const look = createLooking({ net })
  jobs.define<{ id: string }>(READ_JOB, ({ data }) => read(data.id), READS_AT_ONCE)
  jobs.define(SOURCE_READS.job, async () => {
    for (const id of await store.due(db, clock.now(), DUE_AT_ONCE))
      await jobs.enqueue(db, READ_JOB, { id }, { key: id })
  })

  /** Throws `net.…`, `sources.answered`. */
  async function get(address: string, maxBytes: number, signal?: AbortSignal): Promise<Buffer> {
    const { status, url, body } = await net.fetch(address, { maxBytes, timeoutMs: TIMEOUT_MS, signal })
    if (status !== OK) throw rules.refuse.answered({ host: new URL(url).hostname, status })
    return body
  }

  /** What the address says, of what is meant. Throws `sources.…`, `reading.…`, `net.…`. */
  async function claimsAt(draft: SourceDraft, course?: Course): Promise<Claim[]> {
    const bytes = await get(draft.address, SOURCE_BYTES_MAX, course?.signal)
    await course?.step(1, STEPS)
    const options = rules.optionsFor(await inspect(bytes), draft)
    const known: Known = { area: (code) => code, measure: () => ({ unit: draft.unit }), unitFactor }
    const claims = new Map<string, Claim>()
    let wrong: { line: number; code: string; found?: string } | undefined
    for await (const batch of readFigures(bytes, options, known)) {
      course?.signal.throwIfAborted()
      rules.claimsOf(claims, batch, draft)
      wrong ??= batch.rejected[0]
    }
    if (claims.size === 0 && wrong) throw rules.refuse.rejected({ line: wrong.line, found: (wrong.found ?? '').slice(0, 100) })
    if (claims.size === 0) throw rules.refuse.nothing({ area: draft.area ?? '', measure: draft.measure ?? '' })
    return [...claims.values()]
  } // prettier-ignore

  /** Reads a source once. What goes wrong is kept with it, and what was read before stays; false then. Safe to run twice. */
  const read = (id: string, course?: Course): Promise<boolean> =>
    exclusively(db, `network.source ${id}`, async () => {
      const source = await store.find(db, id)
      if (!source) return false
      try {
        const claims = await claimsAt(source, course)
        await course?.step(2, STEPS)
        const at = clock.now()
        await db.transaction().execute((tx) => store.good(tx, id, claims, { at, nextAt: rules.nextRead(0, at) }))
        return true
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const failure: Failure = { code: error.code, details: error.details }
        await store.bad(db, id, failure, rules.nextRead(source.failures + 1, clock.now()))
        return false
      }
    })
  const visits = createVisits(needs, 'source', read)

  return {
    /** Done by jobs. */
    read,

    /** Read at once, then once a day. Throws `sources.unknownIndicator`, `sources.noStandard`, `sources.tooMany`, `net.…`. */
    async subscribe(actor: Actor, given: SourceDraft, why: string): Promise<Source> {
      demand(actor, 'network.organise')
      const typed = SourceDraft.parse(given)
      const draft = { ...typed, address: net.check(typed.address) }
      const grounds = Grounds.parse(why)
      gate.demandFit({ sender: draft.sender, version: draft.version, grounds })
      const definition = (await indicators.definitions()).find(({ id }) => id === draft.indicator)
      if (!definition) throw rules.refuse.unknownIndicator({ id: draft.indicator })
      if (definition.standards.length === 0) throw rules.refuse.noStandard({ id: draft.indicator })
      const id = ids.uuid()
      return db.transaction().execute(async (tx) => {
        if ((await store.all(tx)).length >= SOURCES_MAX) throw rules.refuse.tooMany({ most: SOURCES_MAX })
        const entryId = await ledger.append(tx, { kind: 'network.source', actor: actor.id, subject: `network/sources/${id}`, grounds, payload: draft }) // prettier-ignore
        await store.add(tx, { id, draft, at: clock.now(), by: actor.id, entryId })
        await jobs.enqueue(tx, READ_JOB, { id }, { key: id })
        return (await store.find(tx, id))!
      })
    },

    /** Nothing more is read there, and what was read is shown no more. Throws `sources.unknown`. */
    async end(actor: Actor, id: string, why: string): Promise<void> {
      demand(actor, 'network.organise')
      const grounds = Grounds.parse(why)
      gate.demandFit({ grounds })
      await db.transaction().execute(async (tx) => {
        if (!(await store.end(tx, id, clock.now()))) throw rules.refuse.unknown({ id })
        await ledger.append(tx, { kind: 'network.sourceEnded', actor: actor.id, subject: `network/sources/${id}`, grounds, payload: {} }) // prettier-ignore
      })
    },

    /** Reads it at once, as it is read every day. Throws `sources.unknown`, `visits.underWay`, `visits.tooSoon`. */
    async readNow(actor: Actor, id: string): Promise<void> {
      demand(actor, 'network.organise')
      await db.transaction().execute(async (tx) => {
        if (!(await store.find(tx, id))) throw rules.refuse.unknown({ id })
        await visits.begin(tx, id, actor.id)
      })
    },
    /** Throws `visits.over`. */
    async cancelReading(actor: Actor, id: string): Promise<void> {
      demand(actor, 'network.organise')
      await visits.cancel(id)
    },
    /** The last reading that somebody asked for, if anybody ever did. */
    async wasRead(actor: Actor, id: string): Promise<Visit | undefined> {
      demand(actor, 'network.organise')
      return visits.of(id)
    },

    list: (): Promise<Source[]> => store.all(db),

    /**
     * Files that a catalogue lists, those about `words` where some are given: an answer of CKAN's action API, or DCAT as Turtle,
     * RDF/XML or JSON-LD. Throws `sources.noCatalogue` and what reading it throws, `net.…`.
     */
    async listed(actor: Actor, address: string, asked: Asked = {}): Promise<Catalogue> {
      demand(actor, 'network.organise')
      const plain = net.check(address.trim())
      const found = await look(plain, asked)
      if (found.files.length === 0)
        throw rules.refuse.noCatalogue({ host: new URL(plain).hostname, pages: found.pages })
      return found
    },

    /** What non-members claim of one of the city's indicators: one value of each. */
    claimed: (indicator: string, period: string): Promise<Claimed[]> => store.claimed(db, indicator, period),
    counted: () => store.counted(db),
  }
}
