/**
 * Builds the portal where it is not built yet, or was built from other sources; run by itself, anyway. Nothing else builds it:
 * a build that says not what it was made from is made anew by whoever starts next, under the feet of those who read from it.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { takeLock } from '#platform/lock'
import type { Log } from '#platform/log'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const STAMP = join(ROOT, 'portal/build/sources.sha256')
const LOCK = join(ROOT, 'node_modules/.portal-build.lock')
const ASK_AGAIN_MS = 300
const SAID_BYTES_MAX = 16_000_000
const SOURCES = [
  'portal/{src,static}/**/*',
  'portal/*.ts',
  'src/words/**/*.ts',
  'docs/protocol.md',
  'package-lock.json',
]

export async function buildPortal(log: Pick<Log, 'info'>, { anyway = false } = {}): Promise<void> {
  const sources = fingerprint()
  const stands = () => !anyway && isBuiltFrom(sources)
  if (stands()) return
  const release = await myTurn()
  try {
    if (stands()) return
    log.info('building the portal')
    await run(['node_modules/vite/bin/vite.js', 'build', 'portal', '--logLevel', 'warn'])
    writeFileSync(STAMP, sources)
  } finally {
    release()
  }
}

const isBuiltFrom = (sources: string): boolean => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources

/** Of several processes that start at once one builds, and the others wait for it. */
async function myTurn(): Promise<() => void> {
  for (;;) {
    const { holder, release } = takeLock(LOCK, 'building')
    if (holder === undefined) return release
    await setTimeout(ASK_AGAIN_MS)
  }
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const path of globSync(SOURCES, { cwd: ROOT, withFileTypes: false }).sort()) {
    const file = join(ROOT, path)
    // A folder may be named like a file: a route that answers with one.
    if (statSync(file).isFile()) hash.update(path).update('\0').update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** What the build says is told only where it fails. */
async function run(args: string[]): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, args, { cwd: ROOT, maxBuffer: SAID_BYTES_MAX })
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string }
    throw new Error(`the portal could not be built (exit ${code}): ${stderr}`, { cause: error })
  }
}

if (import.meta.main) await buildPortal({ info: () => {} }, { anyway: true })
