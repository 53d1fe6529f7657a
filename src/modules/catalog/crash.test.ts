/** A process that is killed while it uploads, loads or publishes leaves the old version or the new, and another goes on. */
import { spawn } from 'node:child_process'
import { Readable } from 'node:stream'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { editor, openCatalog, steward, type TestCatalog } from './testing.ts'

let house: TestCatalog
beforeAll(async () => {
  house = await openCatalog()
})
afterAll(() => house.close())

async function runAndKill(hold: 'uploading' | 'loading' | 'publishing', id: string): Promise<void> {
  const program = new URL('./crash-worker.ts', import.meta.url).pathname
  const worker = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] })
  worker.stdin.end(JSON.stringify({ databaseUrl: house.database.url, folder: house.folder, hold, id }))
  let isHeld = false
  for await (const line of createInterface(worker.stdout)) if (line === 'holding') isHeld = worker.kill('SIGKILL')
  expect(isHeld).toBe(true)
}

const CSV = ['nazwa,obwód', ...Array.from({ length: 3_000 }, (_, i) => `Lipa ${i},${i}`)].join('\n')

// A process of its own cannot share the embedded database of the run.
const onServer = test.skipIf(!process.env.TEST_DATABASE_URL)

onServer('killed while uploading, what came is there and the rest follows', { timeout: 60_000 }, async () => {
  const { uploads } = house.catalog
  const { id: distribution } = await house.distribution('photos', 'file')
  const { id } = await uploads.begin(editor, distribution, { fileName: 'a', mediaType: 'image/tiff', bytes: 1000 })
  await runAndKill('uploading', id)
  const { offset } = await uploads.find(editor, id)
  expect(offset).toBe(500)
  const { deliveryId } = await uploads.append(editor, id, offset, Readable.from([Buffer.alloc(500, 'a')]))
  expect((await house.catalog.deliveries.view(editor, deliveryId!)).bytes).toBe(1000)
})

onServer(
  'killed while loading and while publishing, the version before stays and the next process ends the work',
  { timeout: 120_000 },
  async () => {
    const { catalog } = house
    const { id: distribution } = await house.distribution('trees')
    const { id: first } = await house.deliver(distribution, CSV)
    await catalog.publish(steward, first)
    const current = async () => {
      const { version, rows } = await catalog.rows.page(distribution, { limit: 1 })
      return [version.number, rows.length, (await catalog.dataset('trees')).distributions[0]!.current!.number]
    }
    const file = Readable.from([Buffer.from(`${CSV}\nDąb,7`)])
    const { id } = await catalog.deliveries.receive(editor, distribution, {
      file,
      fileName: 'b.csv',
      mediaType: 'text/csv',
    })
    await runAndKill('loading', id)
    expect((await catalog.deliveries.view(editor, id)).state).toBe('reading')
    expect(await current()).toEqual([1, 1, 1])
    await catalog.read({ data: { id }, progress: async () => {}, signal: new AbortController().signal })
    expect(await catalog.deliveries.view(editor, id)).toMatchObject({ state: 'ready', rows: 3_001 })
    await runAndKill('publishing', id)
    expect((await catalog.deliveries.view(editor, id)).state).toBe('ready')
    expect(await current()).toEqual([1, 1, 1])
    await catalog.publish(steward, id)
    expect(await current()).toEqual([2, 1, 2])
  },
)
