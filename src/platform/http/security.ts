/** What every answer says to browsers about its own safety, and which requests a browser may not have been tricked into. */
import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '#platform/errors'

const HSTS_SECONDS = 365 * 86_400
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-permitted-cross-domain-policies': 'none',
  'permissions-policy': 'camera=(), geolocation=(self), microphone=(), payment=(), usb=(), browsing-topics=()',
}

/** For answers that are data: nothing in them may run, load or be framed. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** For pages: only what comes from the house itself, and inline only what is named by `scripts` and `styles` (nonces, hashes). */
export function pagePolicy(
  { scripts = [], styles = [] }: { scripts?: string[]; styles?: string[] },
  https: boolean,
): string {
  const quoted = (sources: string[]) => sources.map((source) => ` '${source}'`).join('')
  return [
    "default-src 'self'",
    `script-src 'self'${quoted(scripts)}`,
    `style-src 'self'${quoted(styles)}`,
    // Charts and maps place things by style attributes; those cannot run anything.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

export function setSecurityHeaders(response: ServerResponse, https: boolean): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
  response.setHeader('content-security-policy', DATA_POLICY)
  if (https) response.setHeader('strict-transport-security', `max-age=${HSTS_SECONDS}; includeSubDomains`)
}

export const isSafe = (method: string): boolean => SAFE_METHODS.has(method)

/**
 * Refuses a change asked for by another site's page. A browser says where a request comes from; what carries an
 * Authorization header was not sent by a form or a link, and a program without cookies has no session to be misused.
 */
export function refuseCrossOrigin(app: FastifyInstance, baseUrl: string): void {
  const own = new URL(baseUrl).origin
  app.addHook('onRequest', async (request) => {
    if (isSafe(request.method) || request.headers.authorization) return
    if (!comesFromHere(request, own)) throw new Refusal('crossOrigin', 403)
  })
}

function comesFromHere(request: FastifyRequest, own: string): boolean {
  const { origin, cookie, 'sec-fetch-site': site } = request.headers
  if (site !== undefined) return site === 'same-origin'
  if (origin !== undefined) return origin === own || origin === `${request.protocol}://${request.host}`
  return !cookie
}
