/** What is written into a project's diary by those who run it, and by those who asked for it. */
import type { Readable } from 'node:stream'
import { demand, type Actor } from '#platform/actor'
import { keepPhoto, type Photo as Kept } from '#platform/photos'
import * as rules from '../rules.ts'
import { refuse } from '../rules.ts'
import * as store from '../store.ts'
import {
  ConfirmationDraft,
  DelayDraft,
  GoalsDraft,
  MILESTONES_MAX,
  MilestoneDraft,
  MoveDraft,
  NewsDraft,
  PHOTOS_MAX,
  SpendingDraft,
  TenderDraft,
} from '../types.ts'
import type { Inner } from './inner.ts'

type In<Schema extends { _zod: { input: unknown } }> = Schema['_zod']['input']

export function createDiary(inner: Inner) {
  const { inOne, own, note, today, ids } = inner

  return {
    /** Another state. Throws `strategy.move`, `strategy.reason`. */
    async move(actor: Actor, id: string, given: In<typeof MoveDraft>): Promise<void> {
      const { to, reason } = MoveDraft.parse(given)
      await inOne(async (tx) => {
        const project = await own(tx, actor, id)
        rules.demandMove(project.state, to, reason)
        await note(tx, actor, project, 'move', { from: project.state, to, reason }, reason || undefined)
        await store.change(tx, project, { state: to, finishedOn: to === 'finished' ? today() : null })
      })
    },

    /** The goals of strategies that it serves. Throws `strategies.goalUnknown`. */
    async aim(actor: Actor, id: string, given: In<typeof GoalsDraft>): Promise<void> {
      const goals = [...new Set(GoalsDraft.parse(given).goals)].sort()
      await inner.strategies.demandGoals(goals)
      await inOne(async (tx) => {
        const project = await own(tx, actor, id)
        await note(tx, actor, project, 'goals', { from: project.goals, to: goals })
        await store.change(tx, project, { goals })
      })
    },

    /** A day by which something is to stand. Throws `strategy.closed`, `strategy.tooMany`. */
    async plan(actor: Actor, id: string, given: In<typeof MilestoneDraft>): Promise<void> {
      const draft = MilestoneDraft.parse(given)
      await inOne(async (tx) => {
        const project = await own(tx, actor, id)
        rules.demandOpen(project)
        if ((await store.milestones(tx, id)).length >= MILESTONES_MAX) throw refuse.tooMany({ most: MILESTONES_MAX })
        const milestone = { id: ids.uuid(), ...draft, doneOn: null }
        await note(tx, actor, project, 'milestone', { milestone: milestone.id, ...draft })
        await store.addMilestone(tx, id, milestone)
      })
    },

    /** It stands. Throws `strategy.milestoneUnknown`, `strategy.milestoneDone`. */
    async reach(actor: Actor, id: string, milestoneId: string): Promise<void> {
      await inOne(async (tx) => {
        const project = await own(tx, actor, id)
        rules.demandOpen(project)
        const found = (await store.milestones(tx, id)).find((one) => one.id === milestoneId)
        if (!found) throw refuse.milestoneUnknown({ id: milestoneId })
        if (found.doneOn !== null) throw refuse.milestoneDone({ day: found.doneOn })
        await note(tx, actor, project, 'milestoneDone', { milestone: milestoneId, title: found.title })
        await store.reach(tx, id, milestoneId, today())
      })
    },

    /** Puts off the day that was promised, with the reason. Throws `strategy.earlier`, `strategy.closed`. */
    async delay(actor: Actor, id: string, given: In<typeof DelayDraft>): Promise<void> {
      const { due, reason } = DelayDraft.parse(given)
      await inOne(async (tx) => {
        const project = await own(tx, actor, id)
        rules.demandOpen(project)
        rules.demandLater(project.due, due)
        await note(tx, actor, project, 'delay', { from: project.due, to: due, reason }, reason)
        await store.change(tx, project, { due })
      })
    },

    /** What was paid, or taken back. Bills may come after the end. Throws `strategy.overBudget`, `strategy.reason`, `strategy.future`, `strategy.belowZero`. */
    async spend(actor: Actor, id: string, given: In<typeof SpendingDraft>): Promise<void> {
      const spending = SpendingDraft.parse(given)
      await inOne(async (tx) => {
        const project = await own(tx, actor, id)
        rules.demandSpending(project, spending, today())
        await note(tx, actor, project, 'spending', spending, spending.reason || undefined)
        await store.change(tx, project, { spent_minor: project.spent_minor + spending.amount_minor })
      })
    },

    /** What became of a tender. */
    async tender(actor: Actor, id: string, given: In<typeof TenderDraft>): Promise<void> {
      const draft = TenderDraft.parse(given)
      await inOne(async (tx) => {
        const project = await own(tx, actor, id)
        rules.demandOpen(project)
        if (draft.on > today()) throw refuse.future({ day: draft.on })
        await note(tx, actor, project, 'tender', draft)
      })
    },

    async tell(actor: Actor, id: string, given: In<typeof NewsDraft>): Promise<void> {
      const draft = NewsDraft.parse(given)
      await inOne(async (tx) => {
        const project = await own(tx, actor, id)
        await note(tx, actor, project, 'news', draft)
      })
    },

    /** Keeps a photo, without where and when it was taken. Throws `photos.unreadable`, `files.tooLarge`. */
    async keepPhoto(actor: Actor, id: string, stream: Readable): Promise<Kept> {
      demand(actor, 'strategy.projects', (await inner.found(id)).organisationId)
      return keepPhoto(inner.files, stream)
    },

    /** What was kept is shown, with words for those who cannot see it. Throws `strategy.tooMany`. */
    async photograph(actor: Actor, id: string, { sha256, mediaType, bytes }: Kept, alt: string): Promise<void> {
      const { text } = NewsDraft.parse({ text: alt })
      await inOne(async (tx) => {
        const project = await own(tx, actor, id)
        if ((await store.photos(tx, id)).length >= PHOTOS_MAX) throw refuse.tooMany({ most: PHOTOS_MAX })
        const photo = { id: ids.uuid(), sha256, mediaType, bytes, alt: text, at: inner.clock.now() }
        await note(tx, actor, project, 'photo', { photo: photo.id, sha256, alt: text })
        await store.addPhoto(tx, id, photo)
      })
    },

    /** An author says whether it is what was asked for. Throws `strategy.notAuthor`, `strategy.notFinished`, `strategy.reason` for a no without a word. */
    async confirm(actor: Actor, id: string, given: In<typeof ConfirmationDraft>): Promise<void> {
      const draft = ConfirmationDraft.parse(given)
      await inOne(async (tx) => {
        const project = await store.lock(tx, id)
        if (!project) throw refuse.unknown({ id })
        if (!(await store.authors(tx, id)).includes(actor.id)) throw refuse.notAuthor()
        if (project.state !== 'finished') throw refuse.notFinished()
        if (!draft.agrees && draft.words === '') throw refuse.reason()
        await note(tx, actor, project, 'confirmation', draft)
      })
    },

    /** Another department answers for it from now on. Throws `strategy.unknownOrganisation`. */
    async assign(actor: Actor, id: string, organisationId: string): Promise<void> {
      const offices = await inner.officesWith(organisationId)
      await inOne(async (tx) => {
        const project = await own(tx, actor, id)
        if (project.organisationId === organisationId) return
        await note(
          tx,
          actor,
          project,
          'owner',
          { from: project.organisationId, to: organisationId },
          undefined,
          offices,
        )
        await store.change(tx, project, { organisationId })
      })
    },
  }
}
