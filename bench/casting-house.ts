/** The house as it is served, with a vote that runs, on a clock that `casting.ts` moves. Whoever says a number is that voter. */
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { z } from 'zod'
import { system, type Actor } from '#platform/actor'
import { systemClock } from '#platform/clock'
import { readConfig } from '#platform/config'
import { loadPortal } from '#platform/http'
import { createLog } from '#platform/log'
import { createUnia, serve, type City } from '../src/app.ts'

const voters = Number(process.argv[2])
const EDITION = 'bench'
const PROJECTS = 30
const three = (text: string) => ({ pl: text, en: text, uk: text })

let ahead_ms = 0
systemClock.now = () => new Date(Date.now() + ahead_ms)
const config = readConfig({ ...process.env, DATABASE_URL: process.argv[3] })
const unia = await createUnia(config, createLog({ level: config.logLevel, to: process.stderr }))
const portal = await loadPortal<City>(fileURLToPath(new URL('../portal/build/handler.js', import.meta.url)))
await unia.start({ serve: false, work: true }, portal)
const { participation, database, identity, ledger } = unia
const { budgets, ballots, proposals } = participation

const [hour_ms, actor] = [3_600_000, system('bench')]
const from = new Date(Date.now() + hour_ms)
const to = new Date(from.getTime() + hour_ms)
const { version } = await budgets.draft(actor, {
  ...{ code: EDITION, number: 1, year: 2030, names: three('Bench'), currency: 'PLN' },
  phases: [
    { kind: 'submission', from: new Date(Date.now() - hour_ms), to: from },
    { kind: 'vote', from, to },
  ],
  sections: [
    {
      ...{ code: 'all', names: three('All'), choice: 'any', ballot: { kind: 'approval', most: 5 } },
      count: { rule: 'greedy', whenNextDoesNotFit: 'skip', ties: ['lot'] },
      cost: { least_minor: 0, most_minor: 1_000_000 },
    },
  ],
  pools: [{ code: 'city', section: 'all', names: three('City'), amount_minor: 1_000_000 }],
  ...{ submit: { who: 'anyone', supporters: 1 }, vote: { ways: ['code'] } },
})
await budgets.announce(actor, EDITION, { version, grounds: 'Bench' })
await list()
const { db } = database
await sql`insert into identity_accounts (id, name, email)
  select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Voter', n || '@x.example'
  from generate_series(0, ${voters - 1}) n`.execute(db)
await sql`insert into participation_voters (edition, id, way, account_id, needs_consent)
  select ${EDITION}, gen_random_uuid(), 'code', ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, false
  from generate_series(0, ${voters - 1}) n`.execute(db)
ahead_ms = hour_ms + 1_000
await budgets.tick()

/** Projects on the list, by the way that every proposal goes. */
async function list(): Promise<void> {
  const person = (n: number): Actor => ({ id: `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`, kind: 'person', can: () => true }) // prettier-ignore
  await proposals.basis.setPrices(person(0), EDITION, 'bench;Ławka;Bench;Лавка;szt.;1000')
  const [office] = await identity.organisations()
  for (let n = 1; n <= PROJECTS; n++) {
    const id = await proposals.writing.begin(person(n), EDITION, {
      ...{ title: `Ławki ${n}`, text: `Ławki z oparciem, w cieniu drzew, miejsce ${n}. `.repeat(4), pool: 'city', upkeep_minor: 0 },
      ...{ place: [22.57, 51.25], cost: [{ code: 'bench', quantity: 1, unit_minor: 0 }], accessibility: 'Z podłokietnikami' },
    }) // prettier-ignore
    await proposals.writing.send(person(n), id, { terms: true })
    for (const outcome of ['formal', 'opinion']) {
      const task = (await proposals.checking.tasksOf(id)).find(({ answer }) => answer === null)!
      const sent = outcome === 'formal' ? { organisations: [office!.id] } : {}
      await proposals.checking.answer(person(0), task.id, { outcome: 'yes', reason: 'Zgodnie z regulaminem, paragraf 5.', ...sent }) // prettier-ignore
    }
  }
}

const known = identity.authenticate
identity.authenticate = async (headers) => {
  const id = headers instanceof Headers ? headers.get('authorization') : headers.authorization
  return id ? { actor: { id: String(id), kind: 'person', can: () => false } } : known(headers)
}
const app = await serve(unia, portal, { readsPerMinute: 1e9, writesPerMinute: 1e9 })
app.post('/api/close-in', { schema: { hide: true, body: z.object({ ms: z.number() }) } }, async ({ body }) => {
  ahead_ms = to.getTime() - Date.now() - body.ms
  return {}
})
app.post('/api/advance', { schema: { hide: true } }, async () => {
  await budgets.tick()
  await ballots.advance()
  await ledger.sequence()
  return {}
})
console.log(`ready at ${await app.listen({ port: 0, host: '127.0.0.1' })}`)
process.once('SIGTERM', () => void app.close().then(() => unia.stop()))
