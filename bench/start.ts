/** How long the embedded city takes to start, the first time and the second, and what it holds in memory at rest. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createLog } from '#platform/log'
import { buildPortal } from '../src/cli/portal-build.ts'
import { startHouse } from './house.ts'
import type { Part, Report } from './part.ts'

const REST_MS = 15_000

async function run(report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'unia-bench-'))
  try {
    // Built beforehand: that happens once for each version, not at each start.
    await buildPortal(createLog({ level: 'warn' }))
    for (const what of ['first', 'second']) {
      const house = await startHouse(['src/main.ts', 'start'], folder)
      report({ what: `${what} start of the city, embedded`, ours: `${house.ready_s.toFixed(1)} s` })
      await setTimeout(REST_MS)
      const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${house.pid}/status`, 'utf8'))?.[1]
      report({ what: `resident at rest after the ${what} start`, ours: `${Math.round(Number(resident) / 1024)} MB` })
      await house.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const start: Part = {
  title: 'Start of the embedded city',
  needs: "Linux, which tells a process's memory under /proc",
  canRun: () => process.platform === 'linux',
  run,
}
