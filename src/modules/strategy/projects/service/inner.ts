/** What the projects need from below, and what every verb of theirs does. */
import { demand, type Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import type { Json, Ledger } from '#platform/ledger'
import { zoneOf } from '#stats'
import { LANGS, words, type Lang, type Texts } from '#words'
import { formatsFor } from '#words/format'
import type { Gate } from '#governance'
import type { Identity } from '#identity'
import type { Indicators } from '#indicators'
import type { Places } from '#places'
import { refuse } from '../rules.ts'
import * as store from '../store.ts'
import type { Strategies } from '../../strategies/service.ts'
import { lineOf, said } from '../saying.ts'
import type { Kind, Origin, Project } from '../types.ts'

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append'>
  files: Files
  gate: Pick<Gate, 'passWords' | 'orHold'>
  identity: Pick<Identity, 'organisations'> & { notices: Pick<Identity['notices'], 'tell'> }
  strategies: Pick<Strategies, 'demandGoals'>
  indicators: Pick<Indicators, 'definitions'>
  places: Pick<Places, 'areas'>
  /** Is it here, and public? What lies above this module says so. */
  hasOrigin: (origin: Origin) => Promise<boolean>
  /** By which the city's days are cut. */
  timezone: string
}
type Offices = ReadonlyMap<string, Texts>
export type Inner = ReturnType<typeof createInner>

export function createInner(needs: Needs) {
  const { db, clock, ids, ledger, identity, gate } = needs
  const zone = zoneOf(needs.timezone)

  const inEach = (say: (lang: Lang) => string) => Object.fromEntries(LANGS.map((lang) => [lang, say(lang)])) as Texts

  /** Those who follow the project hear of it; of its end, also those who asked for it, in whose hands it now is. */
  async function tell(
    tx: Tx,
    project: Project,
    kind: Kind,
    content: Record<string, Json>,
    offices: Offices,
  ): Promise<void> {
    // prettier-ignore
    const [title, path] = [inEach((lang) => said(project.titles, lang).text), `/projects/${project.id}`]
    const body = inEach((lang) => {
      const voice = { ...words[lang], format: formatsFor(lang, words[lang] as never, needs.timezone) }
      const { what, text } = lineOf(voice, project, { kind, content }, (id) => offices.get(id)?.[lang] ?? '')
      return text ? `${what}\n\n${text}` : what
    })
    await identity.notices.tell(tx, { subject: `project:${project.id}`, kind: `project.${kind}`, title, body, path })
    if (kind !== 'move' || content.to !== 'finished') return
    const asked = { title, path, kind: 'project.confirm', body: inEach((lang) => words[lang].t('projects.confirm.title')) } // prettier-ignore
    for (const accountId of await store.authors(tx, project.id))
      await identity.notices.tell(tx, { ...asked, accountId })
  }

  /**
   * A line of the diary with its entry in the ledger. It is public at once, so that its words pass the gate; whoever follows
   * the project is told of it. Throws `governance.unfitText`, `governance.held`.
   */
  async function note(
    tx: Tx,
    actor: Actor,
    project: Project,
    kind: Kind,
    given: object,
    grounds?: string,
    offices: Offices = new Map(),
  ): Promise<void> {
    // prettier-ignore
    const content = JSON.parse(JSON.stringify(given)) as Record<string, Json>
    const subject = `projects/${project.id}`
    const entryId = await ledger.append(tx, { kind: `strategy.project.${kind}`, actor: actor.id, subject, grounds, payload: content }) // prettier-ignore
    const title = Object.values(project.titles)[0]!
    const address = `/projects/${project.id}`
    // Of one that is only being made no id is known to who sends it again once its words were opened.
    const id = kind === 'made' ? 'projects/made' : `${subject}/${kind}`
    const { releaseId } = await gate.passWords(tx, actor, { module: 'strategy', id, title, content, address }) // prettier-ignore
    const line = { id: ids.uuid(), kind, content, at: clock.now(), by: actor.id, entryId, releaseId }
    await store.addEntry(tx, project.id, line)
    await tell(tx, project, kind, content, offices)
  }

  return {
    ...needs,
    note,
    today: () => zone.dayOf(clock.now().getTime()),
    /** The project, locked, for who runs it. Throws `strategy.unknown`, `forbidden`. */
    async own(tx: Tx, actor: Actor, id: string): Promise<Project> {
      const project = await store.lock(tx, id)
      if (!project) throw refuse.unknown({ id })
      demand(actor, 'strategy.projects', project.organisationId)
      return project
    },
    /** Throws `strategy.unknown`. */
    async found(id: string): Promise<Project> {
      const project = await store.find(db, id)
      if (!project) throw refuse.unknown({ id })
      return project
    },
    /** What offices are called. Throws `strategy.unknownOrganisation` where `id` is none of them. */
    async officesWith(id: string): Promise<Offices> {
      const offices = new Map((await identity.organisations()).map((one) => [one.id, one.names]))
      if (!offices.has(id)) throw refuse.unknownOrganisation({ id })
      return offices
    },
    inOne: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work)),
  }
}
