/** What those do who answer a call: they ask in public, apply as a team with documents, take it back; offices answer them. */
import type { Readable } from 'node:stream'
import type { Actor } from '#platform/actor'
import * as rules from '../rules.ts'
import { refuse } from '../rules.ts'
import * as applications from '../store/applications.ts'
import * as store from '../store/challenges.ts'
import {
  ApplicationDraft,
  APPLICATIONS_MAX,
  FILE_BYTES_MAX,
  FILES_MAX,
  QUESTIONS_MAX,
  type Application,
  type Challenge,
} from '../types.ts'
import { z } from 'zod'
import { demandPerson, type Inner } from './inner.ts'

type In<Schema extends { _zod: { input: unknown } }> = Schema['_zod']['input']
const Said = z.string().trim().min(1).max(4_000)

export function createApplying(inner: Inner) {
  const { db, ids, clock, gate, files, inOne, note, enter, pass, locked, own, today } = inner

  const demandOpen = (challenge: Challenge): void => {
    rules.demandState(challenge, 'call')
    if (today() < challenge.call!.from) throw refuse.tooEarly({ day: challenge.call!.from })
    if (!rules.isOpen(challenge, today())) throw refuse.past({ day: challenge.call!.to })
  }
  const ownOf = (all: readonly Application[], actor: Actor): Application => {
    const found = all.find(({ account }) => account === actor.id)
    if (!found) throw refuse.applicationUnknown()
    return found
  }

  return {
    /** A question that everybody reads, without who asked. Throws `challenges.state`, `challenges.tooMany`. */
    async ask(actor: Actor, id: string, text: string): Promise<void> {
      demandPerson(actor)
      const said = Said.parse(text)
      await inOne(async (tx) => {
        const challenge = await locked(tx, id)
        rules.demandState(challenge, 'problem', 'call')
        if ((await store.countOf(tx, id, 'question')) >= QUESTIONS_MAX) throw refuse.tooMany({ most: QUESTIONS_MAX })
        await note(tx, actor, challenge, 'question', { text: said })
      })
    },

    /** Throws `challenges.questionUnknown`, `challenges.answered`. */
    async answer(actor: Actor, id: string, question: string, text: string): Promise<void> {
      const said = Said.parse(text)
      await inOne(async (tx) => {
        const challenge = await own(tx, actor, id)
        const asked = rules.questionsIn(await store.log(tx, gate, id)).find((one) => one.id === question)
        if (!asked) throw refuse.questionUnknown({ id: question })
        if (asked.answer) throw refuse.answered()
        await note(tx, actor, challenge, 'answer', { question, asked: asked.text, text: said })
      })
    },

    /** A team answers the call. Throws `challenges.past`, `challenges.tooEarly`, `challenges.notInvited`, `challenges.twice`. */
    async apply(actor: Actor, id: string, given: In<typeof ApplicationDraft>): Promise<{ id: string }> {
      demandPerson(actor)
      const draft = ApplicationDraft.parse(given)
      const application = { ...draft, id: ids.uuid(), account: actor.id, at: clock.now() }
      await inOne(async (tx) => {
        const challenge = await locked(tx, id)
        demandOpen(challenge)
        if (!challenge.call!.who.includes(draft.kind)) throw refuse.notInvited({ who: challenge.call!.who })
        if ((await applications.list(tx, gate, id)).length >= APPLICATIONS_MAX) throw refuse.tooMany({ most: APPLICATIONS_MAX }) // prettier-ignore
        const { team, kind, summary } = draft
        const entryId = await enter(tx, actor, id, 'applied', { application: application.id })
        const { releaseId } = await pass(tx, actor, challenge, `applications/${application.id}`, { team, kind, summary }) // prettier-ignore
        if (!(await applications.add(tx, id, application, entryId, releaseId))) throw refuse.twice()
        await note(tx, actor, challenge, 'application')
      })
      return { id: application.id }
    },

    /** Before the call ends one may think again. */
    async withdraw(actor: Actor, id: string): Promise<void> {
      await inOne(async (tx) => {
        const challenge = await locked(tx, id)
        demandOpen(challenge)
        const mine = ownOf(await applications.list(tx, gate, id), actor)
        await applications.withdraw(tx, mine.id, clock.now())
        await note(tx, actor, challenge, 'withdrawn')
      })
    },

    /** Keeps a document of one's own application, of at most 20 MB. Throws `files.tooLarge`, `challenges.applicationUnknown`. */
    async keepFile(actor: Actor, id: string, stream: Readable) {
      demandPerson(actor)
      ownOf(await applications.list(db, gate, id), actor)
      return files.put(stream, { limitBytes: FILE_BYTES_MAX })
    },

    /** What was kept belongs to the application, for reviewers and organisers alone. Throws `challenges.tooMany`. */
    async attach(actor: Actor, id: string, file: { sha256: string; bytes: number; name: string; mediaType: string }) {
      await inOne(async (tx) => {
        const challenge = await locked(tx, id)
        demandOpen(challenge)
        const mine = ownOf(await applications.list(tx, gate, id), actor)
        if ((await applications.files(tx, [mine.id])).length >= FILES_MAX) throw refuse.tooMany({ most: FILES_MAX })
        await enter(tx, actor, id, 'attached', { application: mine.id, sha256: file.sha256 })
        await applications.addFile(tx, mine.id, { id: ids.uuid(), ...file }, clock.now())
      })
    },
  }
}
