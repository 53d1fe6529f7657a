/** What offices are asked of a proposal: the formal check, opinions, appeals. Every answer is reasoned and public. */
import { type Actor } from '#platform/actor'
import { Refusal } from '#platform/errors'
import { refuse } from '../refusals.ts'
import * as rules from '../rules/index.ts'
import * as people from '../store/people.ts'
import * as store from '../store/proposals.ts'
import * as tasks from '../store/tasks.ts'
import { AnswerDraft, REASON_CHARS_MIN, TranslationDraft, type Task } from '../types.ts'
import { ANSWER, ORGANISE, subjectOf, type Inner } from './inner.ts'

const TOLD: Record<string, string> = { opinions: 'checked', accepted: 'accepted', rejected: 'rejected', closed: 'closed', correction: 'correction' } // prettier-ignore

export function createChecking(inner: Inner) {
  const { db, clock, ids, budgets, inOne, act, locked, lockedOwn } = inner

  /** Who answers for the office; whoever organises the edition may see that it is done. */
  const may = (actor: Actor, { organisationId }: Pick<Task, 'organisationId'>): boolean =>
    actor.can(ANSWER, organisationId) || actor.can(ORGANISE)

  function demandMay(actor: Actor, task: Task): void {
    if (may(actor, task)) return
    throw actor.kind === 'visitor' ? new Refusal('unauthenticated', 401) : new Refusal('forbidden', 403)
  }

  /** Throws `proposals.taskUnknown`. */
  async function known(id: string): Promise<Task> {
    const task = await tasks.find(db, id)
    if (!task) throw refuse.taskUnknown({ id })
    return task
  }

  return {
    /** What waits for this person's offices, the most urgent first. */
    async queue(actor: Actor): Promise<(Task & { proposal: store.Kept })[]> {
      const own = (await tasks.open(db)).filter((task) => may(actor, task))
      const found = await Promise.all(own.map(({ proposalId }) => store.find(db, proposalId)))
      return own.map((task, i) => ({ ...task, proposal: found[i]! }))
    },
    async task(actor: Actor, id: string): Promise<Task> {
      const task = await known(id)
      demandMay(actor, task)
      return task
    },
    /** Everything that was asked and answered of one, oldest first. */
    tasksOf: (proposalId: string): Promise<Task[]> => tasks.ofProposal(db, proposalId),

    /** Gives it to another office. */
    async assign(actor: Actor, id: string, organisationId: string): Promise<void> {
      const before = await known(id)
      await inner.demandOrganisations([organisationId])
      await inOne(async (tx) => {
        const one = await locked(tx, before.proposalId)
        const task = (await tasks.find(tx, id))!
        demandMay(actor, task)
        if (task.answer) throw refuse.answeredMeanwhile(task.answer)
        await act(tx, actor, 'assigned', subjectOf(one), { step: task.step, organisationId })
        await tasks.pass(tx, id, organisationId)
      })
    },

    /**
     * Answers. Throws `forbidden`, `proposals.reasonMissing`, `proposals.answeredMeanwhile` where a colleague did first,
     * `proposals.secondOpinion` for who decides on an appeal against their own no, `proposals.ownWork` for an author.
     */
    async answer(actor: Actor, id: string, given: AnswerDraft): Promise<void> {
      const { outcome, reason, organisations } = AnswerDraft.parse(given)
      const before = await known(id)
      demandMay(actor, before)
      if (reason.length < REASON_CHARS_MIN) throw refuse.reasonMissing({ least: REASON_CHARS_MIN })
      await inner.demandOrganisations(organisations)
      const city = await inner.cityOrganisation()
      await inOne(async (tx) => {
        const one = await locked(tx, before.proposalId)
        const edition = await budgets.demandUnsealed(tx, one.edition)
        const all = await tasks.ofProposal(tx, one.id)
        const task = all.find((each) => each.id === id)
        if (!task) throw refuse.taskUnknown({ id })
        demandMay(actor, task)
        if (task.answer) throw refuse.answeredMeanwhile(task.answer)
        if (await inner.isAuthor(tx, one.id, actor)) throw refuse.ownWork()
        if (task.step === 'appeal') rules.demandOther(all, actor.id)
        const others = all.filter((each) => each.step === task.step && each.id !== id && each.version === task.version)
        const state = rules.after(one.state, task.step, outcome, others)
        rules.demandImpersonal({ reason }, true)
        const done = await act(tx, actor, 'answered', subjectOf(one), { step: task.step, outcome, version: task.version, state, organisationId: task.organisationId }, reason) // prettier-ignore
        await tasks.answer(tx, id, outcome, reason, done)
        if (state === one.state) return
        const now = done.at
        if (state === 'correction') await tasks.dropOpen(tx, one.id)
        await store.setState(tx, one.id, state, now, { correctBy: state === 'correction' ? rules.correctionDueAt(edition, now) : null }) // prettier-ignore
        if (state === 'opinions')
          for (const organisationId of organisations.length > 0 ? new Set(organisations) : [city])
            await tasks.add(tx, { id: ids.uuid(), proposalId: one.id, step: 'opinion', organisationId, version: one.version, madeAt: now, dueAt: rules.dueAt(edition, 'opinion', now) }) // prettier-ignore
        await inner.tell(tx, one, TOLD[state]!)
      })
    },

    /** The authors appeal against a no, once, in the edition's days. Throws `proposals.appealLate`, `proposals.notNow`, `proposals.alreadyAppealed`. */
    async appeal(actor: Actor, id: string, why: string): Promise<void> {
      const text = AnswerDraft.shape.reason.parse(why)
      if (text.length < REASON_CHARS_MIN) throw refuse.reasonMissing({ least: REASON_CHARS_MIN })
      const city = await inner.cityOrganisation()
      await inOne(async (tx) => {
        const one = await lockedOwn(tx, actor, id)
        const edition = await budgets.demandUnsealed(tx, one.edition)
        if ((await store.acts(tx, id)).some(({ kind }) => kind === 'appealed')) throw refuse.alreadyAppealed()
        rules.demandState(one.state, 'rejected')
        rules.demandAppealTime(edition, clock.now())
        rules.demandImpersonal({ text }, true)
        const done = await act(tx, actor, 'appealed', subjectOf(one), { version: one.version }, text)
        await tasks.dropOpen(tx, id)
        await store.setState(tx, id, 'appeal', done.at)
        await store.addAct(tx, ids.uuid(), id, 'appealed', text, done)
        await tasks.add(tx, { id: ids.uuid(), proposalId: id, step: 'appeal', organisationId: city, version: one.version, madeAt: done.at, dueAt: rules.dueAt(edition, 'appeal', done.at) }) // prettier-ignore
      })
    },

    /** By its authors, or the city; whose it is stands beside it. Throws `proposals.notAuthor`. */
    async translate(actor: Actor, id: string, given: TranslationDraft): Promise<void> {
      const { language, title, text } = TranslationDraft.parse(given)
      await inOne(async (tx) => {
        const one = await locked(tx, id)
        const isOwn = (await people.authors(tx, id)).some((author) => author.id === actor.id)
        if (!isOwn && !actor.can(ORGANISE) && !(one.number !== null && actor.can(ANSWER))) throw refuse.notAuthor({ number: one.number ?? 0 }) // prettier-ignore
        if (language === one.content.language || title === '' || text === '') throw refuse.incomplete({ lacks: ['title', 'text'], count: 1 }) // prettier-ignore
        rules.demandImpersonal({ title, text }, true)
        const done = await act(tx, actor, 'translated', subjectOf(one), { language, version: one.version })
        await store.addTranslation(tx, id, { language, title, text, version: one.version, byCity: !isOwn }, done)
      })
    },
  }
}
