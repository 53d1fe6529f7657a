/** Checks a city pack: every error, with file, line and field. */
import { join } from 'node:path'
import { checkCity } from '#city'
import type { Command } from './commands.ts'

export const cityCheck: Command = async ({ args: [folder], values }) => {
  if (!folder) {
    process.stderr.write('city check <folder>\n')
    return 2
  }
  const problems = await checkCity(folder)
  if (values.json) process.stdout.write(`${JSON.stringify({ problems })}\n`)
  else {
    for (const { file, line, column, field, found, right } of problems)
      process.stdout.write(
        `${join(folder, file)}:${line}:${column} ${field && `${field}: `}found ${found}; right would be ${right}\n`,
      )
    process.stdout.write(problems.length === 0 ? `${folder} is right\n` : `${problems.length} problems\n`)
  }
  return problems.length === 0 ? 0 : 1
}
