/**
 * One post to 20,000 followers on 2,000 servers, of which some answer late and some never: how long, how much memory, and whether
 * those that answer wait for those that do not.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { system } from '#platform/actor'
import { readConfig } from '#platform/config'
import { createLog } from '#platform/log'
import { createUnia, type Unia } from '../src/app.ts'
import { startHouse } from './house.ts'
import { median, seconds, type Part, type Report } from './part.ts'

const SERVERS = Number(process.env.BENCH_SERVERS ?? 2_000)
const EACH = 10
const SLOW = SERVERS / 10
const DEAD = SERVERS / 10
const UNDER_WAY = 8
const MB = 1e6
const LOOK_MS = 250
const said = (text: string) => ({ kind: 'note' as const, texts: { pl: text, en: text, uk: text } })

type Servers = { port: string; heard(): Promise<Record<string, number>>; forget(): Promise<unknown> }
const inboxOf = (number: number, port: string) =>
  `http://127.1.${Math.floor(number / 250)}.${number % 250}:${port}/inbox`

async function follow({ database, network }: Unia, from: number, to: number, port: string): Promise<void> {
  await network.federation.speakers()
  await database.pool.query(
    `insert into network_followers (actor, uri, inbox, shared_inbox, handle, at)
      select 'city', host || '/users/' || f, host || '/users/' || f || '/inbox', host || '/inbox', '@' || f, now()
      from (select 'http://127.1.' || n / 250 || '.' || n % 250 || ':' || $3::text as host
        from generate_series($1::int, $2::int - 1) n) h, generate_series(1, $4::int) f`,
    [from, to, port, EACH],
  )
}

type Told = { all_s: number; healthy_s: number; grown_mb: number }
/** Until all that answer have it. */
async function tell({ network }: Unia, servers: Servers, text: string): Promise<Told> {
  await servers.forget()
  const [began, rss] = [Date.now(), process.memoryUsage.rss()]
  let most = rss
  await network.federation.publish(system('bench'), said(text))
  let heard: Record<string, number> = {}
  while (Object.keys(heard).length < SERVERS - DEAD) {
    await setTimeout(LOOK_MS)
    most = Math.max(most, process.memoryUsage.rss())
    heard = await servers.heard()
  }
  const after = (times: number[]) => times.map((at) => (at - began) / 1_000)
  const healthy = Object.entries(heard).filter(([number]) => Number(number) >= DEAD + SLOW).map(([, at]) => at) // prettier-ignore
  return {
    all_s: Math.max(...after(Object.values(heard))),
    healthy_s: median(after(healthy)),
    grown_mb: (most - rss) / MB,
  }
}

/** The same requests without a house: nothing signed, nothing kept. */
async function bare(servers: Servers): Promise<number> {
  await servers.forget()
  let next = DEAD
  const body = JSON.stringify(said('bare'))
  const one = async () => {
    while (next < SERVERS) await fetch(inboxOf(next++, servers.port), { method: 'POST', body }).then((answer) => answer.text()) // prettier-ignore
  }
  return seconds(() => Promise.all(Array.from({ length: UNDER_WAY }, one)))
}

async function measure(unia: Unia, servers: Servers, report: Report): Promise<void> {
  await follow(unia, DEAD, SERVERS, servers.port)
  // Once for the program to be warm.
  await tell(unia, servers, 'first')
  const reference = await bare(servers)
  const without = await tell(unia, servers, 'without those that are dead')
  await follow(unia, 0, DEAD, servers.port)
  const unknown = await tell(unia, servers, 'with those that are dead, and nobody knows')
  const known = await tell(unia, servers, 'with those that are known to be dead')
  const followers = (SERVERS * EACH).toLocaleString('en')
  report({ what: `A post to ${followers} followers on ${SERVERS.toLocaleString('en')} servers, a tenth slow, none dead`, ours: `${without.all_s.toFixed(1)} s`, reference: `${reference.toFixed(1)} s bare requests`, ratio: without.all_s / reference, aim: 'minutes' }) // prettier-ignore
  for (const [what, told] of [['a tenth dead, not known yet', unknown], ['a tenth known to be dead', known]] as const) {
    report({ what: `The same, ${what}`, ours: `${told.all_s.toFixed(1)} s`, reference: `${without.all_s.toFixed(1)} s without`, ratio: told.all_s / without.all_s, aim: 'minutes' }) // prettier-ignore
    report({ what: `Servers that answer, median, ${what}`, ours: `${told.healthy_s.toFixed(1)} s`, reference: `${without.healthy_s.toFixed(1)} s without`, ratio: told.healthy_s / without.healthy_s, aim: 'known: about 1' }) // prettier-ignore
  } // prettier-ignore
  report({ what: 'Memory, the most while it was told, beside before', ours: `${known.grown_mb.toFixed(0)} MB`, reference: `${(process.memoryUsage.rss() / MB).toFixed(0)} MB in all`, aim: 'flat' }) // prettier-ignore
}

async function run(report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'unia-bench-'))
  const program = fileURLToPath(new URL('federation-servers.ts', import.meta.url))
  const others = await startHouse([program, String(SLOW), String(DEAD)], folder)
  const ask = (path: string) => fetch(others.address + path)
  const servers: Servers = {
    port: new URL(others.address).port,
    heard: async () => (await ask('/heard')).json() as Promise<Record<string, number>>,
    forget: async () => (await ask('/forget')).text(),
  }
  const config = readConfig({
    ...{ DATABASE_URL: process.env.BENCH_DATABASE_URL, DATA_DIR: folder, CITY_DIR: 'test/cities/rivermouth' },
    ...{ BASE_URL: 'http://127.0.0.1', NET_ALLOW: '127.0.0.0/8' },
  })
  const unia = await createUnia(config, createLog({ level: 'error' }))
  try {
    await unia.start({ serve: false, work: true })
    await measure(unia, servers, report)
  } finally {
    await unia.stop()
    await others.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

export const federation: Part = { title: 'The city in the Fediverse (`npm run bench -- federation`)', run }
