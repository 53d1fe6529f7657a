/** What `npm run check` does: builds the portal and checks its pages; meanwhile types and style. Ends with 1 where one of them fails. */
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

/** Each waits for the one before it: pages are checked by the types that building them makes. */
const CHAINS = [
  ['node src/cli/portal-build.ts', 'svelte-check --tsconfig portal/tsconfig.json --threshold error --output human'],
  ['tsc --noEmit -p .', 'eslint .'],
]

/** Runs it whole, says what it said, and whether it went well. */
async function passes(command: string): Promise<boolean> {
  const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  process.stdout.write(`> ${command}\n${out}${err}`)
  return code === 0
}

async function all(chain: readonly string[]): Promise<boolean> {
  for (const command of chain) if (!(await passes(command))) return false
  return true
}

const went = await Promise.all(CHAINS.map(all))
process.exitCode = went.every(Boolean) ? 0 : 1
