/** For the test that kills it: the part of a house that takes what a device sends. */
import { fixedClock } from '#platform/clock'
import { systemIds as ids } from '#platform/ids'
import { createNet } from '#platform/net'
import { connect } from '../../../../platform/db/open.ts'
import { createContext } from '../../context/index.ts'
import { createDevices } from '../devices/index.ts'
import { createReadings } from '../readings/index.ts'
import { createRollups } from '../rollups/index.ts'
import { createMqtt } from './index.ts'

const [url, now] = process.argv.slice(2)
const database = await connect(url!)
const { db } = database
const clock = fixedClock(now!)
const ledger = { append: async () => '' }
const identity = { organisations: async () => [], actorNow: async () => undefined }
const events = { emit: async () => {}, hears: () => false }
const readings = createReadings({ db, clock })
const rollups = createRollups({ db, timezone: 'UTC' })
const context = createContext({
  rollups,
  db,
  clock,
  ids,
  ledger,
  identity,
  events,
  readings,
  net: createNet(),
  baseUrl: '',
})
const mqtt = createMqtt({ database, ids, devices: createDevices({ db, clock, ids, ledger, identity, context }) })
process.stdout.write(`${await mqtt.listen({ port: 0, host: '127.0.0.1' })}\n`)
