/**
 * The broker behind HTTP in a process of its own, alone (`context.ts` measures it), with those who watch it live (`live.ts`) or
 * with devices that send by MQTT (`mqtt.ts`). Whoever shows a key may everything.
 */
import { tmpdir } from 'node:os'
import { system, visitor, type Actor } from '#platform/actor'
import { systemClock } from '#platform/clock'
import { migrate, openDatabase } from '#platform/db'
import { createEvents } from '#platform/events'
import { createFiles } from '#platform/files'
import { createHttp } from '#platform/http'
import { systemIds } from '#platform/ids'
import { createJobs, migrations as jobsMigrations } from '#platform/jobs'
import { migrations as ledgerMigrations } from '#platform/ledger'
import { createLog } from '#platform/log'
import { createMetrics } from '#platform/metrics'
import { createNet } from '#platform/net'
import { migrations as governanceMigrations } from '#governance'
import { createInfrastructure, deviceRoutes, liveRoutes, migrations, ngsiRoutes } from '#infrastructure'

const baseUrl = 'http://x.example'
const databaseUrl = process.argv[2]!

const database = await openDatabase({ dataDir: '', databaseUrl })
await migrate(database.db, [...jobsMigrations, ...ledgerMigrations, ...governanceMigrations, ...migrations])
const jobs = createJobs({ database, ids: systemIds, onError: console.error })
const actor: Actor = { ...system('bench'), kind: 'key' }
const { context, telemetry, live, devices, mqtt } = createInfrastructure({
  ...{
    database,
    clock: systemClock,
    ids: systemIds,
    jobs,
    events: createEvents(jobs),
    net: createNet(),
    baseUrl,
  },
  // The broker asks neither the gate, nor the files, nor places.
  ...{
    files: createFiles({ dataDir: tmpdir(), ids: systemIds }),
    gate: {} as never,
    places: {} as never,
    timezone: 'UTC',
  },
  ...{
    ledger: { append: async () => systemIds.uuid() },
    identity: { organisations: async () => [], members: async () => [], actorNow: async () => actor },
  },
  mail: { send: async () => '' },
})
const sentence = (_: string, code: string) => code
const app = await createHttp({
  ...{
    config: { baseUrl, trustProxy: false },
    log: createLog({ level: 'silent' }),
    metrics: createMetrics(),
  },
  ...{ ready: async () => ({}), sentence, limits: { readsPerMinute: 1e9, writesPerMinute: 1e9 } },
  authenticate: async ({ headers }) => (headers.get('authorization') ? actor : visitor),
})
await app.register(ngsiRoutes(context, { sentence, baseUrl }), { prefix: '/ngsi-ld/v1' })
telemetry.start()
if (process.argv[3] === 'live') {
  await app.register(liveRoutes(live), { prefix: '/api/v1' })
  await context.policies.declare(actor, [{ type: 'Lamp', level: 'public' }], await context.contexts.terms())
}
if (process.argv[3] === 'mqtt') {
  await app.register(deviceRoutes(devices), { prefix: '/api/v1' })
  await mqtt.listen({ port: Number(process.argv[4]), host: '127.0.0.1' })
}
const address = await app.listen({ port: 0, host: '127.0.0.1' })
console.log(`ready at ${address}`)
process.once(
  'SIGTERM',
  () =>
    void app
      .close()
      .then(mqtt.stop)
      .then(telemetry.stop)
      .then(() => database.close()),
)
