/** The embedded PostgreSQL, in a thread of its own so that a long query never holds up the server. Speaks on a Unix socket. */
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { postgis } from '@electric-sql/pglite-postgis'
import { serveSession } from './turns.ts'

const { folder, socket } = workerData as { folder: string; socket: string }
const database = await PGlite.create({ dataDir: folder, extensions: { postgis } })
const server = await serveSession(database, socket)
parentPort!.postMessage('ready')

parentPort!.once('message', async () => {
  await server.close()
  await database.close()
  parentPort!.postMessage('closed')
})

// Nothing can be asked of it any more, not even to close: the thread ends, and another takes its place.
void server.panicked.then(() => process.exit(1))
