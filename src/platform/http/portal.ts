/** Everything that is not the API's goes to the portal, which writes its pages straight to the response. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify'
import inject from 'light-my-request'
import { system, type Actor } from '#platform/actor'
import { Refusal } from '#platform/errors'
import type { Log } from '#platform/log'
import { pathOf } from './context.ts'
import { pagePolicy } from './security.ts'

/** What the portal finds on each request. */
export type Visit<City> = {
  city: City
  actor: Actor
  address: string
  requestId: string
  log: Log
  /** Lets other sites show this page in a frame, as far as its content security policy says so too. */
  allowFraming?: () => void
}
export type Portal<City> = (request: IncomingMessage, response: ServerResponse, visit: Visit<City>) => Promise<void>

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => Promise<void>

const PROTOCOL_HEADER = 'x-unia-protocol'
const METHODS: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
/** A form without a file; one with a file is read as it comes in, and the page that does so knows its limit. */
const FORM_BYTES_MAX = 2_000_000
const OTHERS = /^\/(api|ngsi-ld|ledger|healthz|readyz|metrics)(\/|$)/

/** Where a build's files live under names that change with their content. */
export const ASSETS = '/_app/'

/** The built portal: SvelteKit's handler at `path`, told what it would else ask the environment for. */
export async function loadPortal<City>(path: string): Promise<Portal<City>> {
  process.env.PORTAL_PROTOCOL_HEADER = PROTOCOL_HEADER
  process.env.PORTAL_BODY_SIZE_LIMIT = 'Infinity'
  const { handler } = (await import(path)) as { handler: Handler }
  return async (request, response, visit) => {
    await handler(Object.assign(request, { unia: visit }), response, () => response.writeHead(404).end())
  }
}

/** Mounts the portal last: it takes what is left. Pages are each reader's own, and asked for again each time (304 if the same). */
export function mountPortal<City>(app: FastifyInstance, portal: Portal<City>, city: City, https = false): void {
  const policy = pagePolicy({}, https)
  void app.register(async (scope) => {
    // The body is the portal's to read.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _body, done) => done(null))
    scope.route({
      method: METHODS,
      url: '/*',
      schema: { hide: true },
      handler: async (request, reply) => {
        if (OTHERS.test(pathOf(request))) return reply.callNotFound()
        demandSmallForm(request)
        reply.hijack()
        const { raw } = reply
        raw.setHeader('content-security-policy', policy)
        // A form is accepted from the address that it was shown at; nobody outside may say which that is.
        request.raw.headers[PROTOCOL_HEADER] = https ? 'https' : request.protocol
        if (!pathOf(request).startsWith(ASSETS)) raw.setHeader('cache-control', 'private, no-cache')
        const { actor, ip: address, id: requestId, log } = request
        const allowFraming = () => raw.removeHeader('x-frame-options')
        const visit = { city, actor, address, requestId, log: log as Log, allowFraming }
        try {
          await portal(request.raw, raw, visit)
        } catch (err) {
          request.log.error({ err }, 'a page failed')
          if (raw.headersSent) raw.destroy()
          else raw.writeHead(500).end()
        }
      },
    })
  })
}

/** Reads a page, or a file of one, as the house itself would see it: no socket, no session, no visitor. */
export function readInside<City>(portal: Portal<City>, city: City, baseUrl: string, log: Log) {
  const { host, protocol } = new URL(baseUrl)
  const actor = system('press')
  return async (url: string) => {
    const answer = await inject(
      (request, response) => {
        const raw = response as unknown as ServerResponse
        const visit = { city, actor, address: '', requestId: 'press', log }
        portal(request as IncomingMessage, raw, visit).catch((err: unknown) => {
          log.error({ err, url }, 'a page failed')
          raw.writeHead(500).end()
        })
      },
      { url, headers: { host, [PROTOCOL_HEADER]: protocol.slice(0, -1) } },
    )
    const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
    return {
      status: answer.statusCode,
      headers: Object.fromEntries(headers) as Record<string, string>,
      body: answer.rawPayload,
    }
  }
}

/** Refuses what a page would hold whole in memory. A sender cannot send more than the length that is said. */
function demandSmallForm({ headers }: FastifyRequest): void {
  if (headers['content-type']?.startsWith('multipart/form-data')) return
  const isUnsaid = headers['transfer-encoding'] !== undefined
  if (isUnsaid || Number(headers['content-length'] ?? 0) > FORM_BYTES_MAX)
    throw new Refusal('tooLarge', 413, { limitBytes: FORM_BYTES_MAX })
}
