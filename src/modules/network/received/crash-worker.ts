/** For the test that kills it: a process of the house that takes in what a city states, until it is killed. */
import { text } from 'node:stream/consumers'
import { fixedClock } from '#platform/clock'
import { openDatabase } from '#platform/db'
import { believingHouse } from '../testing.ts'

type Order = { databaseUrl: string; folder: string; domain: string; now: string }
const { databaseUrl, folder, domain, now } = JSON.parse(await text(process.stdin)) as Order
const database = await openDatabase({ dataDir: folder, databaseUrl })
const house = believingHouse(database, fixedClock(now))
await house.received.catchUp(domain)
await house.close()
await database.close()
process.exit(0)
