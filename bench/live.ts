/**
 * Five hundred who watch a thousand changes a second, on a PostgreSQL server: does anybody wait for those who cannot follow, and
 * does the memory stay as it is? Most look at a part of the city, some at all of it, a tenth read nothing of what they are sent.
 */
import { request, type IncomingMessage } from 'node:http'
import { readFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { startHouse } from './house.ts'
import { quantile, type Part, type Report } from './part.ts'

const SERVER = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL
const VIEWERS = Number(process.env.BENCH_VIEWERS ?? 500)
const CHANGES = Number(process.env.BENCH_CHANGES ?? 1_000)
const SECONDS = 30
const SLOW = 0.1
const WHOLE = 0.04
/** The city is so many strips, of which most look at one. */
const STRIPS = 20
/** Each address may have so many lines. */
const PER_ADDRESS = 25

const headers = { authorization: 'bench', 'content-type': 'application/json' }
const idOf = (n: number) => `urn:ngsi-ld:Lamp:${n}`
const lamp = (n: number) => ({
  ...{ id: idOf(n), type: 'Lamp', name: { type: 'Property', value: `Lamp ${n}` } },
  location: { type: 'GeoProperty', value: { type: 'Point', coordinates: [20 + (n % STRIPS) + 0.5, 51] } },
  power: { type: 'Property', value: Date.now(), observedAt: new Date().toISOString() },
})

async function send(address: string, ids: number[]): Promise<void> {
  const answer = await fetch(`${address}/ngsi-ld/v1/entityOperations/upsert?options=update`, { method: 'POST', headers, body: JSON.stringify(ids.map(lamp)) }) // prettier-ignore
  if (!answer.ok) throw new Error(`${answer.status} ${(await answer.text()).slice(0, 200)}`)
}

type Viewer = { delays: number[]; end(): void }

/** One who watches; a slow one reads nothing. The delay is from when a lamp was written to when it is heard of. */
async function watch(address: string, n: number, isSlow: boolean): Promise<Viewer> {
  const strip = n % STRIPS
  const box = n % Math.round(1 / WHOLE) === 0 ? '10,40,60,60' : `${20 + strip},50,${21 + strip},52`
  const localAddress = `127.0.1.${1 + Math.floor(n / PER_ADDRESS)}`
  const asked = request(`${address}/api/v1/live?state=none&box=${box}`, { localAddress })
  const answer = await new Promise<IncomingMessage>((resolve, reject) => asked.once('response', resolve).once('error', reject).end()) // prettier-ignore
  if (answer.statusCode !== 200) throw new Error(`a viewer was refused: ${answer.statusCode}`)
  answer.on('error', () => {})
  asked.on('error', () => {})
  const delays: number[] = []
  if (isSlow) answer.pause()
  else
    answer.on('data', (chunk: Buffer) => {
      const sent = /"power":\{"type":"Property","value":(\d{13})/.exec(chunk.toString('latin1'))?.[1]
      if (sent) delays.push(Date.now() - Number(sent))
    })
  return { delays, end: () => asked.destroy() }
}

const residentMb = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024 // prettier-ignore

/** A thousand changes a second for a while; the resident memory at each second. */
async function run(house: { address: string; pid: number }, seconds: number): Promise<number[]> {
  const memory: number[] = []
  let n = 0
  for (let second = 0; second < seconds; second++) {
    const from = performance.now()
    await send(
      house.address,
      Array.from({ length: CHANGES }, () => n++ % CHANGES),
    )
    memory.push(residentMb(house.pid))
    await setTimeout(Math.max(0, 1_000 - (performance.now() - from)))
  }
  return memory
}

async function measure(report: Report, house: { address: string; pid: number }): Promise<void> {
  await send(
    house.address,
    Array.from({ length: CHANGES }, (_, n) => n),
  )
  const p95: number[] = []
  for (const slow of [0, SLOW]) {
    const viewers: Viewer[] = []
    for (let n = 0; n < VIEWERS; n++) viewers.push(await watch(house.address, n, n % 100 < slow * 100))
    await run(house, 5)
    for (const { delays } of viewers) delays.length = 0
    const memory = await run(house, SECONDS)
    const quick = viewers.filter((_, n) => n % 100 >= slow * 100)
    p95.push(quantile(quick.flatMap(({ delays }) => delays), 0.95)) // prettier-ignore
    const starved = quick.filter(({ delays }) => delays.length < SECONDS / 3).length
    for (const { end } of viewers) end()
    await setTimeout(2_000)
    if (slow === 0) continue
    const third = Math.floor(memory.length / 3)
    const [early, late] = [memory.slice(0, third), memory.slice(-third)].map((part) => quantile(part, 0.5))
    report({ what: `memory with ${VIEWERS} viewers and ${CHANGES} changes a second, last third / first third`, ours: `${late!.toFixed(0)} MB`, reference: `${early!.toFixed(0)} MB`, ratio: late! / early!, aim: '≤ 1.15' }) // prettier-ignore
    report({ what: 'viewers who follow and were told less than a third of the time', ours: `${starved}`, aim: '0' })
  }
  report({ what: 'p95 from written to heard of, a tenth of the viewers stuck / none', ours: `${p95[1]} ms`, reference: `${p95[0]} ms`, ratio: p95[1]! / p95[0]!, aim: '≤ 1.5' }) // prettier-ignore
}

export const live: Part = {
  title: `Watched live: ${VIEWERS} viewers, ${CHANGES} changes a second, on PostgreSQL`,
  needs: 'BENCH_DATABASE_URL',
  canRun: () => SERVER !== undefined,
  async run(report) {
    const name = `bench_live_${randomBytes(4).toString('hex')}`
    const admin = new pg.Client(SERVER)
    await admin.connect()
    await admin.query(`create database ${name}`)
    try {
      const url = new URL(SERVER!)
      url.pathname = `/${name}`
      const house = await startHouse(['bench/context-house.ts', url.href, 'live'], '')
      try {
        await measure(report, house)
      } finally {
        await house.stop()
      }
    } finally {
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    }
  },
}
