/**
 * Checks a statement of an indicator offline, and says three things apart: whether its issuer signed it, whether it is in the
 * issuer's ledger, and whether the published figures give the value once more. Nothing here throws on what it is given.
 */
import { keysOfDid, ledgerKeyOf, type PublicKey } from '#platform/integrity'
import { examine, Malformed, Proof, type Check, type Leaf, type Report } from '#platform/ledger'
import { checkKey, shaped, type Options } from '../options.ts'
import { checkInclusion } from '../proof.ts'
import { ValueBundle, verifyValue } from '../value.ts'
import { fingerprint, STATEMENT_ENTRY, STATEMENT_FORMAT, statementHash, statementName, StatementEvidence, type Statement } from './form.ts' // prettier-ignore
import { openStatement, readStatement } from './open.ts'

export * from './form.ts'
export { openStatement, openStatementText, readStatement } from './open.ts'

export const STATEMENT_PARTS = ['signature', 'ledger', 'recomputation'] as const
export type StatementPart = (typeof STATEMENT_PARTS)[number]
/** `absent`: what it takes to check it did not come along. */
export type PartState = 'holds' | 'fails' | 'absent'
export type StatementReport = {
  /** Nothing that could be checked failed, and the signature was. */
  ok: boolean
  /** Whether the issuer's keys were given by whoever asks, rather than by the statement itself. */
  vouched: boolean
  parts: Record<StatementPart, { state: PartState; checks: Check[] }>
}

export type StatementOptions = Options & {
  now: Date
  /** The issuer's DID document, from a source that is trusted. */
  did?: unknown
  /** The address by which it was asked for: another statement under it is none. */
  id?: string
}

/** Entered so long after it was signed, it was signed for another time. */
const ENTERED_WITHIN_MS = 86_400_000
export const wasEnteredInTime = (at: string, created: Date): boolean =>
  Math.abs(Date.parse(at) - created.getTime()) <= ENTERED_WITHIN_MS

export async function verifyStatement(given: unknown, options: StatementOptions): Promise<StatementReport> {
  const evidence = evidenceOf(given)
  const trusted = options.vkey ?? ledgerKeyOf(options.did)
  let statement: Statement | undefined
  const form = await examine(async (check) => {
    statement = await check('form', (say) => {
      const found = readStatement(evidence.statement)
      if (options.id !== undefined && found.id !== options.id) throw new Malformed(`${found.id} is not ${options.id}`)
      say(said(found))
      return found
    })
  })
  if (!statement) return reportOf(false, form, undefined, undefined)
  const found = statement
  let leaf: Leaf | undefined
  const ledger = evidence.proof === undefined ? undefined : await examine(async (check) => {
    leaf = await checkEntry(check, found, evidence, { ...options, vkey: trusted })
  }) // prettier-ignore
  // An entry proves that the statement was there before a key was stolen only where the ledger's key is trusted.
  const seenAt = ledger?.ok && leaf && trusted !== undefined ? new Date(leaf.at) : undefined
  const signature = await examine(async (check) => {
    const keys = await check('keys', (say) => keysFor(found, evidence, options, say))
    await check('signature', (say) => {
      openStatement(evidence.statement, keys, { now: options.now, seenAt })
      say(`signed ${found.proof.created} by ${found.proof.verificationMethod}`)
    })
  })
  const recomputation = evidence.bundle === undefined ? undefined : await recomputed(found, evidence, { ...options, vkey: trusted }) // prettier-ignore
  const whole = { ok: signature.ok, checks: [...form.checks, ...signature.checks] }
  return reportOf(options.did !== undefined, whole, ledger, recomputation)
}

function reportOf(vouched: boolean, signature: Report, ledger?: Report, recomputation?: Report): StatementReport {
  const part = (report?: Report) => ({
    state: report ? (report.ok ? ('holds' as const) : ('fails' as const)) : ('absent' as const),
    checks: report?.checks ?? [],
  })
  const parts = { signature: part(signature), ledger: part(ledger), recomputation: part(recomputation) }
  return { ok: signature.ok && Object.values(parts).every(({ state }) => state !== 'fails'), vouched, parts }
}

/** The statement with what came along, or by itself. */
function evidenceOf(given: unknown): StatementEvidence {
  return StatementEvidence.safeParse(given).data ?? { format: STATEMENT_FORMAT, statement: given }
}

function said({ issuer, credentialSubject: { indicator, area, period, value, withdrawn } }: Statement): string {
  const what = withdrawn ? 'is withdrawn' : `is ${value} ${indicator.unit}`
  return `${issuer} says that ${indicator.id} (version ${indicator.version}) of ${area.id} in ${period} ${what}`
}

type Say = (detail: string) => void

/** The trusted keys; or those that came along; or the key that the signature names. */
function keysFor(
  { issuer, proof }: Statement,
  evidence: StatementEvidence,
  { did }: StatementOptions,
  say: Say,
): PublicKey[] {
  // prettier-ignore
  if (did !== undefined) {
    const keys = keysOfDid(did, issuer)
    say(`${keys.length} of ${issuer}, given as those to trust`)
    return keys
  }
  const id = proof.verificationMethod
  say(`${id}, which the statement names itself and nobody vouched for: give the issuer’s DID document, or compare the key with it`) // prettier-ignore
  return evidence.issuer === undefined
    ? [{ id, multibase: id.split('#')[1] ?? '' }]
    : keysOfDid(evidence.issuer, issuer)
}

type Examining = Parameters<typeof checkInclusion>[0]

async function checkEntry(
  check: Examining,
  statement: Statement,
  evidence: StatementEvidence,
  options: Options,
): Promise<Leaf> {
  // prettier-ignore
  const proof = await check('proof', (say) => {
    say('a proof of an entry')
    return shaped(Proof, evidence.proof)
  })
  const verifier = await checkKey(check, options, () => proof.vkey)
  const leaf = await checkInclusion(check, proof, verifier)
  await check('statement', (say) => {
    const subject = `network/statements/${statementName(statement.id)}`
    if (leaf.kind !== STATEMENT_ENTRY || leaf.subject !== subject)
      throw new Malformed(`the entry is ${leaf.kind} of ${leaf.subject}, not that of ${subject}`)
    const payload: unknown = leaf.payload
    const entered = typeof payload === 'object' && payload !== null && 'sha256' in payload ? payload.sha256 : undefined
    const own = statementHash(evidence.statement as object)
    if (entered !== own) throw new Malformed(`the entry holds ${String(entered)}, and the statement has ${own}`)
    if (!wasEnteredInTime(leaf.at, new Date(statement.proof.created)))
      throw new Malformed(`signed ${statement.proof.created}, and entered ${leaf.at}`)
    say(`entered ${leaf.at} with SHA-256 ${own}`)
  })
  return leaf
}

/** The bundle is of this very value, and its formula gives it. */
async function recomputed(statement: Statement, evidence: StatementEvidence, options: Options): Promise<Report> {
  const same = await examine(async (check) => {
    await check('evidence', (say) => {
      const bundle = shaped(ValueBundle, evidence.bundle)
      const differing = differences(statement, bundle)
      if (differing.length > 0) throw new Malformed(`the figures are of another value: ${differing.join('; ')}`)
      say('the figures are of this value, and their files have the fingerprints that it names')
    })
  })
  if (!same.ok) return same
  // One ledger holds both: that of the statement.
  const proof = Proof.safeParse(evidence.proof).data
  const value = await verifyValue(evidence.bundle, { ...options, vkey: options.vkey ?? proof?.vkey })
  return { ok: value.ok, checks: [...same.checks, ...value.checks] }
}

function differences({ credentialSubject: said }: Statement, { value, definition, inputs }: ValueBundle): string[] {
  const pairs: [string, unknown, unknown][] = [
    ['indicator', said.indicator.id, definition.id],
    ['version', said.indicator.version, definition.version],
    ['unit', said.indicator.unit, definition.unit],
    ['formula', said.indicator.formula, fingerprint(definition.formula)],
    ['area', said.area.id, value.area],
    ['period', said.period, value.period],
    ['value', said.value, value.value],
    ['status', said.status, value.status],
    ['files', said.inputs.toSorted().join(' '), filesOf(inputs).join(' ')],
  ]
  return pairs.filter(([, a, b]) => a !== b).map(([name, a, b]) => `${name} is ${String(a)}, not ${String(b)}`)
}

/** The fingerprints of the files, each once, in order. */
export const filesOf = (inputs: readonly { file: { sha256: string } }[]): string[] =>
  [...new Set(inputs.map(({ file }) => file.sha256))].toSorted()
