/** Who may decide what passes the gate, and what passes without a person. Pure. */
import { Refusal, refusals } from '#platform/errors'
import type { Asset } from '../assets/types.ts'
import type { Answer, Candidate, Decision, DecisionDraft, Examination, Finding, Registered } from './types.ts'

export const refuse = refusals('governance', {
  unknown: 404,
  unknownRelease: 404,
  ownContent: 403,
  personNeeded: 403,
  held: 409,
  refused: 409,
  takenBack: 409,
  otherContent: 409,
  conflict: 409,
  alreadyWithdrawn: 409,
  withdrawn: 410,
  unanswered: 422,
  blocked: 422,
  noteMissing: 422,
  unfitText: 422,
})

/** By whom content was brought: the system that reads a file acts for the one who sent it. */
export type Bringer = { id: string }

/** Content that does not pass by the stated rule, with all that it takes to put it into the queue. */
export class HeldBack extends Refusal {
  readonly bringer: Bringer
  readonly candidate: Candidate

  constructor(bringer: Bringer, candidate: Candidate) {
    const findings = candidate.findings.filter(needsPerson)
    super('governance.heldBack', 409, { count: findings.length, findings })
    this.bringer = bringer
    this.candidate = candidate
  }
}

export const needsPerson = ({ severity }: Pick<Finding, 'severity'>): boolean => severity !== 'note'

type Known = Pick<Asset, 'securityClass' | 'openness'>

/** Is it about persons, so that the data protection officer decides? */
export const isPersonal = (findings: readonly Finding[], asset: Known | undefined): boolean =>
  findings.some((finding) => finding.personal && needsPerson(finding)) ||
  asset?.securityClass === 'personal' ||
  asset?.securityClass === 'special'

/** The stated rule: nothing was found that needs a person, and the asset is public or the content declared aggregate. */
export function isClear({ findings, aggregate }: Pick<Candidate, 'findings' | 'aggregate'>, asset?: Known): boolean {
  const isPublic = asset?.securityClass === 'public' && asset.openness.state !== 'closed'
  return !findings.some(needsPerson) && (aggregate === true || isPublic)
}

/** The permission that a decision takes. */
export const permissionFor = ({ personal }: Pick<Examination, 'personal'>) =>
  personal ? 'governance.decidePersonal' : 'governance.decide'

export const lastOf = ({ decisions }: Pick<Examination, 'decisions'>): Decision | undefined => decisions.at(-1)

/**
 * Did a person open it, knowing all that is found in it now? Detectors learn: what they find later in the same bytes was
 * not decided on before.
 */
export function isOpenedByPerson(
  { state, decisions, findings: known }: Pick<Examination, 'state' | 'decisions' | 'findings'>,
  findings: readonly Finding[],
): boolean {
  const isKnown = ({ detector, column, severity }: Finding) =>
    known.some((one) => one.detector === detector && one.column === column && one.severity === severity)
  return state === 'opened' && decisions.at(-1)?.rule === undefined && findings.filter(needsPerson).every(isKnown)
}

/**
 * A person other than the one who brought it, by a system of theirs (`maker`) included, decides, with an answer to everything that needs one, knowing the decisions
 * before. What blocks is opened only where the detector was mistaken; a refusal says publicly why.
 */
export function demandDecidable(
  actor: { id: string; kind: string },
  examination: Examination,
  { verdict, answers = [], publicNote, expected }: DecisionDraft,
  maker?: string,
): void {
  const { id, findings, broughtBy, decisions } = examination
  if (actor.kind !== 'person') throw refuse.personNeeded({ id })
  if (actor.id === broughtBy || actor.id === maker) throw refuse.ownContent({ id })
  if (expected !== undefined && expected !== decisions.length)
    throw refuse.conflict({ id, expected, version: decisions.length, theirs: decisions.at(-1) })
  if (verdict === 'refuse') {
    if (!publicNote) throw refuse.noteMissing({ id })
    return
  }
  const answerTo = new Map(answers.map((answer) => [answer.finding, answer]))
  const open = findings.flatMap((finding, i) => (needsPerson(finding) && !answerTo.has(i) ? [i] : []))
  if (open.length > 0) throw refuse.unanswered({ id, count: open.length, findings: open })
  const blocking = findings.filter(
    ({ severity }, i) => severity === 'blocks' && answerTo.get(i)?.kind !== ('mistaken' satisfies Answer['kind']),
  )
  if (blocking.length > 0) throw refuse.blocked({ id, count: blocking.length, columns: columnsOf(blocking) })
}

const columnsOf = (findings: readonly Finding[]): string =>
  [...new Set(findings.map(({ column, detector }) => column ?? detector))].join(', ')

/** What may not stand in a text that everybody reads: what is certainly a person's, or blocks. */
export const isUnfit = ({ severity, personal, confidence }: Finding): boolean =>
  severity === 'blocks' || (personal && confidence === 'certain')

/** Words are let out by whoever writes them where nothing in them is certainly a person's: the rest is for information. */
export const asWords = (findings: readonly Finding[]): Finding[] =>
  findings.map((finding) => (isUnfit(finding) ? finding : { ...finding, severity: 'note' }))

/** Ways to a person's door, purse or ear. */
const REACHING = new Set(['pesel', 'phone', 'email', 'iban', 'address', 'identityCard', 'passport', 'birthDate'])

/** Of words that people type, as `asWords`; but by what may lead to a person they wait for somebody else to look at them. */
export const asTyped = (findings: readonly Finding[]): Finding[] =>
  findings.map((finding) => (finding.personal && REACHING.has(finding.detector) ? finding : asWords([finding])[0]!))

/** Every text of a content, by the way to it: `0.names.pl`. */
export function textsIn(content: unknown): Record<string, string> {
  const texts: [string, string][] = []
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') texts.push([path, value])
    else if (value !== null && typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`)
  }
  walk(content, '')
  return Object.fromEntries(texts)
}

/** What the public ledger says of findings: how many of what, nothing of the content, whose header may itself be a row. */
export const outlined = (findings: readonly Finding[]) =>
  findings.map(({ detector, severity, confidence, hits, cells }) => ({ detector, severity, confidence, hits, cells }))

/** What everybody may know: undefined of what was not made public and not refused. */
export function registeredOf(
  examination: Examination,
  { title, asset }: { title: string | null; asset: string | null },
): Registered | undefined {
  const { id, subject, state, fingerprint, decisions, releases, personal } = examination
  if (releases.length === 0 && state !== 'refused') return undefined
  const dates = [
    ...decisions.map(({ at }) => at),
    ...releases.flatMap(({ at, withdrawal }) => (withdrawal ? [at, withdrawal.at] : [at])),
  ]
  const standing = releases.some(({ withdrawal }) => !withdrawal)
  return {
    ...{ id, module: subject.module, kind: subject.kind, title: title ?? undefined, asset: asset ?? undefined },
    state: state === 'held' ? (standing ? 'opened' : 'withdrawn') : state,
    at: new Date(Math.max(...dates.map((date) => date.getTime()))),
    fingerprint: standing ? fingerprint : undefined,
    decisions: decisions.map(({ number, verdict, rule, at, publicNote }) => ({
      ...{ number, verdict, rule, at, publicNote },
      officer: personal && rule === undefined,
    })),
    releases: releases.map(({ id, address, at, withdrawal }) => ({
      ...{ id, address, at },
      withdrawal: withdrawal && { at: withdrawal.at, reason: withdrawal.reason },
    })),
  }
}
