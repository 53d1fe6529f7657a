/** The gate's verbs: content is held, decided, let out, taken back. Whoever publishes calls them in his own transaction. */
import { createHash } from 'node:crypto'
import { demand, type Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Events } from '#platform/events'
import type { Ids } from '#platform/ids'
import { canonical, type Json, type Ledger } from '#platform/ledger'
import type { Assets } from '../assets/service.ts'
import { examineFile, examineTexts, lookThrough, scan, type ScanTable } from '../detectors/index.ts'
import { passOf, type Pass } from './pass.ts'
import * as rules from './rules.ts'
import { HeldBack, refuse, type Bringer } from './rules.ts'
import * as store from './store.ts'
import * as types from './types.ts'
import type { Candidate, Decision, DecisionDraft, Examination, Finding, Registered, Release, Subject } from './types.ts'

/** The detectors, as the gate asks them. */
export type Detectors = {
  /** Short texts by their names, such as a description or a note; a finding's column is the name. */
  texts(texts: Record<string, string>): Finding[]
  /** A table, read once; findings name its columns. */
  table(table: ScanTable): Promise<Finding[]>
}
const DETECTORS: Detectors = { texts: examineTexts, table: async (table) => (await scan(table)).findings }

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Ledger
  events: Events
  /** The house's own unless said. */
  detectors?: Detectors
  /** Who made the key of a system that an actor's id names; undefined where it is no key's. */
  makerOf(actorId: string): Promise<string | undefined>
}

const BY_RULE = { by: 'system:gate', grounds: 'nothing found that needs a person' } as const
const LISTED_MAX = 200

/** Words that become public: of what, within which module, and where they are to be read. */
export type Words = { module: string; id: string; title: string; content: Json; address: string }

/** The SHA-256 of what is no file: of its canonical JSON, so that the same content always has the same. */
export const fingerprintOf = (content: Json): string => createHash('sha256').update(canonical(content)).digest('hex')

export function createGate(needs: Needs, assets: Assets) {
  const { db, clock, ids, ledger, events, detectors = DETECTORS, makerOf } = needs
  const { texts: examineText } = detectors

  /** Short texts that a person typed, by their names. Throws `governance.unfitText` with where and what. */
  function demandFit(texts: Record<string, string | undefined>): void {
    const said = Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]]))
    const unfit = examineText(Object.fromEntries(said) as Record<string, string>).filter(rules.isUnfit)
    if (unfit.length === 0) return
    const [{ column, detector, samples }] = unfit as [Finding]
    throw refuse.unfitText({ field: column ?? '', detector, sample: samples[0] ?? '', findings: unfit })
  }

  /** Throws `governance.unknownAsset`. */
  const assetOf = async (tx: Db | Tx, { assetId }: Pick<Candidate, 'assetId'>) =>
    assetId === undefined ? undefined : await assets.byId(tx, assetId)

  async function write(tx: Tx, actor: Bringer, candidate: Candidate, state: Examination['state']) {
    const { subject, fingerprint, findings, assetId, aggregate = false } = candidate
    const asset = await assetOf(tx, candidate)
    const nameless = examineText({ title: subject.title }).some(rules.needsPerson)
    const examination = {
      ...{ id: ids.uuid(), subject, fingerprint, findings, assetId, aggregate, state },
      publicTitle: nameless ? null : subject.title,
      personal: rules.isPersonal(findings, asset),
      ...{ broughtBy: actor.id, broughtAt: clock.now() },
    }
    await store.add(tx, examination)
    return { ...examination, decisions: [], releases: [] }
  }

  /** In the public ledger, and so without a title, columns or samples. */
  const note = (tx: Tx, kind: string, actor: string, examination: Examination, more: Json, grounds?: string) => {
    const { id, subject, fingerprint, findings } = examination
    const about = { module: subject.module, kind: subject.kind, fingerprint, findings: rules.outlined(findings) }
    const payload = { ...about, ...(more as object) } as Json
    return ledger.append(tx, { kind: `governance.${kind}`, actor, subject: `examination/${id}`, grounds, payload })
  }

  const ofSubject = (found: store.Found[], { module, kind, id }: Subject) =>
    found.find(({ subject }) => subject.module === module && subject.kind === kind && subject.id === id)

  /** The examination, nobody else deciding on its content until the transaction ends. Throws `governance.unknown`. */
  async function locked(tx: Tx, id: string): Promise<store.Found> {
    const found = await store.find(tx, id)
    if (!found) throw refuse.unknown({ id })
    await store.lockContent(tx, found.fingerprint)
    return (await store.find(tx, id))!
  }

  /**
   * Puts content into the queue, where it waits for a person; whole, and invisible outside. The same content of the same
   * subject is the examination that it was: opened or refused, it stays so; withdrawn, or opened by whoever did not know
   * of what is found in it now, it waits again.
   */
  async function hold(tx: Tx, actor: Bringer, given: Candidate): Promise<Examination> {
    const candidate = types.Candidate.parse(given)
    await store.lockContent(tx, candidate.fingerprint)
    const before = ofSubject(await store.byFingerprint(tx, candidate.fingerprint), candidate.subject)
    if (!before) {
      const added = await write(tx, actor, candidate, 'held')
      await note(tx, 'held', actor.id, added, {})
      return added
    }
    const asset = await assetOf(tx, before)
    const byHouse = rules.lastOf(before)?.rule !== undefined && rules.isClear(candidate, asset)
    const isOpen = byHouse || rules.isOpenedByPerson(before, candidate.findings)
    if (before.state === 'held' || before.state === 'refused' || (before.state === 'opened' && isOpen)) return before
    const brought = {
      ...{ findings: candidate.findings, by: actor.id },
      personal: rules.isPersonal(candidate.findings, asset),
    }
    await store.update(tx, before.id, { state: 'held', at: clock.now(), brought })
    const found = (await store.find(tx, before.id))!
    await note(tx, 'held', actor.id, found, {})
    return found
  }

  async function release(tx: Tx, examination: Examination, address: string): Promise<Pass> {
    const { number, verdict } = rules.lastOf(examination)!
    if (verdict !== 'open') throw refuse.refused({ id: examination.id, reason: '' })
    const released = { id: ids.uuid(), decision: number, address, at: clock.now() }
    await store.addRelease(tx, examination, released)
    await store.update(tx, examination.id, { at: released.at })
    return passOf(released.id)
  }

  const demandOpened = ({ id, state, decisions }: Examination): void => {
    if (state === 'held') throw refuse.held({ id })
    if (state === 'refused') throw refuse.refused({ id, reason: decisions.at(-1)?.publicNote ?? '' })
    if (state === 'withdrawn') throw refuse.takenBack({ id })
  }

  /**
   * Lets out what a person opened. Throws `governance.otherContent` where the bytes are not those that were examined,
   * `governance.held`, `governance.refused`, `governance.takenBack`.
   */
  async function pass(
    tx: Tx,
    { examinationId, fingerprint, address }: { examinationId: string; fingerprint: string; address: string },
  ): Promise<Pass> {
    const found = await locked(tx, examinationId)
    if (found.fingerprint !== fingerprint) throw refuse.otherContent({ id: examinationId })
    demandOpened(found)
    return release(tx, found, address)
  }

  /**
   * Lets out what needs no person, by the stated rule, or what a person opened before. Throws `governance.heldBack` with
   * the findings, for `orHold` to put into the queue; `governance.held` and `governance.refused` where this content
   * waits there or was refused.
   */
  async function passClear(tx: Tx, actor: Bringer, given: Candidate & { address: string }): Promise<Pass> {
    const { address, ...rest } = given
    const candidate = types.Candidate.parse(rest)
    await store.lockContent(tx, candidate.fingerprint)
    const same = await store.byFingerprint(tx, candidate.fingerprint)
    const own = ofSubject(same, candidate.subject)
    if (own && rules.isOpenedByPerson(own, candidate.findings)) return release(tx, own, address)
    if (own && own.state !== 'withdrawn') demandOpened(own)
    const asset = await assetOf(tx, candidate)
    const doubted = same.some(({ state }) => state !== 'opened')
    const titled = examineText({ title: candidate.subject.title }).filter(rules.needsPerson)
    const whole = { ...candidate, findings: [...candidate.findings, ...titled] }
    if (doubted || !rules.isClear(whole, asset)) throw new HeldBack(actor, whole)
    if (own) return release(tx, own, address)
    const examination = await write(tx, actor, whole, 'opened')
    const entryId = await note(tx, 'cleared', BY_RULE.by, examination, { address })
    const decision: Decision = {
      ...{ number: 1, verdict: 'open', rule: 'nothingFound', at: clock.now(), answers: [], entryId },
      ...BY_RULE,
    }
    await store.addDecision(tx, examination.id, decision)
    return release(tx, { ...examination, decisions: [decision] }, address)
  }

  /**
   * Words that a person typed become public at once, where they hold nothing of a person. Throws `governance.unfitText`, and
   * what `passClear` throws: what may lead to somebody waits.
   */
  async function passWords(tx: Tx, actor: Bringer, said: Words): Promise<Pass> {
    demandFit(rules.textsIn(said.content))
    return passOthers(tx, actor, said)
  }

  /** The same of words of somebody else, which nobody here can put otherwise: what is certainly a person's waits too. */
  async function passOthers(tx: Tx, actor: Bringer, { module, id, title, content, address }: Words): Promise<Pass> {
    return passClear(tx, actor, {
      subject: { module, kind: 'text', id, title: title.slice(0, types.TITLE_CHARS_MAX) },
      ...{ fingerprint: fingerprintOf(content), findings: rules.asTyped(examineText(rules.textsIn(content))) },
      ...{ aggregate: true, address },
    })
  }

  async function takeBack(tx: Tx, by: string, found: Examination, one: Release, reason: string): Promise<void> {
    const entryId = await note(tx, 'withdrawn', by, found, { release: one.id, address: one.address }, reason)
    await store.addWithdrawal(tx, one.id, { at: clock.now(), by, reason, entryId })
    const { id: examinationId, subject } = found
    const fact: types.Withdrawn = { examinationId, releaseId: one.id, subject, reason }
    await events.emit(tx, types.WITHDRAWN, fact)
  }

  /** Takes back what became public; the reason is public. Throws `governance.alreadyWithdrawn`, `governance.unfitText`. */
  async function withdraw(tx: Tx, actor: Bringer, releaseId: string, reason: string): Promise<void> {
    const examination = await store.byRelease(tx, releaseId)
    if (!examination) throw refuse.unknownRelease({ id: releaseId })
    demandFit({ reason })
    const found = await locked(tx, examination.id)
    const one = found.releases.find(({ id }) => id === releaseId)!
    if (one.withdrawal) throw refuse.alreadyWithdrawn({ id: releaseId })
    await takeBack(tx, actor.id, found, one, reason)
    const others = found.releases.some(({ id, withdrawal }) => id !== releaseId && !withdrawal)
    const state = others || found.state !== 'opened' ? undefined : 'withdrawn'
    await store.update(tx, found.id, { state, at: clock.now() })
  }

  return {
    hold,

    /** Content that was given up before anybody decided on it leaves the queue, and is forgotten but for the ledger. */
    async drop(tx: Tx, actor: Bringer, id: string | undefined): Promise<void> {
      const found = id === undefined ? undefined : await store.find(tx, id)
      if (!found || found.state !== 'held' || found.decisions.length > 0) return
      await store.lockContent(tx, found.fingerprint)
      await store.drop(tx, found.id)
      await note(tx, 'dropped', actor.id, found, {})
    },

    /** Does it need no person, by the stated rule? Nothing becomes public by asking. */
    async isClear(tx: Tx, given: Candidate): Promise<boolean> {
      const asset = given.assetId === undefined ? undefined : await assets.byId(tx, given.assetId)
      const same = await store.byFingerprint(tx, given.fingerprint)
      const titled = examineText({ title: given.subject.title })
      const isDoubted = same.some(({ state }) => state !== 'opened')
      return !isDoubted && rules.isClear({ ...given, findings: [...given.findings, ...titled] }, asset)
    },
    pass,
    passClear,
    passWords,
    passOthers,
    withdraw,
    examineText,
    demandFit,
    /** The same of words that the house makes of what is public already: what is certainly a person's, and notes. */
    examineWords: (texts: Record<string, string>): Finding[] => rules.asWords(examineText(texts)),
    examineTable: detectors.table,
    /** The same of a file that goes out as it came; what nothing could look into is a finding. */
    examineFile,
    /** The same of one that is being written. */
    examineWriting: lookThrough,

    /** Puts content into the queue where it cannot pass by the stated rule, so that who decides need not wait. */
    async bring(tx: Tx, actor: Bringer, candidate: Candidate): Promise<void> {
      if (!rules.isClear(candidate, await assetOf(tx, candidate))) await hold(tx, actor, candidate)
    },

    /**
     * What a person opened these releases in spite of, or because of: who lays down what stands in them anew, in another
     * form, need not have it decided again.
     */
    findingsOpened: async (releaseIds: readonly string[]): Promise<Finding[]> =>
      releaseIds.length === 0 ? [] : (await store.findingsOpened(db, releaseIds)).filter(rules.needsPerson),

    /** Of content that was brought: its examination; undefined where there is none. */
    async standing(subject: Pick<Subject, 'module' | 'kind' | 'id'>, fingerprint: string) {
      const found = await store.bySubject(db, subject, fingerprint)
      return found && { id: found.id, state: found.state, publicNote: rules.lastOf(found)?.publicNote }
    },

    /** What `work` gives; where the gate holds back what it would make public, that goes into the queue: `governance.held`. */
    async orHold<T>(work: () => Promise<T>): Promise<T> {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof HeldBack)) throw error
        const { bringer, candidate } = error
        const { id } = await db.transaction().execute((tx) => hold(tx, bringer, candidate))
        throw refuse.held({ id })
      }
    },

    /**
     * A person's decision; a later one takes the place of the one before, and both stay. A refusal of what is public takes
     * it back. Throws `governance.ownContent`, `governance.unanswered`, `governance.blocked`, `governance.noteMissing`,
     * `governance.unfitText`, `governance.conflict`.
     */
    async decide(actor: Actor, id: string, given: DecisionDraft): Promise<Examination> {
      const brought = await store.find(db, id)
      const maker = brought && (await makerOf(brought.broughtBy))
      await db.transaction().execute(async (tx) => {
        const found = await locked(tx, id)
        demand(actor, rules.permissionFor(found), await assets.organisationOf(tx, found.assetId))
        const draft = types.DecisionDraft.parse(given)
        rules.demandDecidable(actor, found, draft, maker)
        const { verdict, grounds, answers, publicNote } = draft
        demandFit({ grounds, publicNote, ...Object.fromEntries(answers.map(({ finding, text }) => [finding, text])) })
        const number = found.decisions.length + 1
        const said = { number, verdict, answers, publicNote: publicNote ?? null }
        const entryId = await note(tx, 'decided', actor.id, found, said, grounds)
        const act = { at: clock.now(), by: actor.id, entryId }
        await store.addDecision(tx, id, { number, verdict, grounds, answers, publicNote, ...act })
        await store.update(tx, id, { state: verdict === 'open' ? 'opened' : 'refused', at: act.at })
        const standing = verdict === 'refuse' ? found.releases.filter(({ withdrawal }) => !withdrawal) : []
        for (const one of standing) await takeBack(tx, actor.id, found, one, publicNote!)
        const fact: types.Decided = { examinationId: id, verdict, subject: found.subject }
        await events.emit(tx, types.DECIDED, fact)
      })
      return (await store.find(db, id))!
    },

    /** A person takes back something public: the steward, or the data protection officer. */
    async withdrawRelease(actor: Actor, releaseId: string, reason: string): Promise<void> {
      await db.transaction().execute(async (tx) => {
        const found = await store.byRelease(tx, releaseId)
        demandReader(actor, await assets.organisationOf(tx, found?.assetId))
        await withdraw(tx, actor, releaseId, types.Reason.parse(reason))
      })
    },

    /** Of these releases, those that were withdrawn. */
    withdrawals: (releaseIds: readonly string[], tx: Db | Tx = db) => store.withdrawals(tx, releaseIds),

    /** Whether the release that a question on the database finds was withdrawn, as a part of that question. */
    isWithdrawn: store.isWithdrawn,

    /** Throws `governance.withdrawn`, with when and why, for what is no longer public. */
    async demandPublic(releaseId: string): Promise<void> {
      const withdrawal = (await store.withdrawals(db, [releaseId])).get(releaseId)
      if (withdrawal) throw refuse.withdrawn(withdrawal)
    },

    /** What waits for a decision, the oldest first: what this actor may see of it. */
    async queue(actor: Actor): Promise<Examination[]> {
      const ofWhom = new Map((await assets.list()).map(({ id, organisationId }) => [id, organisationId]))
      const held = await store.held(db, LISTED_MAX)
      const seen = held.filter(({ assetId }) => isReader(actor, assetId && ofWhom.get(assetId)))
      if (seen.length === 0) demandReader(actor)
      return seen
    },

    /** For who decides, and for who brought it. Throws `governance.unknown`. */
    async examination(actor: Actor, id: string): Promise<Examination> {
      const found = await store.find(db, id)
      if (found?.broughtBy !== actor.id) demandReader(actor, await assets.organisationOf(db, found?.assetId))
      if (!found) throw refuse.unknown({ id })
      return found
    },

    /** What everybody may see: what was opened, refused and withdrawn, with reasons; nothing of the content. */
    async register({ limit = LISTED_MAX, ...wanted }: Partial<store.Wanted> = {}): Promise<Registered[]> {
      const found = await store.registered(db, { ...wanted, limit: Math.min(limit, LISTED_MAX) })
      return found.flatMap((one) => rules.registeredOf(one, { title: one.publicTitle, asset: one.asset }) ?? [])
    },

    counts: () => store.counts(db),
  }
}
export type Gate = ReturnType<typeof createGate>

/** Stewards and data protection officers see the whole queue, also what the other of them decides. */
const isReader = (actor: Actor, organisation?: string): boolean =>
  actor.can('governance.decidePersonal', organisation) || actor.can('governance.decide', organisation)

function demandReader(actor: Actor, organisation?: string): void {
  if (!isReader(actor, organisation)) demand(actor, 'governance.decide', organisation)
}
