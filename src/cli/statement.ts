/** `unia verify statement` and `unia statement show`: what a city stated of an indicator, checked or read from its file alone. */
import { systemClock } from '#platform/clock'
import { Malformed } from '#platform/ledger'
import { recomputeBundle } from '#indicators'
import { jsonOf } from '#verify'
import { readStatement, STATEMENT_PARTS, StatementEvidence, verifyStatement, type Statement, type StatementReport } from '#verify/statement' // prettier-ignore
import type { Command } from './commands.ts'

const SAID = {
  signature: { holds: 'The signature holds', fails: 'The signature does NOT hold', absent: 'There is no signature' },
  ledger: { holds: 'It is in the ledger', fails: 'It is NOT in the ledger as it says', absent: 'The proof of the ledger did not come along' }, // prettier-ignore
  recomputation: { holds: 'The figures give the value once more', fails: 'The figures do NOT give the value', absent: 'The figures did not come along' }, // prettier-ignore
} as const

export const verifyStated: Command = async ({ args: [path], values }) => {
  if (!path) {
    process.stderr.write('verify statement <file> [--did <file>] [--key <vkey>] [--json]\n')
    return 2
  }
  const given = await read(path)
  if (typeof given === 'string') return refused(given)
  const did = values.did === undefined ? undefined : await read(values.did)
  if (typeof did === 'string') return refused(did)
  const report = await verifyStatement(given.json, { vkey: values.key, did: did?.json, now: systemClock.now(), recompute: recomputeBundle }) // prettier-ignore
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : toText(report))
  return report.ok ? 0 : 1
}

export const showStatement: Command = async ({ args: [path], values }) => {
  if (!path) {
    process.stderr.write('statement show <file> [--json]\n')
    return 2
  }
  const given = await read(path)
  if (typeof given === 'string') return refused(given)
  const inside: unknown = StatementEvidence.safeParse(given.json).data?.statement ?? given.json
  try {
    const statement = readStatement(inside)
    process.stdout.write(values.json ? `${JSON.stringify(statement)}\n` : shown(statement))
    return 0
  } catch (error) {
    if (error instanceof Malformed) return refused(`${path}: ${error.message}`)
    throw error
  }
}

/** What the file holds, or why it cannot be read. */
async function read(path: string): Promise<{ json: unknown } | string> {
  try {
    return { json: await jsonOf(path) }
  } catch (error) {
    if (error instanceof Malformed) return error.message
    throw error
  }
}

function refused(reason: string): number {
  process.stderr.write(`${reason}\n`)
  return 1
}

function toText({ ok, vouched, parts }: StatementReport): string {
  const lines = STATEMENT_PARTS.flatMap((part) => [
    `${SAID[part][parts[part].state]}.`,
    ...parts[part].checks.map((check) => `  ${check.ok ? 'right' : 'WRONG'}  ${check.name}: ${check.detail}`),
  ])
  const alone = vouched || parts.signature.state !== 'holds' ? [] : ['The signature is right by the key it names, which nobody vouched for.'] // prettier-ignore
  return `${[...lines, ...alone, ok ? 'Nothing speaks against it.' : 'It does not hold.'].join('\n')}\n`
}

function shown({ id, issuer, validFrom, supersedes, proof, credentialSubject: said }: Statement): string {
  const { city, indicator, area, period, value, status, withdrawn, inputs, provenance } = said
  const nameOf = (names: { en?: string; pl?: string; uk?: string }) => names.en ?? names.pl ?? names.uk ?? ''
  const rows: [string, string | undefined][] = [
    ['city', `${nameOf(city.names)} (${issuer})`],
    ['indicator', `${nameOf(indicator.names)} (${indicator.id}, version ${indicator.version})`],
    ['standards', indicator.standards.map(({ standard, code }) => `${standard} ${code}`).join(', ') || undefined],
    ['area', nameOf(area.names) || area.id],
    ['period', period],
    ['value', withdrawn ? 'withdrawn' : `${value} ${indicator.unit}`],
    ['status', status],
    ['files', `${inputs.length}`],
    ['stated', `${validFrom}, signed ${proof.created} by ${proof.verificationMethod}`],
    ['supersedes', supersedes],
    ['address', id],
    ['provenance', provenance],
  ]
  const present = rows.filter((row): row is [string, string] => row[1] !== undefined)
  return `${present.map(([name, text]) => `${name.padEnd(12)}${text}`).join('\n')}\nRead, not checked: unia verify statement <file>.\n`
}
