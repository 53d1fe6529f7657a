/** Each request: who asks, in which language, for which city; then the page, with its language and colours. */
import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { sequence, type Handle, type HandleServerError } from '@sveltejs/kit/hooks'
import { isRefusal } from '#lib/server/forms.ts'
import { isLang, LANGS, preferredLang, sentence } from '#words'
import { hrefOf, hrefTo, locate } from '#lib/paths.ts'
import { isTheme, themeOf } from '#lib/server/appearance.ts'
import type { City } from '#lib/server/city.ts'
import { coloursOf } from '#lib/server/colours.ts'
import { runningHead } from '#lib/server/running.ts'
import { createShelf } from '#lib/server/shelf.ts'
import type { Actor } from '#platform/actor'

/** The house puts this on the request before it hands it over. */
export type Mounted = {
  city: City
  actor: Actor
  /** Where the request came from, as far as the house can vouch for it. */
  address: string
  requestId: string
  log: { error(what: object, message: string): void }
  allowFraming?: () => void
}

const mountedOn = (event: RequestEvent): Mounted | undefined =>
  (event.platform?.req as { unia?: Mounted } | undefined)?.unia

const meet: Handle = ({ event, resolve }) => {
  const mounted = mountedOn(event)
  if (!mounted) error(503, 'the portal is served by the house: npm start')
  const first = event.url.pathname.split('/')[1]
  event.locals.city = mounted.city
  event.locals.actor = mounted.actor
  event.locals.address = mounted.address
  event.locals.lang = isLang(first) ? first : preferredLang(event.request.headers.get('accept-language'))
  event.locals.theme = themeOf(event.cookies)
  return resolve(event)
}

/** The pages whose form brings a file: they read it as it comes in. Any other would hold it in memory. */
const UPLOADS = new Set([
  '/[lang=lang]/budget-votes',
  '/[lang=lang]/workspace/imports',
  '/[lang=lang]/workspace/distributions/[id]',
  '/[lang=lang]/workspace/savings/[id]',
  '/[lang=lang]/workspace/orders/[id]',
  '/[lang=lang]/workspace/projects/[id]',
  '/[lang=lang]/workspace/challenges/[id]',
  '/[lang=lang]/workspace/pilots/[id]',
  '/[lang=lang]/innovations/challenges/[id]/apply',
  '/[lang=lang]/workspace/meters',
  '/[lang=lang]/workspace/voters/[edition]',
  '/[lang=lang]/workspace/voters/[edition]/letters',
  '/[lang=lang]/workspace/things/[code]',
  '/[lang=lang]/workspace/things/import',
  '/[lang=lang]/workspace/money',
  '/[lang=lang]/things/[code]/report',
  '/[lang=lang]/budget/[edition]/drafts/[id]',
  '/[lang=lang]/workspace/proposals/basis',
  '/[lang=lang]/workspace/network/posts/write/[kind]',
  '/[lang=lang]/workspace/network/posts/[id]',
])

const guardMemory: Handle = ({ event, resolve }) => {
  const type = event.request.headers.get('content-type') ?? ''
  if (type.startsWith('multipart/') && !UPLOADS.has(event.route.id ?? '')) error(415, '')
  return resolve(event)
}

const isReading = (method: string) => method === 'GET' || method === 'HEAD'

/** An address without a language leads to the reader's; a path of one language under the name of another, to its own. */
const lead: Handle = ({ event, resolve }) => {
  const { pathname, search } = event.url
  const here = isReading(event.request.method) ? hrefOf(event.locals.lang, pathname) : pathname
  if (here !== pathname) {
    event.setHeaders({ vary: 'Accept, Accept-Language' })
    redirect(302, here + search)
  }
  if (isReading(event.request.method) && !locate(pathname)) {
    const found = LANGS.map((lang) => locate(pathname, lang)).find((one) => one !== undefined)
    if (found) redirect(301, hrefTo(found.lang, found) + search)
  }
  return resolve(event)
}

const EMBEDDED = /^\/\[lang=lang\]\/embed\//

/** Pages made for other sites' frames may stand there, and look as their address says; all others stay unframed. */
const embed: Handle = async ({ event, resolve }) => {
  if (!EMBEDDED.test(event.route.id ?? '')) return resolve(event)
  const theme = event.url.searchParams.get('theme')
  event.locals.theme = isTheme(theme) ? theme : 'system'
  mountedOn(event)?.allowFraming?.()
  const response = await resolve(event)
  const policy = response.headers.get('content-security-policy')
  if (policy)
    response.headers.set('content-security-policy', policy.replace("frame-ancestors 'none'", 'frame-ancestors *'))
  return response
}

/** What every first screen is set in; a chart alone has no headings in the second. */
const FIRST_FONTS = /\/(sans|serif)-latin\./
const EMBEDDED_FONTS = /\/sans-latin\./

const dress: Handle = async ({ event, resolve }) => {
  const { lang, theme, city } = event.locals
  const colours = coloursOf(city.info.colours)
  const fonts = EMBEDDED.test(event.route.id ?? '') ? EMBEDDED_FONTS : FIRST_FONTS
  const response = await resolve(event, {
    preload: ({ type, path }) => type === 'css' || type === 'js' || (type === 'font' && fonts.test(path)),
    transformPageChunk: ({ html }) =>
      html
        .replace('%unia.lang%', lang)
        .replace('%unia.theme%', theme)
        .replace('%unia.colours%', () => colours + runningHead(event.locals.running)),
  })
  response.headers.set('content-language', lang)
  return response
}

const shelf = createShelf()
/** What is published, and the doors; what stands behind those changes with every step somebody takes. */
const SHARED =
  /^\/\[lang=lang\](\/(city|innovations|network)|\/(data|indicators|reports|embed|guide|accessibility|design)(\/.*)?)?$/
const SHARED_QUERY = new Set([
  ...['view', 'with', 'period', 'seq'],
  ...['kind', 'x', 'y', 'how', 'by', 'step', 'area', 'c', 'op', 'v', 'q', 'version'],
  ...['group', 'theme', 'indicator', 'among', 'order', 'rows', 'columns'],
])

/** Pages that say the same to every visitor are kept; those of a person, and those asked for with other words, are not. */
const share: Handle = async ({ event, resolve }) => {
  const { city, actor, theme } = event.locals
  const { origin, pathname, search, searchParams } = event.url
  const shared =
    actor.kind === 'visitor' &&
    event.request.method === 'GET' &&
    !event.isDataRequest &&
    SHARED.test(event.route.id ?? '') &&
    [...searchParams.keys()].every((key) => SHARED_QUERY.has(key))
  if (!shared) return resolve(event)
  let own: Response | undefined
  const stamp = (await Promise.all([city.indicators.stamp(), city.catalog.stamp()])).join(' ')
  const page = await shelf(stamp, `${theme} ${origin}${pathname}${search}`, async () => {
    own = await resolve(event)
    if (own.status !== 200 || own.headers.has('set-cookie')) return undefined
    return { body: new Uint8Array(await own.arrayBuffer()), headers: [...own.headers] }
  })
  if (page) return new Response(page.body, { headers: page.headers })
  return own ?? resolve(event)
}

export const handle = sequence(meet, guardMemory, lead, embed, share, dress)

/** A refusal of a service has its own status and sentence; what nobody foresaw is logged under the request's number. */
export const handleError: HandleServerError = ({ error: thrown, event, kind }) => {
  if (kind !== 'unknown') return
  if (isRefusal(thrown)) {
    return { status: thrown.status, message: sentence(event.locals.lang, thrown.code, thrown.details) }
  }
  const id = mountedOn(event)?.requestId
  mountedOn(event)?.log.error({ err: thrown, path: event.url.pathname }, 'a page failed')
  return { message: '', id }
}
