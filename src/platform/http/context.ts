/** What every request carries beside itself: who asks, and in which language. */
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { visitor, type Actor } from '#platform/actor'

/** The languages that answers are written in; the first is for those who say none. */
export const LANGS = ['pl', 'en', 'uk'] as const
export type Lang = (typeof LANGS)[number]

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Nobody is to learn who asks here, nor when: no session is looked up, nothing is logged, counted or measured. */
    anonymous?: boolean
  }
  interface FastifyRequest {
    actor: Actor
    lang: Lang
  }
}

/** What a request shows of who sends it. */
export type Credentials = { headers: Headers; address: string }
export type Authenticate = (credentials: Credentials) => Promise<Actor>

const LANGUAGES_READ_MAX = 20

export const isAnonymous = (request: FastifyRequest): boolean => request.routeOptions.config.anonymous === true

export const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0]!

/** `?lang=`, else the best of Accept-Language. */
export function languageOf(url: string, header = ''): Lang {
  const asked = /[?&]lang=(\w\w)\b/.exec(url)?.[1] as Lang
  if (LANGS.includes(asked)) return asked
  const accepted = header.split(',', LANGUAGES_READ_MAX).map((part) => {
    const [tag = '', quality = ''] = part.trim().toLowerCase().split(';')
    const weight = /^\s*q=([\d.]+)/.exec(quality)?.[1]
    return { lang: tag.slice(0, 2) as Lang, weight: weight === undefined ? 1 : Number(weight) || 0 }
  })
  const best = accepted.filter(({ lang, weight }) => weight > 0 && LANGS.includes(lang))
  return best.sort((a, b) => b.weight - a.weight)[0]?.lang ?? LANGS[0]
}

/** Reads the language and finds out who asks. A request without cookie or authorization is a visitor's, unasked. */
export function addContext(
  app: FastifyInstance,
  authenticate: Authenticate,
  isPublic: (path: string) => boolean,
): void {
  app.decorateRequest('actor')
  app.decorateRequest('lang', LANGS[0])
  app.addHook('onRequest', async (request) => {
    request.lang = languageOf(request.url, request.headers['accept-language'])
    request.actor = visitor
    const { cookie, authorization } = request.headers
    if ((!cookie && !authorization) || isPublic(pathOf(request)) || isAnonymous(request)) return
    request.actor = await authenticate({ headers: webHeaders(request.headers), address: request.ip })
  })
}

function webHeaders(headers: IncomingHttpHeaders): Headers {
  const web = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    if (Array.isArray(value)) for (const item of value) web.append(name, item)
    else if (value !== undefined && !name.startsWith(':')) web.set(name, value)
  }
  return web
}
