/** The house as it is served, with constant pages of any size beside its own: what a page costs is told by comparison. */
import { fileURLToPath } from 'node:url'
import { readConfig } from '#platform/config'
import { loadPortal } from '#platform/http'
import { createLog } from '#platform/log'
import { createUnia, serve, type City } from '../src/app.ts'

const config = readConfig(process.env)
const unia = await createUnia(config, createLog({ level: config.logLevel }))
const portal = await loadPortal<City>(fileURLToPath(new URL('../portal/build/handler.js', import.meta.url)))
await unia.start({ serve: false, work: true }, portal)
const app = await serve(unia, portal, { readsPerMinute: Number.MAX_SAFE_INTEGER })
const constants = new Map<number, string>()
app.get<{ Params: { bytes: string } }>(
  '/api/constant/:bytes',
  { schema: { hide: true } },
  async ({ params }, reply) => {
    const bytes = Number(params.bytes)
    let page = constants.get(bytes)
    if (page === undefined) constants.set(bytes, (page = 'x'.repeat(bytes)))
    return reply.type('text/html; charset=utf-8').send(page)
  },
)
await app.listen({ port: 0, host: config.host })
const address = app.server.address()
process.stdout.write(`ready at http://localhost:${typeof address === 'object' ? address!.port : ''}\n`)
process.once('SIGTERM', () => void app.close().then(() => unia.stop()))
