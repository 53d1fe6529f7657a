/** What every verb on challenges does: finds, locks, writes a line of the public log, tells those who follow. */
import { demand, system, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { Refusal } from '#platform/errors'
import type { Json } from '#platform/ledger'
import { zoneOf } from '#stats'
import { LANGS, words, type Lang, type Texts } from '#words'
import { formatsFor } from '#words/format'
import type { Needs } from '../../needs.ts'
import { refuse } from '../rules.ts'
import { lineOf, said } from '../saying.ts'
import * as store from '../store/challenges.ts'
import type { Challenge, LogKind } from '../types.ts'

/** The whole stands on the page. */
const NOTICE_CHARS_MAX = 4_000
export const clockwork = system('innovations')
export type Inner = ReturnType<typeof createInner>
export const inEach = (say: (lang: Lang) => string) => Object.fromEntries(LANGS.map((lang) => [lang, say(lang)])) as Texts // prettier-ignore

export function createInner(needs: Needs) {
  const { db, clock, ids, ledger, gate, identity } = needs
  const zone = zoneOf(needs.timezone)
  const dayOf = (at: Date) => zone.dayOf(at.getTime())
  const today = () => dayOf(clock.now())
  const subjectOf = (id: string) => `challenges/${id}`

  /** An entry in the ledger alone: what stays inside. */
  const enter = (tx: Tx, actor: Pick<Actor, 'id'>, id: string, kind: string, payload: object, grounds?: string) =>
    ledger.append(tx, { kind: `challenges.${kind}`, actor: actor.id, subject: subjectOf(id), grounds, payload: JSON.parse(JSON.stringify(payload)) as Json }) // prettier-ignore

  /** What was typed passes the gate, and gives its release. */
  async function pass(
    tx: Tx,
    actor: Actor,
    { id, problem }: Pick<Challenge, 'id' | 'problem'>,
    what: string,
    given: object,
  ) {
    // prettier-ignore
    const content = JSON.parse(JSON.stringify(given)) as Json
    const title = Object.values(problem.titles)[0]!
    return gate.passWords(tx, actor, { module: 'innovations', id: `${subjectOf(id)}/${what}`, title, content, address: `/innovations/challenges/${id}` }) // prettier-ignore
  }

  /**
   * A line of the public log with its entry in the ledger; whoever follows the challenge is told. Gives what they are told. Throws
   * `governance.unfitText`, `governance.held`.
   */
  async function note(tx: Tx, actor: Actor, challenge: Challenge, kind: LogKind, given: object = {}, grounds?: string) {
    const content = JSON.parse(JSON.stringify(given)) as Record<string, Json>
    const entryId = await enter(tx, actor, challenge.id, kind, content, grounds)
    const { releaseId } = await pass(tx, actor, challenge, kind, content)
    const line = { id: ids.uuid(), kind, content, at: clock.now(), by: actor.id }
    await store.note(tx, challenge.id, { ...line, entryId, releaseId })
    const body = inEach((lang) => {
      const { what, text } = lineOf({ ...words[lang], lang, format: formatsFor(lang, words[lang] as never, needs.timezone) }, line) // prettier-ignore
      return (text ? `${what}\n\n${text}` : what).slice(0, NOTICE_CHARS_MAX)
    })
    await tell(tx, challenge, { subject: `challenge:${challenge.id}`, kind: `challenge.${kind}`, body })
    return body
  }

  async function tell(
    tx: Tx,
    { id, problem }: Challenge,
    notice: { subject?: string; accountId?: string; kind: string; body: Texts; path?: string },
  ) {
    // prettier-ignore
    const title = inEach((lang) => said(problem.titles, lang).text)
    await identity.notices.tell(tx, { title, path: `/innovations/challenges/${id}`, ...notice })
  }

  async function locked(tx: Tx, id: string): Promise<Challenge> {
    const found = await store.lock(tx, id)
    if (!found || found.state === 'draft') throw refuse.unknown({ id })
    return found
  }

  return {
    ...needs,
    ...{ dayOf, today, enter, pass, note, tell, locked },
    /** Locked, for who answers for it. Throws `challenges.unknown`, `forbidden`. */
    async own(tx: Tx, actor: Actor, id: string): Promise<Challenge> {
      const found = await store.lock(tx, id)
      if (!found) throw refuse.unknown({ id })
      demand(actor, 'innovations.organise', found.organisationId)
      return found
    },
    mayRun: (actor: Actor, { organisationId }: Pick<Challenge, 'organisationId'>) => actor.can('innovations.organise', organisationId), // prettier-ignore
    inOne: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work)),
  }
}

/** Throws `unauthenticated`: a team, a reviewer and whoever asks are persons. */
export function demandPerson({ kind }: Actor): void {
  if (kind !== 'person') throw new Refusal('unauthenticated', 401)
}
