/** `unia verify election <bundle>`: every check of a vote apart, then its winners counted once more. Exit code 1 where something is wrong. */
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { receiptOf, verifyElection, Wrong, type Check, type ElectionReport, type Receipt } from '#verify/election'
import { words } from '#words'
import type { Command } from './commands.ts'

const RECEIPT_BYTES_MAX = 10_000
const { t } = words.en

export const verifyVote: Command = async ({ args: [path], values }) => {
  if (!path) {
    process.stderr.write('verify election <bundle> [--key <vkey>] [--receipt <file>] [--json]\n')
    return 2
  }
  const receipt = values.receipt === undefined ? undefined : await receiptIn(values.receipt)
  const report = await verifyElection(createReadStream(path), { vkey: values.key, receipt })
  process.stdout.write(values.json ? toJson(report) : toText(report))
  return report.ok ? 0 : 1
}

async function receiptIn(path: string): Promise<Receipt> {
  const { size } = await stat(path)
  try {
    return receiptOf(size > RECEIPT_BYTES_MAX ? '' : await readFile(path, 'utf8'))
  } catch (error) {
    throw error instanceof Wrong ? new Error(`${path}: ${t('recount.wrong.receiptNote')}`) : error
  }
}

const saidOf = ({ findings, more }: Check): string[] => [
  ...findings.map(({ why, details }) => t(`recount.wrong.${why}`, details)),
  ...(more > 0 ? [t('recount.more', { more })] : []),
]

function toText({ ok, opened, checks, pools }: ElectionReport): string {
  const lines = checks.flatMap((check) => {
    const name = t(`recount.check.${check.check}`)
    if (check.ok) return [`right  ${name}: ${t(`recount.saw.${check.check}`, check.details)}`]
    return [`WRONG  ${name}`, ...saidOf(check).map((said) => `       ${said}`)]
  })
  const won = pools.map(({ pool, winners }) => `${pool}: ${winners.join(', ') || t('recount.noWinners')}`)
  const verdict = t(ok ? (opened ? 'recount.holds' : 'recount.holdsSealed') : 'recount.fails')
  return `${[...lines, ...won, verdict].join('\n')}\n`
}

function toJson({ ok, edition, opened, checks, pools, reception }: ElectionReport): string {
  const counted = pools.map(({ budget, spent, left, votes, ...pool }) => ({
    ...pool,
    ...{ budget_minor: Number(budget), spent_minor: Number(spent), left_minor: Number(left) },
    votes: Object.fromEntries(Array.from(votes, ([project, number]) => [project, Number(number)])),
  }))
  const said = checks.map((check) => ({ ...check, said: saidOf(check) }))
  return `${JSON.stringify({ ok, edition, opened, checks: said, pools: counted, reception })}\n`
}
