/** For the test that kills it: a process that uploads, loads or publishes, says so in the middle of it, and holds still. */
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { openDatabase } from '#platform/db'
import { catalogOn, editor, steward, type Change } from './testing.ts'

type Order = { databaseUrl: string; folder: string; hold: 'uploading' | 'loading' | 'publishing'; id: string }
const { databaseUrl, folder, hold, id } = JSON.parse(await text(process.stdin)) as Order

const still = (): Promise<never> => {
  process.stdout.write('holding\n')
  return new Promise(() => setInterval(() => {}, 1_000))
}
/** Gives the beginning of what is sent, and then nothing more. */
async function* half(source: AsyncIterable<Buffer>) {
  for await (const chunk of source) {
    yield chunk.subarray(0, Math.ceil(chunk.length / 2))
    await new Promise((resolve) => setTimeout(resolve, 300))
    await still()
  }
}
const changes: Partial<Record<Order['hold'], Change>> = {
  // When the first rows are on their way into the table.
  loading: (needs) => {
    const { gate } = needs.governance
    const examineWriting: typeof gate.examineWriting = (...of) => ({ ...gate.examineWriting(...of), take: still })
    return { ...needs, governance: { ...needs.governance, gate: { ...gate, examineWriting } } }
  },
  publishing: (needs) => ({ ...needs, events: { ...needs.events, emit: still } }),
}

const database = await openDatabase({ dataDir: folder, databaseUrl })
const { catalog } = await catalogOn(database, folder, changes[hold])
const job = { data: { id }, progress: async () => {}, signal: new AbortController().signal }
if (hold === 'uploading')
  await catalog.uploads.append(editor, id, 0, Readable.from(half(Readable.from([Buffer.alloc(1000, 'a')]))))
else if (hold === 'loading') await catalog.read(job)
else await catalog.publish(steward, id)
