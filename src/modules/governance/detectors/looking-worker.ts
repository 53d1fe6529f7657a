/** The thread in which the detectors look through a table while it is written. */
import { parentPort, workerData } from 'node:worker_threads'
import { here, type LookingOptions } from './looking.ts'
import type { ScanColumn } from './types.ts'

const { columns, before } = workerData as { columns: ScanColumn[] } & LookingOptions
const looking = here(columns, { before })

parentPort!.on('message', async (text: Uint8Array | null) => {
  if (text) {
    looking.take(text)
    return parentPort!.postMessage(null)
  }
  parentPort!.postMessage(await looking.end())
  parentPort!.close()
})
