/** The embedded PostgreSQL, in a thread of its own so that a long query never holds up the server. Speaks on a Unix socket. */
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { postgis } from '@electric-sql/pglite-postgis'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'

const CONNECTIONS_MAX = 64

const { folder, socket } = workerData as { folder: string; socket: string }
const database = await PGlite.create({ dataDir: folder, extensions: { postgis } })
const server = new PGLiteSocketServer({ db: database, path: socket, maxConnections: CONNECTIONS_MAX })
await server.start()
parentPort!.postMessage('ready')

parentPort!.once('message', async () => {
  await server.stop()
  await database.close()
  parentPort!.postMessage('closed')
})
