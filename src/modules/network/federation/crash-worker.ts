/** For the test that kills it: a process of the house that delivers what was said, until it is killed. */
import { text } from 'node:stream/consumers'
import { openDatabase } from '#platform/db'
import { testCity } from './testing.ts'

type Order = { databaseUrl: string; folder: string; baseUrl: string }
const { databaseUrl, folder, baseUrl } = JSON.parse(await text(process.stdin)) as Order
const database = await openDatabase({ dataDir: folder, databaseUrl })
const { jobs } = await testCity({ database, folder, baseUrl })
await jobs.start()
await jobs.work()
