/** Builds the server: what every request passes before and after the module that answers it. */
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  type RawServerDefault,
} from 'fastify'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Config } from '#platform/config'
import { systemIds, type Ids } from '#platform/ids'
import { scrubText, type Log } from '#platform/log'
import type { Metrics } from '#platform/metrics'
import { addContext, isAnonymous, languageOf, pathOf, type Authenticate } from './context.ts'
import { deliver } from './delivery.ts'
import { addDocs, describeApi } from './docs/index.ts'
import { addHealth, type Checks } from './health.ts'
import { validatorCompiler } from './input.ts'
import { limitRequests, LIMITS, type Limits } from './limits.ts'
import { rememberMethods } from './methods.ts'
import { ASSETS } from './portal.ts'
import { addProblems, type Sentence } from './problems.ts'
import { isSafe, refuseCrossOrigin, setSecurityHeaders } from './security.ts'

const BODY_BYTES_MAX = 2_000_000
const HEADERS_TIMEOUT_MS = 20_000
/** A large upload over a slow line takes its time. */
const REQUEST_TIMEOUT_MS = 15 * 60_000
/** Requests that are still running when the house closes have so long to end. */
const CLOSE_TIMEOUT_MS = 10_000
const REQUEST_ID = /^[\w.:-]{8,128}$/

export type Http = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** `path` without its query. Gives the path unchanged where a page is asked for. */
export type AddressFor = (path: string, accept: string | undefined) => string

export type Needs = {
  config: Pick<Config, 'baseUrl' | 'trustProxy'>
  log: Log
  metrics: Metrics
  /** What must be so before requests are welcome, by name. */
  ready: () => Promise<Checks>
  /** Who asks; called only where a request carries a cookie or an Authorization header. */
  authenticate: Authenticate
  /** The sentence of a code, in the caller's language. */
  sentence: Sentence
  /** The address that answers, where a thing's own address is asked for in another form than a page. */
  addressFor?: AddressFor
  /** Other limits than `LIMITS`; a bench sets them out of its way. */
  limits?: Partial<Limits>
  ids?: Ids
  version?: string
}

/**
 * A server without routes but its own: /healthz, /readyz, /metrics, /api/docs, /api/openapi.json. Modules register theirs
 * under the prefix `/api/v1`; `mountPortal` comes last.
 */
export async function createHttp(needs: Needs): Promise<Http> {
  const {
    config,
    log,
    metrics,
    ready,
    authenticate,
    sentence,
    limits,
    addressFor,
    ids = systemIds,
    version = '0',
  } = needs
  const { baseUrl } = config
  const https = baseUrl.startsWith('https:')
  const app: Http = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    trustProxy: config.trustProxy,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    forceCloseConnections: 'idle',
    ...(addressFor && { rewriteUrl: rewriting(addressFor) }),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    // Addresses that cannot even be read never reach the hooks.
    frameworkErrors: (error, request, reply) => {
      request.lang = languageOf(request.url, request.headers['accept-language'])
      begin(request, reply.raw, https)
      return app.errorHandler(error, request as never, reply as never) as void
    },
    genReqId: ({ headers }) => {
      const given = headers['x-request-id']
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : ids.uuid()
    },
  }).withTypeProvider<ZodTypeProvider>()

  app.setValidatorCompiler(validatorCompiler as never)
  app.setSerializerCompiler(serializerCompiler)
  app.addHook('onRequest', async (request, { raw }) => begin(request, raw, https))
  // A file that is sent as it is, not in a form, is a stream.
  app.addContentTypeParser(['text/csv', 'application/octet-stream'], (_request, body, done) => done(null, body))
  addRequestLog(app, log)
  rememberMethods(app)
  addContext(app, authenticate, isUnasked)
  refuseCrossOrigin(app, baseUrl)
  await limitRequests(app, { ...LIMITS, ...limits }, isUnasked)
  await describeApi(app, { baseUrl, version })
  addProblems(app, { sentence, log, baseUrl })
  addHealth(app, { ready, metrics, log })
  addDocs(app, https)
  closeInTime(app)
  return app
}

const rewriting =
  (addressFor: AddressFor) =>
  ({ url = '/', method = 'GET', headers }: IncomingMessage): string => {
    if (!isSafe(method)) return url
    const path = url.split('?', 1)[0]!
    return addressFor(path, headers.accept) + url.slice(path.length)
  }

/** What every answer carries, and how it leaves. */
function begin(request: FastifyRequest, raw: ServerResponse, https: boolean): void {
  setSecurityHeaders(raw, https)
  raw.setHeader('x-request-id', request.id)
  if (isSafe(request.method) && pathOf(request).startsWith('/api/')) {
    const isOwn = request.headers.cookie || request.headers.authorization
    // Open data may be read by any site's pages: nobody's cookies travel with it.
    raw.setHeader('access-control-allow-origin', '*')
    // Kept by the reader, and asked for again each time: 304 if it is the same.
    raw.setHeader('cache-control', isOwn ? 'private, no-cache' : 'no-cache')
  }
  deliver(request.raw, raw)
}

/** Where it does not matter who asks, nor how often. */
const isUnasked = (path: string): boolean => path.startsWith(ASSETS) || path === '/healthz' || path === '/readyz'

/** One line for each answered request, without its query and without secrets in its path. */
function addRequestLog(app: FastifyInstance, log: Log): void {
  app.addHook('onResponse', async (request, reply) => {
    if (isAnonymous(request)) return
    const path = pathOf(request)
    const level = isUnasked(path) || path === '/metrics' ? 'debug' : 'info'
    const { method, id } = request
    const ms = Math.round(reply.elapsedTime)
    log[level]({ requestId: id, method, path: scrubText(path), status: reply.raw.statusCode, ms }, 'request')
  })
}

/** What runs may come to its end; a connection that then lies idle is closed at once, and everything after a while. */
function closeInTime(app: FastifyInstance): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
    setTimeout(() => app.server.closeAllConnections(), CLOSE_TIMEOUT_MS).unref()
  })
  app.addHook('onResponse', async () => {
    if (closing) setImmediate(() => app.server.closeIdleConnections())
  })
}
