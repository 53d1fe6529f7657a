/** What the command line can do, by name. */
import type { Config } from '#platform/config'
import { backupCommand, restoreCommand } from './backup-commands.ts'
import { adminInvite } from './admin.ts'
import { cityCheck } from './city.ts'
import { formulaCheck } from './formula.ts'
import { importFile } from './import.ts'
import { start } from './start.ts'
import { verify } from './verify.ts'

export type Values = {
  json?: boolean
  'dry-run'?: boolean
  key?: string
  options?: string
  city?: string
  role?: string
}
/** `args` are the words after the command's own name; gives the exit code. */
export type Command = (call: { args: string[]; values: Values; config: () => Config }) => Promise<number>

export const commands: Record<string, Command> = {
  start: start({ serve: true, work: true }),
  serve: start({ serve: true, work: false }),
  work: start({ serve: false, work: true }),
  import: importFile,
  'formula check': formulaCheck,
  verify,
  'city check': cityCheck,
  'admin invite': adminInvite,
  backup: backupCommand,
  restore: restoreCommand,
}

export const USAGE = `unia <command> [--json]

  start                              serves and works, all in one
  serve | work                       only the one or the other, several at once, on DATABASE_URL
  import <file> --dry-run            what would be read, typed and rejected
         [--options <json>]          how to read it; [--city <folder>] against which measures and areas
  formula check <definition.json>    checks a definition's names and units [--city <folder>]
  verify <bundle | proof | log>      checks it offline [--key <vkey>]
  city check <folder>                every error of a city pack, with file, line and field
  admin invite <e-mail>              makes a link by which that person becomes an administrator
  backup <file>                      the whole house in one file
  restore <file>                     into an empty DATA_DIR and database, checked

Environment: PORT, HOST, DATA_DIR, DATABASE_URL, BASE_URL, MAIL_URL, CITY_DIR, LOG_LEVEL.
Exit codes: 0 done, 1 refused or not right, 2 not understood.
`
