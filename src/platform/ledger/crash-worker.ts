/** For the test that kills it: appends and sequences as fast as it can, and says what was committed. */
import { systemClock } from '#platform/clock'
import { connect } from '../db/open.ts'
import { systemIds } from '#platform/ids'
import { createLedger, signerOf } from './index.ts'

const [url] = process.argv.slice(2)
const { db } = await connect(url!)
const signer = signerOf('example.org/ledger', Buffer.alloc(32, 3))
const ledger = createLedger({ db, clock: systemClock, ids: systemIds, signer })

async function write(n: number): Promise<never> {
  for (;;) {
    const id = await db
      .transaction()
      .execute((tx) => ledger.append(tx, { kind: 'things.changed', actor: `writer:${n}`, subject: 'thing:1' }))
    process.stdout.write(`${id}\n`)
  }
}

async function sequence(): Promise<never> {
  for (;;) {
    await ledger.sequence()
    process.stdout.write(`${JSON.stringify(await ledger.checkpoint())}\n`)
  }
}

await Promise.all([write(1), write(2), write(3), sequence()])
