/** One command, from its words to the code with which it ends: 0 done, 1 refused or not right, 2 not understood. */
import { parseArgs } from 'node:util'
import { ConfigError, readConfig } from '#platform/config'
import { Refusal } from '#platform/errors'
import { sentence } from '#words'
import { commands, USAGE, usageOf } from './commands.ts'
import { OPTIONS } from './options.ts'

const BAD_REQUEST = 400

async function understood(args: string[]): Promise<number> {
  let parsed
  try {
    parsed = parseArgs({ args, options: OPTIONS, allowPositionals: true })
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}`)
    return 2
  }
  const { values, positionals } = parsed
  const [name = '', second = ''] = positionals
  const command = commands[`${name} ${second}`] ?? commands[name]
  if (values.help || !command) {
    if (values.help) process.stdout.write(usageOf(positionals.slice(0, 2).join(' ')))
    else process.stderr.write(USAGE)
    return values.help ? 0 : 2
  }
  const words = commands[`${name} ${second}`] ? 2 : 1
  return (await command())({ args: positionals.slice(words), values, config: () => readConfig(process.env) })
}

function explain(error: unknown, json: boolean): string {
  if (error instanceof Refusal) {
    const said = sentence('en', error.code, error.details)
    const { file, line, column } = error.details
    const place = file !== undefined && line !== undefined ? `${file}:${line}:${column}: ` : ''
    return json ? JSON.stringify({ ...error.details, code: error.code, detail: said }) : place + said
  }
  if (error instanceof ConfigError || isOfFiles(error)) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** A file that is not there, or may not be read: nobody needs to see where in the program that was noticed. */
const isOfFiles = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'syscall' in error

export async function run(args: string[]): Promise<number> {
  try {
    return await understood(args)
  } catch (error) {
    process.stderr.write(`${explain(error, args.includes('--json'))}\n`)
    return error instanceof Refusal && error.status === BAD_REQUEST ? 2 : 1
  }
}
