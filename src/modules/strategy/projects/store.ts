/** The projects' tables and every query on them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import { DEMONSTRATION_GOAL } from '#platform/demonstration'
import { refuse } from './rules.ts'
import {
  STATES,
  type Entry,
  type Kind,
  type Milestone,
  type Origin,
  type Photo,
  type Project,
  type State,
} from './types.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const COLUMNS = sql`id, number, titles, summaries, origin, organisation_id as "organisationId", area, place,
  budget_minor::float8 as budget_minor, spent_minor::float8 as spent_minor, currency, promised::text as promised,
  due::text as due, state, goals, finished_on::text as "finishedOn", made_at as "madeAt"`

const projectOf = ({ summaries, area, place, ...row }: Project): Project => ({
  ...row,
  ...(summaries && { summaries }),
  ...(area && { area }),
  ...(place && { place }),
})

/** Where it comes from, once: a winner of a vote becomes one project. */
export const originKey = (origin: Origin): string | null =>
  origin.kind === 'participatoryBudget' ? `${origin.kind}:${origin.edition}:${origin.number}`
  : origin.kind === 'pilot' ? `pilot:${origin.pilot}`
  : origin.kind === 'savingsPlan' ? `savingsPlan:${origin.plan}`
  : null // prettier-ignore

export type NewProject = Omit<Project, 'number' | 'spent_minor' | 'finishedOn'> & { by: string; entryId: string }

/** Throws `strategy.twice` where that origin has a project. */
export async function add(tx: Tx, project: NewProject, authors: readonly string[]): Promise<void> {
  const { numAffectedRows } = await sql`insert into strategy_projects
      (id, titles, summaries, origin, origin_key, organisation_id, area, place, budget_minor, currency, promised, due, state,
        goals, made_at, made_by, entry_id)
    values (${project.id}, ${JSON.stringify(project.titles)}, ${project.summaries ? JSON.stringify(project.summaries) : null},
      ${JSON.stringify(project.origin)}, ${originKey(project.origin)}, ${project.organisationId}, ${project.area ?? null},
      ${project.place ? JSON.stringify(project.place) : null}, ${project.budget_minor}, ${project.currency},
      ${project.promised}, ${project.due}, ${project.state}, ${[...project.goals]}::text[], ${project.madeAt}, ${project.by}, ${project.entryId})
    on conflict (origin_key) do nothing`.execute(tx)
  if (!numAffectedRows) throw refuse.twice({ origin: originKey(project.origin) })
  await sql`insert into strategy_project_authors (project_id, account)
    select ${project.id}::uuid, unnest(${[...new Set(authors)].sort()}::text[])`.execute(tx)
}

export type Asked = {
  state?: State
  area?: string
  edition?: string
  organisations?: readonly string[]
  goals?: readonly string[]
}

/** What needs somebody's eye first: open ones by the day that was promised, then what is finished, the newest first. */
export async function list(
  db: Db,
  asked: Asked,
  limit: number,
  offset: number,
): Promise<{ projects: Project[]; count: number }> {
  // prettier-ignore
  const where = sql`(${asked.state ?? null}::text is null or state = ${asked.state ?? null})
    and (${asked.area ?? null}::text is null or area = ${asked.area ?? null})
    and (${asked.edition ?? null}::text is null or origin ->> 'edition' = ${asked.edition ?? null})
    and (${asked.goals ?? null}::text[] is null or goals && ${asked.goals ?? null}::text[])
    and (${asked.organisations ?? null}::uuid[] is null or organisation_id = any(${asked.organisations ?? null}::uuid[]))`
  const { rows } = await sql<Project>`select ${COLUMNS} from strategy_projects where ${where}
    order by state in ('finished', 'cancelled'), case when state = 'finished' then null else due end, finished_on desc, number
    limit ${limit} offset ${offset}`.execute(db)
  const counted = await sql<{ n: number }>`select count(*)::int as n from strategy_projects where ${where}`.execute(db)
  return { projects: rows.map(projectOf), count: counted.rows[0]!.n }
}

export async function find(db: Db | Tx, id: string): Promise<Project | undefined> {
  if (!UUID.test(id)) return undefined
  const { rows } = await sql<Project>`select ${COLUMNS} from strategy_projects where id = ${id}`.execute(db)
  return rows[0] && projectOf(rows[0])
}

export async function named(db: Db, ids: readonly string[]): Promise<Pick<Project, 'id' | 'titles'>[]> {
  const { rows } = await sql<Pick<Project, 'id' | 'titles'>>`select id, titles from strategy_projects
    where id = any(${ids}::uuid[]) order by number`.execute(db)
  return rows
}

const NAMES_MAX = 10_000

/** What each is called and said to be, the newest first. */
export async function names(db: Db): Promise<Pick<Project, 'id' | 'titles' | 'summaries'>[]> {
  const { rows } = await sql<
    Pick<Project, 'id' | 'titles'> & { summaries: Project['summaries'] | null }
  >`select id, titles,
    summaries from strategy_projects order by number desc limit ${NAMES_MAX}`.execute(db)
  return rows.map(({ summaries, ...row }) => ({ ...row, ...(summaries && { summaries }) }))
}

const PROMISES_MAX = 1_000
export type Promising = Pick<Project, 'id' | 'titles'> & { indicator: string }

/** Which projects promise, or first promised, that one of these indicators moves; by their numbers. */
export async function promising(db: Db, indicators: readonly string[]): Promise<Promising[]> {
  const { rows } = await sql<Promising>`select distinct p.number, p.id, p.titles, e.content ->> 'indicator' as indicator
    from strategy_project_entries e join strategy_projects p on p.id = e.project_id
    where e.kind = 'promise' and e.content ->> 'indicator' = any(${indicators}::text[]) and p.state <> 'cancelled'
    order by p.number limit ${PROMISES_MAX}`.execute(db)
  return rows.map(({ id, titles, indicator }) => ({ id, titles, indicator }))
}

export async function findByOrigin(db: Db | Tx, key: string): Promise<Project | undefined> {
  const { rows } = await sql<Project>`select ${COLUMNS} from strategy_projects where origin_key = ${key}`.execute(db)
  return rows[0] && projectOf(rows[0])
}

/** The project, nobody else changing it until the transaction ends. */
export async function lock(tx: Tx, id: string): Promise<Project | undefined> {
  if (!UUID.test(id)) return undefined
  await sql`select from strategy_projects where id = ${id} for update`.execute(tx)
  return find(tx, id)
}

export type Change = Partial<Pick<Project, 'state' | 'due' | 'spent_minor' | 'finishedOn' | 'organisationId' | 'goals'>>

export async function change(tx: Tx, project: Project, changed: Change): Promise<void> {
  const { state, due, spent_minor, finishedOn, organisationId, goals } = { ...project, ...changed }
  await sql`update strategy_projects set state = ${state}, due = ${due}, spent_minor = ${spent_minor},
    finished_on = ${finishedOn}, organisation_id = ${organisationId}, goals = ${goals}::text[] where id = ${project.id}`.execute(
    tx,
  )
}

export type NewEntry = {
  id: string
  kind: Kind
  content: Record<string, unknown>
  at: Date
  by: string
  entryId: string
  releaseId: string
}

export async function addEntry(
  tx: Tx,
  projectId: string,
  { id, kind, content, at, by, entryId, releaseId }: NewEntry,
): Promise<void> {
  // prettier-ignore
  await sql`insert into strategy_project_entries (project_id, id, kind, content, at, by, entry_id, release_id)
    values (${projectId}, ${id}, ${kind}, ${JSON.stringify(content)}, ${at}, ${by}, ${entryId}, ${releaseId})`.execute(tx)
}

/** The oldest first. */
export async function entries(db: Db | Tx, projectId: string): Promise<Entry[]> {
  const { rows } = await sql<Entry>`select id, kind, content, at, by from strategy_project_entries
    where project_id = ${projectId} order by seq`.execute(db)
  return rows
}

/** What happened last in each of these, of anybody's interest: newest first. */
export async function latest(db: Db, limit: number, projectId?: string): Promise<(Entry & { projectId: string })[]> {
  const { rows } = await sql<Entry & { projectId: string }>`select id, kind, content, at, by, project_id as "projectId"
    from strategy_project_entries where ${projectId ?? null}::uuid is null or project_id = ${projectId ?? null}
    order by seq desc limit ${limit}`.execute(db)
  return rows
}

export async function authors(db: Db | Tx, projectId: string): Promise<string[]> {
  const { rows } = await sql<{ account: string }>`select account from strategy_project_authors
    where project_id = ${projectId} order by account`.execute(db)
  return rows.map(({ account }) => account)
}

export async function addMilestone(tx: Tx, projectId: string, { id, title, due }: Milestone): Promise<void> {
  await sql`insert into strategy_milestones (project_id, id, title, due)
    values (${projectId}, ${id}, ${title}, ${due})`.execute(tx)
}

export async function milestones(db: Db | Tx, projectId: string): Promise<Milestone[]> {
  const { rows } = await sql<Milestone>`select id, title, due::text as due, done_on::text as "doneOn"
    from strategy_milestones where project_id = ${projectId} order by due, title`.execute(db)
  return rows
}

export async function reach(tx: Tx, projectId: string, id: string, on: string): Promise<void> {
  await sql`update strategy_milestones set done_on = ${on} where project_id = ${projectId} and id = ${id}`.execute(tx)
}

export async function addPhoto(tx: Tx, projectId: string, photo: Photo): Promise<void> {
  await sql`insert into strategy_project_photos (project_id, id, sha256, media_type, bytes, alt, at)
    values (${projectId}, ${photo.id}, ${photo.sha256}, ${photo.mediaType}, ${photo.bytes}, ${photo.alt}, ${photo.at})`.execute(
    tx,
  )
}

export async function photos(db: Db | Tx, projectId: string): Promise<Photo[]> {
  const { rows } = await sql<Photo>`select id, sha256, media_type as "mediaType", bytes::float8 as bytes, alt, at
    from strategy_project_photos where project_id = ${projectId} order by at, id`.execute(db)
  return rows
}

export type Totals = {
  states: Record<State, number>
  money: { currency: string; budget_minor: number; spent_minor: number }[]
}

/** Not made up to show how the house works. */
const isReal = sql`not ${DEMONSTRATION_GOAL} = any(goals)`

/** How many in each state, and by currency the money of all that were not given up. */
export async function totals(db: Db): Promise<Totals> {
  const counted = await sql<{ state: State; n: number }>`select state, count(*)::int as n
    from strategy_projects where ${isReal} group by state`.execute(db)
  const money = await sql<Totals['money'][number]>`select currency, spent_minor::float8 as spent_minor,
      budget_minor::float8 as budget_minor
    from (select currency, sum(spent_minor) as spent_minor, sum(budget_minor) filter (where state <> 'cancelled') as budget_minor
      from strategy_projects where ${isReal} group by currency) s order by currency`.execute(db)
  const none = Object.fromEntries(STATES.map((state) => [state, 0])) as Totals['states']
  return {
    states: { ...none, ...Object.fromEntries(counted.rows.map(({ state, n }) => [state, n])) },
    money: money.rows,
  }
}
