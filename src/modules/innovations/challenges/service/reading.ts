/** What is read of challenges: by everybody, by who organises, by a reviewer, by a team. */
import { type Actor } from '#platform/actor'
import * as rules from '../rules.ts'
import { refuse } from '../rules.ts'
import * as applications from '../store/applications.ts'
import * as store from '../store/challenges.ts'
import { STATES, type Challenge } from '../types.ts'
import { demandPerson, type Inner } from './inner.ts'

const LATEST_MAX = 50
const PUBLIC = STATES.filter((state) => state !== 'draft')
/** Whose states show teams: while a call runs, nobody sees who else answers. */
const isPastCall = ({ state }: Pick<Challenge, 'state'>) =>
  ['review', 'selected', 'pilot', 'noSolution'].includes(state)

export function createReading(inner: Inner) {
  const { db, gate, mayRun } = inner

  /** Words that were taken back are seen by who can put them otherwise. Throws `challenges.unknown`, `governance.withdrawn`. */
  async function found(id: string, actor?: Actor): Promise<Challenge> {
    const one = await store.find(db, id)
    if (one && actor && mayRun(actor, one)) return one
    if (!one || one.state === 'draft') throw refuse.unknown({ id })
    const releaseId = (await store.takenBack(db, gate)).get(id)
    if (releaseId) await gate.demandPublic(releaseId)
    return one
  }
  async function open(): Promise<Challenge[]> {
    const takenBack = await store.takenBack(db, gate)
    return (await store.list(db, PUBLIC)).filter(({ id }) => !takenBack.has(id))
  }
  const judgedOf = async ({ id, call }: Challenge) => {
    const [all, reviews] = [await applications.list(db, gate, id), await applications.reviews(db, id)]
    return { all, reviews, standings: call ? rules.standings(call, all, reviews) : [] }
  }

  return {
    /** Those that can be answered first. */
    list: async () => (await open()).map((one) => ({ ...one, open: rules.isOpen(one, inner.today()) })),
    counts: () => store.counts(db),

    /** Those that this person may organise, drafts too; whom they are asked to judge; what they answered. */
    async ownOf(actor: Actor) {
      const organisations = (await inner.identity.organisations()).map(({ id }) => id).filter((id) => actor.can('innovations.organise', id)) // prettier-ignore
      return store.list(db, STATES, organisations)
    },
    async mine(actor: Actor) {
      if (actor.kind !== 'person') return { reviews: [], applications: [] }
      const all = new Map((await open()).map((one) => [one.id, one]))
      const of = (ids: string[]) => ids.flatMap((id) => all.get(id) ?? [])
      return { reviews: of(await applications.reviewedBy(db, actor.id)), applications: of(await applications.appliedTo(db, actor.id)) } // prettier-ignore
    },

    /** All that everybody may know. Scores show once somebody was chosen, or nobody. Throws `challenges.unknown`, `governance.withdrawn`. */
    async one(id: string, actor?: Actor) {
      const challenge = await found(id, actor)
      const log = await store.log(db, gate, id)
      const { all, standings } = isPastCall(challenge) ? await judgedOf(challenge) : { all: [], standings: [] }
      const isDecided = isPastCall(challenge) && challenge.state !== 'review'
      const grants = (await applications.grants(db, id)).map(({ sha256: _, ...grant }) => grant)
      // Reasons that were taken back are gone from the log, and from here.
      const outcome = log.some(({ kind }) => kind === 'selected') ? challenge.outcome : null
      return {
        ...{
          challenge: { ...challenge, outcome },
          log,
          open: rules.isOpen(challenge, inner.today()),
          today: inner.today(),
        },
        ...{
          life: rules.lifeOf(challenge),
          questions: rules.questionsIn(log),
          versions: rules.problemsIn(log),
          grants,
        },
        applications: all.map(({ id, team, kind, summary }) => ({ id, team, kind, summary })),
        count: log.filter(({ kind }) => kind === 'application').length - log.filter(({ kind }) => kind === 'withdrawn').length, // prettier-ignore
        standings: isDecided ? standings : [],
      }
    },

    /** The same with what stays inside, for who organises it: who answers stays unseen until the call is over. */
    async inside(actor: Actor, id: string) {
      const challenge = await found(id, actor)
      if (!mayRun(actor, challenge)) throw refuse.unknown({ id })
      const { all, reviews, standings } = await judgedOf(challenge)
      const shown = isPastCall(challenge) ? { applications: all, standings } : { applications: [], standings: [] }
      const [reviewers, files, grants] = [await applications.reviewers(db, id), await applications.files(db, all.map((one) => one.id)), await applications.grants(db, id)] // prettier-ignore
      return { challenge, version: 1 + (await store.countOf(db, id, 'amended')), ...shown, count: all.length, reviews, reviewers, files, grants, questions: rules.questionsIn(await store.log(db, gate, id)) } // prettier-ignore
    },

    /** What a reviewer judges, and what this one said; not what others did. Throws `challenges.notReviewer`. */
    async toReview(actor: Actor, id: string) {
      demandPerson(actor)
      const challenge = await found(id)
      const reviewer = (await applications.reviewers(db, id)).find(({ account }) => account === actor.id)
      if (!reviewer) throw refuse.notReviewer()
      const all = challenge.state === 'review' ? await applications.list(db, gate, id) : []
      const reviews = (await applications.reviews(db, id)).filter(({ account }) => account === actor.id)
      const files = await applications.files(db, all.map((one) => one.id)) // prettier-ignore
      const rival = rules.teamOf(all, reviewer)?.team
      return { challenge, rival, applications: all.map(({ members: _, account: __, ...one }) => ({ ...one, isOwn: rules.isOfTeam(all.find(({ id }) => id === one.id)!, reviewer), files: files.filter((file) => file.applicationId === one.id), review: reviews.find((review) => review.applicationId === one.id) })) } // prettier-ignore
    },

    /** One's own application, if there is one, with its documents and data. */
    async ownApplication(actor: Actor, id: string) {
      if (actor.kind !== 'person') return undefined
      const mine = (await applications.list(db, gate, id)).find(({ account }) => account === actor.id)
      if (!mine) return undefined
      const grants = (await applications.grants(db, id)).filter(({ applicationId }) => applicationId === mine.id)
      return { ...mine, files: await applications.files(db, [mine.id]), grants }
    },

    /** A document of an application: for its team, reviewers who have no conflict, and who organises. Throws `challenges.fileUnknown`. */
    async file(actor: Actor, id: string, fileId: string) {
      demandPerson(actor)
      const challenge = await found(id, actor)
      const all = await applications.list(db, gate, id)
      const file = (await applications.files(db, all.map((one) => one.id))).find((one) => one.id === fileId) // prettier-ignore
      if (!file) throw refuse.fileUnknown({ id: fileId })
      const application = all.find((one) => one.id === file.applicationId)!
      const isReviewer = (await applications.reviewers(db, id)).some((one) => one.account === actor.id && !rules.isOfTeam(application, one)) // prettier-ignore
      const hasConflict = (await applications.reviews(db, id)).some((one) => one.account === actor.id && one.applicationId === application.id && one.conflict) // prettier-ignore
      const may = application.account === actor.id || (isPastCall(challenge) && (mayRun(actor, challenge) || (isReviewer && !hasConflict))) // prettier-ignore
      if (!may) throw refuse.fileUnknown({ id: fileId })
      return { stream: await inner.files.get(file.sha256), file }
    },

    /** What happened last, of all. */
    latest: () => store.latest(db, gate, LATEST_MAX),
  }
}
