/** The verbs on the city's budget: a file is brought by one person, made public by another, and read by everybody. */
import { Readable } from 'node:stream'
import { demand, type Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import type { Jobs } from '#platform/jobs'
import type { Json, Ledger } from '#platform/ledger'
import { zoneOf } from '#stats'
import type { Gate } from '#governance'
import type { Indicators } from '#indicators'
import type { Places } from '#places'
import * as projectStore from '../projects/store.ts'
import type { Strategies } from '../strategies/service.ts'
import { plain } from './columns.ts'
import { createOpening, openSoon, type OpeningNeeds } from './opening.ts'
import { readLines, type Known } from './reading.ts'
import { refuse } from './refusals.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { FILE_BYTES_MAX, KINDS, Provenance, type Amounts, type Check, type Direction, type Held, type Import, type Kind, type Line, type Target, type YearSums } from './types.ts' // prettier-ignore

const PROJECTS_MAX = 10_000
const LISTED_MAX = 200
const FIRST_LINES = 20
const REMEMBERED_MAX = 200
const TEXTS_A_TIME = 1_000

export type Needs = OpeningNeeds & {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append'>
  files: Files
  jobs: Jobs
  gate: Pick<Gate, 'passClear' | 'orHold' | 'examineTable' | 'withdrawals' | 'demandFit'>
  indicators: Pick<Indicators, 'definitions' | 'series'>
  places: Pick<Places, 'areas'>
  strategies: Pick<Strategies, 'goals'>
  /** The area that is the city, and its money. */
  home: string
  currency: string
  timezone: string
}
export type MoneyRoom = ReturnType<typeof createMoney>
type Arrival = { file: AsyncIterable<Uint8Array>; fileName: string; source?: Provenance }
type Kept = { sha256: string; bytes: number }

export function createMoney(needs: Needs) {
  const reading = createReading(needs)
  const opening = createOpening(needs, reading)
  return { ...reading, ...createBringing(needs, reading), open: opening.run }
}

function createReading({ db, gate, indicators, clock, home, currency, timezone }: Needs) {
  /** What holds, without what was taken back. */
  async function held(year?: number): Promise<Held[]> {
    const all = await store.held(db, year)
    const gone = await gate.withdrawals([...new Set(all.map(({ releaseId }) => releaseId))])
    return rules.holding(all.filter(({ releaseId }) => !gone.has(releaseId)))
  }

  /** Throws `money.unknownYear`. */
  async function holding(year: number): Promise<store.Holding> {
    const kinds = await held(year)
    if (kinds.length === 0) throw refuse.unknownYear({ year })
    return { year, kinds: KINDS.flatMap((kind) => kinds.find((one) => one.kind === kind) ?? []) }
  }

  /** What was read stays until another file holds for the year. */
  const remembered = new Map<string, Promise<unknown>>()
  async function once<T>(of: store.Holding, what: string, ask: () => Promise<T>): Promise<T> {
    const key = [what, of.year, ...of.kinds.map(({ kind, importId }) => kind + importId)].join(' ')
    let answer = remembered.get(key) as Promise<T> | undefined
    if (!answer) {
      if (remembered.size >= REMEMBERED_MAX) remembered.clear()
      remembered.set(key, (answer = ask()))
      answer.catch(() => remembered.delete(key))
    }
    return answer
  }

  /** From sources to goals, districts or projects. Throws `money.unknownYear`. */
  async function flows(year: number, target: Target) {
    const of = await holding(year)
    return once(of, target, () => store.flows(db, of, target))
  }

  return {
    currency,
    held,
    holding,
    today: () => zoneOf(timezone).dayOf(clock.now().getTime()),

    /** Every year with what was planned, committed and spent. */
    years: async (): Promise<YearSums[]> => rules.yearsOf(await held()),

    /** Throws `money.unknownYear`. */
    async branches(year: number, direction: Direction) {
      const of = await holding(year)
      return once(of, direction, () => store.branches(db, of, direction))
    },

    flows,

    /** What the budget says of a goal, by years. */
    async ofGoal(key: string): Promise<({ year: number } & Amounts)[]> {
      const found: ({ year: number } & Amounts)[] = []
      for (const { year } of rules.yearsOf(await held())) {
        const all = (await flows(year, 'goal')).filter(({ to }) => to === key)
        const sumOf = (kind: Kind) => all.reduce((sum, one) => sum + one[kind], 0)
        if (all.length > 0) found.push({ year, planned: sumOf('planned'), committed: sumOf('committed'), spent: sumOf('spent') }) // prettier-ignore
      }
      return found
    },

    /** All lines that hold for a year, some thousand at a time. */
    lines: async (year: number): Promise<AsyncGenerator<Line[]>> => store.lines(db, await holding(year)),

    /** What the files that hold for a year were taken from, and which sums they state that their lines do not come to. */
    async behind(year: number): Promise<{ sources: Provenance[]; differing: Check[] }> {
      const ids = [...new Set((await holding(year)).kinds.map(({ importId }) => importId))]
      const found = (await Promise.all(ids.map((id) => store.find(db, id)))).flatMap((one) => one ?? [])
      return {
        sources: found.flatMap(({ source }) => source ?? []),
        differing: found.flatMap(({ checks }) =>
          checks.filter((one) => one.of === 'file' && (one.year ?? year) === year && rules.differs(one)),
        ),
      }
    },

    /** How many live in the city, by year: the values of the indicator that is the count of people itself. */
    async population(): Promise<ReadonlyMap<number, number>> {
      const found = (await indicators.definitions()).find(({ formula }) => formula.trim() === 'population_total')
      const [series] = found ? await indicators.series(found.id, [home]) : []
      return new Map(
        (series?.points ?? []).flatMap(({ period, value }) =>
          /^\d{4}$/.test(period) && value !== null ? [[Number(period), value] as const] : [],
        ),
      )
    },

    /** What hangs on a project, of what holds. */
    async ofProject(id: string): Promise<store.ProjectMoney[]> {
      const standing = new Set((await held()).map(({ year, kind, importId }) => `${year} ${kind} ${importId}`))
      const all = await store.ofProject(db, id)
      return all.filter(({ year, kind, importId }) => standing.has(`${year} ${kind} ${importId}`))
    },
  }
}

function createBringing(needs: Needs, reading: ReturnType<typeof createReading>) {
  const { db, clock, ids, ledger, files, jobs, gate, places, strategies, currency } = needs
  const inOne = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work))

  async function known(): Promise<Known> {
    const [areas, goals, { projects }] = await Promise.all([
      places.areas(),
      strategies.goals(),
      projectStore.list(db, {}, PROJECTS_MAX, 0),
    ])
    const districts = areas.filter(({ kind }) => kind === 'district')
    return {
      districts: new Map(districts.flatMap(({ id, names }) => [id, ...Object.values(names)].map((name) => [plain(String(name)), id] as const))), // prettier-ignore
      goals: new Set(goals.map(({ key }) => key)),
      projects: new Map(
        projects.flatMap(
          ({ id, number }) =>
            [
              [plain(id), id],
              [`${number}`, id],
            ] as const,
        ),
      ),
      currency,
    }
  }

  /** Reads what was kept, and holds it until another person makes it public. */
  async function take(actor: Actor, { sha256, bytes }: Kept, fileName: string, source?: Provenance): Promise<Import> {
    gate.demandFit({ fileName })
    const same = await store.findSame(db, sha256)
    if (same) throw refuse.sameFile({ id: same.id, state: same.state })
    const { lines, stated } = await readLines(() => files.read(sha256), await known())
    const sums = rules.sumsOf(lines)
    const checks = [...rules.checksOf(lines, stated), ...rules.changesOf(sums, await reading.held())]
    const found: Import = {
      ...{ id: ids.uuid(), fileName, sha256, bytes, currency, source: source ?? null, lines: lines.length },
      ...{ sums, checks, state: 'waiting', at: clock.now(), by: actor.id },
    }
    await db.transaction().execute(async (tx) => {
      const payload = { sha256, lines: lines.length, sums } as unknown as Json
      const entryId = await ledger.append(tx, { kind: 'strategy.money.brought', actor: actor.id, subject: `money/${found.id}`, payload }) // prettier-ignore
      await store.addImport(tx, { ...found, entryId })
      await store.addLines(tx, found.id, lines)
    })
    return found
  }

  /** Titles are the only words of a line that are not codes. */
  async function* titles(importId: string, count: number): AsyncGenerator<(string | null)[][]> {
    const lines = await store.firstLines(db, importId, count)
    for (let from = 0; from < lines.length; from += TEXTS_A_TIME)
      yield lines.slice(from, from + TEXTS_A_TIME).map(({ title }) => [title])
  }

  async function waiting(tx: Tx, id: string): Promise<Import> {
    await store.lock(tx)
    const found = await store.find(tx, id)
    if (!found) throw refuse.unknown({ id })
    if (found.state !== 'waiting') throw refuse.notWaiting({ id, state: found.state })
    return found
  }

  /** Whoever brought it is said to the gate. */
  async function makePublic(actor: Actor, id: string, grounds: string): Promise<number> {
    const found = await store.find(db, id)
    if (!found) throw refuse.unknown({ id })
    gate.demandFit({ grounds })
    const findings = await gate.examineTable({ columns: [{ name: 'title', type: 'string' }], rows: titles(id, found.lines) }) // prettier-ignore
    await inOne(async (tx) => {
      const { by, sha256, fileName, sums } = await waiting(tx, id)
      const { releaseId } = await gate.passClear(tx, { id: by } as Actor, {
        subject: { module: 'strategy', kind: 'figures', id: `money/${id}`, title: fileName },
        ...{ fingerprint: sha256, findings, aggregate: true, address: '/money' },
      })
      const payload = { sha256, sums } as unknown as Json
      const entryId = await ledger.append(tx, { kind: 'strategy.money.published', actor: actor.id, subject: `money/${id}`, grounds, payload }) // prettier-ignore
      await store.publish(tx, { importId: id, at: clock.now(), by: actor.id, grounds, entryId, releaseId })
      await store.setState(tx, id, 'published')
      await openSoon({ jobs, clock }, tx)
    })
    return (await store.held(db)).find(({ importId }) => importId === id)!.number
  }

  return {
    /** Keeps a file; throws `files.tooLarge`. */
    async keepFile(actor: Actor, file: AsyncIterable<Uint8Array>): Promise<Kept> {
      demand(actor, 'strategy.edit')
      return files.put(file, { limitBytes: FILE_BYTES_MAX })
    },

    /** A file that was kept, of any table format. Throws `money.sameFile` and what `readLines` throws; what does not add up is in `checks`. */
    async take(actor: Actor, kept: Kept, fileName: string, source?: Provenance): Promise<Import> {
      demand(actor, 'strategy.edit')
      return take(actor, kept, fileName, source && Provenance.parse(source))
    },

    /** The same in one go, as programs bring it. */
    async bring(actor: Actor, { file, fileName, source }: Arrival): Promise<Import> {
      demand(actor, 'strategy.edit')
      const kept = await files.put(file, { limitBytes: FILE_BYTES_MAX })
      return take(actor, kept, fileName, source && Provenance.parse(source))
    },

    /** Makes a file public: by another person than brought it. Throws `money.ownImport`, `money.notWaiting`, `governance.held`. */
    async publish(actor: Actor, id: string, grounds: string): Promise<number> {
      demand(actor, 'strategy.publish')
      if ((await store.find(db, id))?.by === actor.id) throw refuse.ownImport({ id })
      return makePublic(actor, id, grounds)
    },

    /** Gives a file up; what it brought stays out of sight. Throws `money.notWaiting`. */
    async drop(actor: Actor, id: string): Promise<void> {
      demand(actor, 'strategy.edit')
      await db.transaction().execute(async (tx) => {
        await waiting(tx, id)
        await store.setState(tx, id, 'dropped')
        await ledger.append(tx, { kind: 'strategy.money.dropped', actor: actor.id, subject: `money/${id}`, payload: {} }) // prettier-ignore
      })
    },

    async imports(actor: Actor): Promise<Import[]> {
      demand(actor, 'strategy.edit')
      return store.imports(db, LISTED_MAX)
    },

    /** A file as it was read: its first lines, its sums and what does not add up. Throws `money.unknown`. */
    async preview(actor: Actor, id: string): Promise<Import & { first: Line[] }> {
      demand(actor, 'strategy.edit')
      const found = await store.find(db, id)
      if (!found) throw refuse.unknown({ id })
      return { ...found, first: await store.firstLines(db, id, FIRST_LINES) }
    },

    /** The file itself, byte for byte. */
    async original(actor: Actor, id: string): Promise<{ found: Import; stream: Readable }> {
      demand(actor, 'strategy.edit')
      const found = await store.find(db, id)
      if (!found) throw refuse.unknown({ id })
      return { found, stream: await files.get(found.sha256) }
    },

    /** A file of a city pack, public as it stands; nothing where it came before. */
    async load(actor: Actor, arrival: Arrival, grounds: string): Promise<void> {
      demand(actor, 'strategy.publish')
      const kept = await files.put(arrival.file, { limitBytes: FILE_BYTES_MAX })
      const same = await store.findSame(db, kept.sha256)
      const { id, state } = same ?? (await take(actor, kept, arrival.fileName, arrival.source))
      if (state === 'waiting') await makePublic(actor, id, grounds)
    },
  }
}
