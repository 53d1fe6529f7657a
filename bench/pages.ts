/** Pages under load, against a constant page of the same size from the same server. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { createLog } from '#platform/log'
import { buildPortal } from '../src/cli/portal-build.ts'
import { startHouse } from './house.ts'
import { quantile, type Part, type Report } from './part.ts'

const CONNECTIONS = 20
const WARM_S = 3
const SECONDS = 10

async function load(url: string): Promise<{ perSecond: number; p50_ms: number; p95_ms: number }> {
  await autocannon({ url, connections: CONNECTIONS, duration: WARM_S })
  const times: number[] = []
  const failed = new Set<number>()
  const { requests } = await new Promise<autocannon.Result>((resolve, reject) => {
    const options = { url, connections: CONNECTIONS, duration: SECONDS }
    const running = autocannon(options, (error: Error | null, result) => (error ? reject(error) : resolve(result)))
    running.on('response', (_client, status, _bytes, time_ms) => {
      times.push(time_ms)
      if (status !== 200) failed.add(status)
    })
  })
  if (failed.size > 0) throw new Error(`${url} answered ${[...failed].join(', ')}`)
  return { perSecond: requests.average, p50_ms: quantile(times, 0.5), p95_ms: quantile(times, 0.95) }
}

const told = ({ perSecond, p50_ms, p95_ms }: Awaited<ReturnType<typeof load>>) =>
  `${Math.round(perSecond)}/s, p50 ${p50_ms.toFixed(1)} ms, p95 ${p95_ms.toFixed(1)} ms`

async function run(report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'unia-bench-'))
  await buildPortal(createLog({ level: 'warn' }))
  const house = await startHouse(['bench/pages-house.ts'], folder)
  try {
    const { indicators } = (await (await fetch(`${house.address}/api/v1/indicators`)).json()) as {
      indicators: { id: string }[]
    }
    const pages = { 'front page': '/en', 'page of an indicator': `/en/indicators/${indicators[0]!.id}` }
    for (const [what, path] of Object.entries(pages)) {
      const answer = await fetch(house.address + path)
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
      const bytes = (await answer.arrayBuffer()).byteLength
      const page = await load(house.address + path)
      const constant = await load(`${house.address}/api/constant/${bytes}`)
      report({
        what: `${what}, ${CONNECTIONS} connections / constant page of ${Math.round(bytes / 1024)} kB`,
        ...{ ours: told(page), reference: told(constant), ratio: page.perSecond / constant.perSecond, aim: '≥ 0.2' },
      })
    }
  } finally {
    await house.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

export const pages: Part = { title: 'Pages under load, embedded', run }
