/** For the test that kills it: a house that takes what a device sends. */
import { tmpdir } from 'node:os'
import { fixedClock } from '#platform/clock'
import { createEvents } from '#platform/events'
import { createFiles } from '#platform/files'
import { systemIds } from '#platform/ids'
import { createJobs } from '#platform/jobs'
import { createNet } from '#platform/net'
import { connect } from '../../../../platform/db/open.ts'
import { createInfrastructure } from '../../index.ts'

const [url, now] = process.argv.slice(2)
const database = await connect(url!)
const jobs = createJobs({ database, ids: systemIds, onError: () => {} })
const { mqtt } = createInfrastructure({
  ...{ database, clock: fixedClock(now!), ids: systemIds, jobs, events: createEvents(jobs), net: createNet() },
  ...{ files: createFiles({ dataDir: tmpdir(), ids: systemIds }), gate: {} as never, timezone: 'UTC', baseUrl: '' },
  ...{ ledger: { append: async () => '' }, identity: { organisations: async () => [] } },
})
process.stdout.write(`${await mqtt.listen({ port: 0, host: '127.0.0.1' })}\n`)
