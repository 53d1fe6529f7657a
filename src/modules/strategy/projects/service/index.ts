/** The verbs on projects: begun by a vote or by the city, seen by everybody, written on by those who run them. */
import type { Readable } from 'node:stream'
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { aroundOf, isMissed, isOverdue, refuse, verdictOf } from '../rules.ts'
import * as store from '../store.ts'
import { ProjectDraft, type Origin, type Project } from '../types.ts'
import { createAround } from './around.ts'
import { createDiary } from './diary.ts'
import { createInner, type Inner, type Needs } from './inner.ts'

const PAGE_MAX = 200
const LATEST_MAX = 50
export type { Needs }
export type Projects = ReturnType<typeof createProjects>

export function createProjects(needs: Needs) {
  const inner = createInner(needs)
  return { ...createMaking(inner), ...createDiary(inner), ...createAround(inner), ...createViews(inner) }
}

function createMaking(inner: Inner) {
  const { ids, clock, note } = inner

  /** `words` of it that were not public before. */
  async function add(tx: Tx, actor: Actor, given: ProjectDraft, words: object = {}): Promise<string> {
    const { authors, due, ...draft } = ProjectDraft.parse(given)
    const id = ids.uuid()
    const { area, place, origin, titles, budget_minor, currency, organisationId } = draft
    // What comes from a goal serves it.
    const goals = [...new Set([...draft.goals, ...(origin.kind === 'strategyGoal' ? [origin.goal] : [])])]
    const said = { titles, origin, organisationId, area, place, budget_minor, currency, due, goals }
    const entryId = await inner.ledger.append(tx, {
      ...{ kind: 'strategy.project.made', actor: actor.id, subject: `projects/${id}` },
      payload: JSON.parse(JSON.stringify(said)),
    })
    const made = { state: 'planned' as const, madeAt: clock.now(), by: actor.id, entryId }
    await store.add(tx, { ...draft, ...made, goals, id, due, promised: due }, authors)
    await note(tx, actor, (await store.find(tx, id))!, 'made', { origin, ...words })
    return id
  }

  return {
    /**
     * For other modules, in the caller's transaction: what a vote decided becomes a project. The caller has seen to it that
     * it may, and that what it is called was public before. Throws `strategy.twice`.
     */
    addIn: (tx: Tx, actor: Actor, draft: ProjectDraft): Promise<string> => add(tx, actor, draft),

    /** A project of the city, or a winner of an edition before this house kept them. Throws `strategy.twice`, `strategy.unknownOrganisation`, `strategy.unknownArea`, `strategy.unknownOrigin` for what is not here or not public, `strategies.goalUnknown`. */
    async add(actor: Actor, draft: ProjectDraft): Promise<{ id: string }> {
      const { organisationId, titles, summaries, goals, origin, area } = ProjectDraft.parse(draft)
      demand(actor, 'strategy.projects', organisationId)
      await inner.strategies.demandGoals([...goals, ...(origin.kind === 'strategyGoal' ? [origin.goal] : [])])
      await inner.officesWith(organisationId)
      if (area !== undefined && !(await inner.places.areas()).some(({ id }) => id === area)) throw refuse.unknownArea({ area }) // prettier-ignore
      if (!(await inner.hasOrigin(origin))) throw refuse.unknownOrigin({ kind: origin.kind, id: idOf(origin) })
      return { id: await inner.inOne((tx) => add(tx, actor, draft, { titles, summaries })) }
    },
  }
}

const idOf = (origin: Origin): string =>
  origin.kind === 'pilot' ? origin.pilot
  : origin.kind === 'savingsPlan' ? origin.plan
  : origin.kind === 'participatoryBudget' ? (origin.proposalId ?? origin.number)
  : '' // prettier-ignore

export type Listed = Project & { overdue: boolean }

function createViews(inner: Inner) {
  const { db } = inner
  const listed = (project: Project): Listed => ({ ...project, overdue: isOverdue(project, inner.today()) })

  return {
    /** Open ones by the day that was promised, then what is finished. */
    async list(asked: store.Asked = {}, { limit = PAGE_MAX, offset = 0 } = {}) {
      const { projects, count } = await store.list(db, asked, Math.min(limit, PAGE_MAX), offset)
      return { projects: projects.map(listed), count }
    },

    /** Those that this person may write on. */
    async ownOf(actor: Actor) {
      const all = await inner.identity.organisations()
      const organisations = all.filter(({ id }) => actor.can('strategy.projects', id)).map(({ id }) => id)
      const { projects } = await store.list(db, { organisations }, PAGE_MAX, 0)
      return projects.map(listed)
    },

    /** All of it: diary, milestones, photos, what its authors say. Throws `strategy.unknown`. */
    async one(id: string) {
      const project = await inner.found(id)
      const [diary, milestones, photos, authors] = await Promise.all([
        store.entries(db, id),
        store.milestones(db, id),
        store.photos(db, id),
        store.authors(db, id),
      ])
      const today = inner.today()
      const dated = milestones.map((one) => ({ ...one, overdue: isMissed(project, one, today) }))
      return {
        ...listed(project),
        ...aroundOf(diary),
        diary,
        milestones: dated,
        photos,
        authors,
        verdict: verdictOf(project, authors, diary),
      }
    },

    /** The project that came of it. */
    async byOrigin(origin: Origin): Promise<Listed | undefined> {
      const key = store.originKey(origin)
      const found = key === null ? undefined : await store.findByOrigin(db, key)
      return found && listed(found)
    },

    /** Throws `strategy.photoUnknown`. */
    async photo(id: string, photoId: string): Promise<{ stream: Readable; mediaType: string }> {
      await inner.found(id)
      const found = (await store.photos(db, id)).find((one) => one.id === photoId)
      if (!found) throw refuse.photoUnknown({ id: photoId })
      return { stream: await inner.files.get(found.sha256), mediaType: found.mediaType }
    },

    /** Which of them promise that one of these indicators moves. */
    promising: (indicators: readonly string[]) => store.promising(db, indicators),

    /** What all of them are called and said to be. */
    names: () => store.names(db),

    /** What some of them are called. */
    named: (ids: readonly string[]) => store.named(db, ids),

    /** What was written last, of one project or of all. */
    latest: (id?: string) => store.latest(db, LATEST_MAX, id),
    totals: () => store.totals(db),
  }
}
