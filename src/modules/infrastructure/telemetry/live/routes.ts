/** HTTP: a stream of server-sent events (WHATWG HTML, 9.2). */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Live } from './service.ts'
import { LiveQuery } from './types.ts'

const description = `Public things alone, as NGSI-LD, normalised, by the core context. Events: \`state\` (all that was asked
for, at the beginning and to one who could not follow), \`change\` (what became of some of it; \`gone\` are ids), \`beat\`
(every 15 seconds). \`more\`: there are over 1000; ask for a smaller box. With \`Last-Event-ID\` it goes on where it was left,
as long as that is known.`

export const liveRoutes =
  (live: Live): FastifyPluginAsyncZod =>
  async (app) => {
    // What never ends would keep the house from closing.
    app.addHook('preClose', () => live.stop())
    app.get(
      '/live',
      {
        schema: {
          tags: ['live'],
          summary: 'What becomes of the city’s public things, as it happens',
          description,
          produces: ['text/event-stream'],
          querystring: LiveQuery,
        },
      },
      async ({ query, ip, headers }, reply) => {
        const { type, id, box, state } = query
        const { raw } = reply
        let isBegun = false
        const held: (string | Buffer)[] = []
        const line = {
          write: (frame: string | Buffer) => (isBegun ? raw.write(frame) : held.push(frame) > 0),
          end: () => raw.end(),
        }
        const lastEventId = [headers['last-event-id']].flat()[0]
        const viewer = await live.watch({
          ...{ asked: { types: type, ids: id, box }, line, address: ip, lastEventId, wantsState: state === 'full' },
        })
        if (raw.destroyed) return viewer.leave()
        raw.once('close', viewer.leave)
        reply.hijack()
        raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }) // prettier-ignore
        raw.flushHeaders()
        raw.on('drain', viewer.emptied)
        isBegun = true
        raw.write('retry: 3000\n\n')
        for (const frame of held) raw.write(frame)
      },
    )
  }
