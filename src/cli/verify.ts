/** Checks a bundle, a proof or a whole log offline, and says what it checked. */
import { recomputeBundle } from '#indicators'
import { verifyPath } from '#verify'
import type { Command } from './commands.ts'

export const verify: Command = async ({ args: [path], values }) => {
  if (!path) {
    process.stderr.write('verify <bundle | proof | log> [--key <vkey>]\n')
    return 2
  }
  const { ok, checks } = await verifyPath(path, { vkey: values.key, recompute: recomputeBundle })
  if (values.json) process.stdout.write(`${JSON.stringify({ ok, checks })}\n`)
  else {
    for (const check of checks)
      process.stdout.write(`${check.ok ? 'right' : 'WRONG'}  ${check.name}: ${check.detail}\n`)
    process.stdout.write(ok ? 'It holds.\n' : 'It does not hold.\n')
  }
  return ok ? 0 : 1
}
