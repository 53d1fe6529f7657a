/** `unia pabulib check <file.pb>`: what is wrong with a file, line by line. Exit code 1 where something is. */
import { readFile } from 'node:fs/promises'
import { readPabulib, type Problem } from '#counting'
import { sentenceOf } from './said.ts'
import type { Command } from '../commands.ts'

export const pabulibCheck: Command = async ({ args: [file], values }) => {
  if (!file) {
    process.stderr.write('pabulib check <file.pb> [--json]\n')
    return 2
  }
  const { problems, profile, voteType } = readPabulib(await readFile(file, 'utf8'))
  const told = problems.map((problem) => ({ ...problem, said: sentenceOf(problem) }))
  const { projects, voters } = profile
  const line = ({ line, note, said }: Problem & { said: string }) => `${file}:${line}: ${note ? 'note: ' : ''}${said}`
  const sum = `${voteType}, ${projects.length} projects, ${voters} ballots, ${problems.length} problems`
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ voteType, projects: projects.length, voters, problems: told })}\n`
      : `${[...told.map(line), sum].join('\n')}\n`,
  )
  return problems.some(({ note }) => !note) ? 1 : 0
}
