/** `backup` and `restore`, with what they did. */
import { systemClock } from '#platform/clock'
import { createLog } from '#platform/log'
import { createUnia } from '../app.ts'
import { backup, restore, type Summary } from './backup.ts'
import type { Command } from './commands.ts'
import { createProgress } from './progress.ts'

const inWords = ({ tables, files, bytes }: Summary) => {
  const rows = Object.values(tables).reduce((sum, count) => sum + count, 0)
  return `${Object.keys(tables).length} tables, ${rows} rows, ${files} files, ${bytes} bytes`
}

export const backupCommand: Command = async ({ args: [file], values, config }) => {
  if (!file) return usage('backup <file>')
  const progress = createProgress()
  const summary = await backup(config(), file, systemClock.now(), progress.show)
  progress.end()
  process.stdout.write(`${values.json ? JSON.stringify(summary) : `${file}: ${inWords(summary)}`}\n`)
  return 0
}

/** Restores, then opens the house once and checks the ledger against its signed checkpoint. */
export const restoreCommand: Command = async ({ args: [file], values, config: read }) => {
  if (!file) return usage('restore <file>')
  const config = read()
  const progress = createProgress()
  const summary = await restore(config, file, progress.show)
  progress.end()
  const unia = await createUnia(config, createLog({ level: 'warn' }))
  try {
    const { ok, checks } = await unia.ledger.verifyStored()
    const failed = checks.filter((check) => !check.ok)
    process.stdout.write(
      `${values.json ? JSON.stringify({ ...summary, ledger: { ok, checks } }) : `${inWords(summary)}; the ledger ${ok ? 'is whole' : `is damaged: ${failed.map((check) => check.name).join(', ')}`}`}\n`,
    )
    return ok ? 0 : 1
  } finally {
    await unia.database.close()
  }
}

function usage(text: string): number {
  process.stderr.write(`${text}\n`)
  return 2
}
