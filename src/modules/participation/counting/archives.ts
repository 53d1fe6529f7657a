/**
 * Votes of the past, from files of the Pabulib standard, counted anew by every rule. What is kept of a file is written anew:
 * ballots are numbered, and of the voters stands only what was chosen to; what tells of them waits at the gate.
 */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { readPabulib, TIES, writePabulib, type Pabulib } from '#counting'
import { apart } from './apart.ts'
import type { Needs } from './needs.ts'
import { refuse } from './refusals.ts'
import * as rules from './rules.ts'
import { createShelf, POOL, type Shelf } from './shelf.ts'
import * as store from './store.ts'
import { ARCHIVE_BYTES_MAX, ArchiveDraft, RULE_OF, WHAT_IFS, type Archive, type Trait } from './types.ts' // prettier-ignore

const COMPARE_JOB = 'participation.archive'
const ORGANISE = 'participation.organise'
const SCANNED_AT_ONCE = 1_000

export function createArchives(needs: Needs) {
  const { db, clock, ids, ledger, jobs, files, gate } = needs
  const shelf = createShelf(needs)
  const { known, shown, textOf } = shelf

  /** Is what tells of the voters fit to be seen? Of words, what is certainly a person's. */
  async function findingsOf(pabulib: Pabulib) {
    const columns = Object.values(rules.traitColumns(pabulib))
    const titles = pabulib.projects.map((row, i) => [`project ${i + 1}`, row.get('name') ?? ''])
    const words = gate.examineWords(Object.fromEntries(titles) as Record<string, string>)
    if (columns.length === 0) return { findings: words, aggregate: true }
    const table = { columns: columns.map((name) => ({ name })), rows: batches(pabulib, columns) }
    return { findings: [...words, ...(await gate.examineTable(table))], aggregate: false }
  }

  return {
    ...shelf.views,
    compare: createComparing(needs, shelf),

    /** Not public yet: `publish`. The same file is the vote that it was. Throws `counting.notPabulib`, `participation.archiveEmpty`. */
    async bring(actor: Actor, given: ArchiveDraft): Promise<Archive> {
      demand(actor, ORGANISE)
      const draft = ArchiveDraft.parse(given)
      const read = readPabulib(draft.file)
      if (read.profile.voters === 0 || read.projects.length === 0) throw refuse.archiveEmpty()
      const text = rewritten(read, draft.traits)
      const pabulib = readPabulib(text)
      const { sha256 } = await files.put([Buffer.from(text)], { limitBytes: 2 * ARCHIVE_BYTES_MAX })
      const title = draft.title ?? (read.meta.get('description') || read.meta.get('unit') || sha256.slice(0, 8))
      const id = await db.transaction().execute(async (tx) => {
        const before = await store.archiveBySha(tx, sha256)
        if (before) return before
        const entry = { kind: 'participation.archive.brought', actor: actor.id, payload: { sha256 } }
        const row = { id: ids.uuid(), title, sha256, at: clock.now(), by: actor.id, ...contentOf(pabulib, read.problems.length) } // prettier-ignore
        const entryId = await ledger.append(tx, { ...entry, subject: `archive/${row.id}` })
        await store.addArchive(tx, { ...row, entryId })
        await jobs.enqueue(tx, COMPARE_JOB, { id: row.id })
        return row.id
      })
      return shown(await known(id))
    },

    /** Through the gate: what tells of the voters waits for another person, `governance.held`. */
    async publish(actor: Actor, id: string): Promise<Archive> {
      demand(actor, ORGANISE)
      const { sha256, title, releaseId } = await known(id)
      if (releaseId === undefined) {
        const found = await findingsOf(readPabulib(await textOf(sha256)))
        const subject = { module: 'participation', kind: 'file' as const, id, title }
        await gate.orHold(() =>
          db.transaction().execute(async (tx: Tx) => {
            const candidate = { subject, fingerprint: sha256, ...found, address: `/budget-votes/${id}` }
            const pass = await gate.passClear(tx, actor, candidate)
            await store.releaseArchive(tx, id, pass.releaseId)
          }),
        )
      }
      return shown(await known(id))
    },

    /** Forgets one that never became public. */
    async discard(actor: Actor, id: string): Promise<void> {
      demand(actor, ORGANISE)
      await known(id)
      await db.transaction().execute(async (tx) => {
        const subject = `archive/${id}`
        await ledger.append(tx, { kind: 'participation.archive.discarded', actor: actor.id, subject, payload: {} })
        await store.removeArchive(tx, id)
      })
    },
  }
}

function createComparing({ db, jobs }: Needs, { textOf }: Shelf) {
  async function compare(id: string): Promise<void> {
    const [row] = await store.archives(db, id)
    if (!row) return
    const pabulib = readPabulib(await textOf(row.sha256))
    const { profile, meta, voteType } = pabulib
    const done = await store.compared(db, id)
    const traits = rules.traitsOf(pabulib)
    const winners = pabulib.projects.flatMap((one) => (one.get('selected') === '1' ? [one.get('project_id')!] : []))
    if (winners.length > 0 && !done.has(`${POOL}/own`))
      await store.addComparison(db, id, POOL, rules.comparisonOf(profile, { winners }, { way: 'own', traits }))
    const kind = voteType === 'approval' ? 'approval' : voteType === 'ordinal' ? 'ordinal' : 'points'
    const threshold_votes = Number(meta.get('min_project_score_threshold') ?? 0) || undefined
    const ways = WHAT_IFS.filter((way) => !done.has(`${POOL}/${way}`))
    const asked = ways.map((way) => ({ threshold_votes, ties: TIES, ...RULE_OF[way] }))
    const outcomes = await apart('compare', profile, asked, { kind })
    for (const [i, way] of ways.entries())
      await store.addComparison(db, id, POOL, rules.comparisonOf(profile, outcomes[i]!, { way, traits }))
  }
  jobs.define<{ id: string }>(COMPARE_JOB, ({ data }) => compare(data.id))
  return compare
}

function contentOf(pabulib: Pabulib, problems: number): store.ArchiveContent {
  const { profile, projects, meta } = pabulib
  const titles = new Map(projects.map((row) => [row.get('project_id'), row.get('name')]))
  return {
    ...{ currency: meta.get('currency') || 'PLN', voters: profile.voters, problems },
    budget_minor: rules.minorOf(profile.budget, profile.partsPerUnit),
    traits: Object.keys(rules.traitColumns(pabulib)) as Trait[],
    projects: profile.projects.map(({ id, cost }, i) => ({
      ...{ number: id, title: titles.get(id) || id, votes: profile.supporters[i]!.votes },
      cost_minor: rules.minorOf(cost, profile.partsPerUnit),
    })),
  }
}

/** The file anew: ballots numbered, columns that nobody asked for gone. */
function rewritten(pabulib: Pabulib, choice: 'none' | 'bands' | 'asTheyAre'): string {
  const { meta, projects, votes, voteColumns } = pabulib
  const found = choice === 'none' ? {} : rules.traitColumns(pabulib)
  const of = rules.traitsOf(pabulib)!.of
  const columns = Object.entries(found) as [Trait, string][]
  const points = voteColumns.includes('points') ? ['points'] : []
  const rows = votes.map(({ cell }, i) => ({
    ...{ voter_id: String(i + 1), vote: cell('vote') ?? '', points: cell('points') ?? '' },
    ...Object.fromEntries(
      columns.map(([trait, column]) => [column, (choice === 'bands' ? of[trait]!(i) : cell(column)) ?? '']),
    ),
  }))
  return [
    ...writePabulib({
      ...{ meta: Object.fromEntries(meta), projects: projects.map((row) => Object.fromEntries(row)), votes: rows },
      voteColumns: ['voter_id', 'vote', ...points, ...columns.map(([, column]) => column)],
    }),
  ].join('')
}

async function* batches({ votes }: Pabulib, columns: readonly string[]): AsyncGenerator<(string | null)[][]> {
  for (let i = 0; i < votes.length; i += SCANNED_AT_ONCE)
    yield votes.slice(i, i + SCANNED_AT_ONCE).map(({ cell }) => columns.map((column) => cell(column) ?? null))
}
