/** Mounts the built portal in the house's own server: each request brings the city and who asks. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Mounted } from './src/hooks.server.ts'

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => Promise<void>
export type Portal = (request: IncomingMessage, response: ServerResponse, unia: Mounted) => Promise<void>

/** Where the build lies; the house says so plainly when it is not there. */
const BUILT = new URL('./build/handler.js', import.meta.url)

/** Loads the built portal. A form is accepted from the address it was shown at; `baseUrl` says whether that is https. */
export async function mountPortal({
  baseUrl,
  uploadBytesMax,
}: {
  baseUrl: string
  uploadBytesMax: number
}): Promise<Portal> {
  const { protocol } = new URL(baseUrl)
  process.env.PORTAL_PROTOCOL_HEADER = 'x-unia-protocol'
  process.env.PORTAL_BODY_SIZE_LIMIT = String(uploadBytesMax)
  const { handler } = (await import(BUILT.href)) as { handler: Handler }
  return async (request, response, unia) => {
    request.headers['x-unia-protocol'] = protocol.slice(0, -1)
    Object.assign(request, { unia })
    await handler(request, response, () => response.writeHead(404).end())
  }
}
