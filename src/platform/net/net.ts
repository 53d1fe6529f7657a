/** The client for outgoing requests. */
import type { IncomingHttpHeaders } from 'node:http'
import { connect as connectPlain, type Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import { Agent, request, type Dispatcher } from 'undici'
import { Refusal } from '#platform/errors'
import { ACCEPT_ENCODING, decoded } from './body.ts'
import { createGuard, refuse, type Guard, type GuardOptions } from './guard.ts'

const REDIRECTS_MAX = 5
const BYTES_MAX = 10_000_000
const TIMEOUT_MS = 20_000
const CONNECT_TIMEOUT_MS = 10_000
const HEADERS_TIMEOUT_MS = 20_000
const SILENCE_TIMEOUT_MS = 30_000
const HEADERS_BYTES_MAX = 32_768
/** What belongs to one server only and does not follow a redirect to another. */
const CONFIDENTIAL = new Set(['authorization', 'cookie', 'proxy-authorization', 'x-api-key'])

export type RequestOptions = {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** Of the body, compressed and decompressed. */
  maxBytes?: number
  /** From the first name look-up to the last byte. */
  timeoutMs?: number
  signal?: AbortSignal
}
export type Download = { status: number; headers: IncomingHttpHeaders; url: string; body: Readable }
export type Answer = Omit<Download, 'body'> & { body: Buffer; text(): string; json(): unknown }
/** A server by its name, for protocols other than HTTP. */
export type Server = { host: string; port: number; secure: boolean }
const addressOf = ({ host, port }: Server): string => `https://${host}:${port}`

export type Net = ReturnType<typeof createNet>

type Needs = GuardOptions & {
  /** How the house presents itself to the servers it asks. */
  userAgent?: string
}

export function createNet({ userAgent = 'Unia', ...options }: Needs = {}) {
  const guard = createGuard(options)
  const agent = new Agent({
    connect: { lookup: guard.lookup, timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: HEADERS_TIMEOUT_MS,
    bodyTimeout: SILENCE_TIMEOUT_MS,
    maxHeaderSize: HEADERS_BYTES_MAX,
  })

  /** The answer as a stream; the caller reads or destroys it. Any status is an answer. Throws refusals `net.…`. */
  async function download(address: string, options: RequestOptions = {}): Promise<Download> {
    const { maxBytes = BYTES_MAX, timeoutMs = TIMEOUT_MS, signal } = options
    const deadline = AbortSignal.timeout(timeoutMs)
    const host = URL.canParse(address) ? new URL(address).hostname : address.slice(0, 100)
    const explain = (error: unknown) => explained(error, host, deadline, signal)
    try {
      const headers = { 'user-agent': userAgent, 'accept-encoding': ACCEPT_ENCODING, ...lowerCase(options.headers) }
      const until = signal ? AbortSignal.any([deadline, signal]) : deadline
      const { url, answer } = await follow(guard, agent, address, { ...options, headers, signal: until })
      const encoding = answer.headers['content-encoding'] ?? ''
      const bodiless = options.method === 'HEAD' || answer.statusCode === 204 || answer.statusCode === 304
      const body = decoded(answer.body, bodiless ? '' : String(encoding), maxBytes, explain)
      return { status: answer.statusCode, headers: answer.headers, url: url.href, body }
    } catch (error) {
      throw explain(error)
    }
  }

  return {
    /** The address in its plain form, where its own form may be asked at all; a name is looked up when it is. */
    check: (address: string): string => guard.check(address).href,
    /** Throws where that server may not be asked, by whatever protocol; a name is looked up when it is. */
    checkHost: (where: Server): void => void guard.check(addressOf(where)),
    /** A connection for another protocol than HTTP, to a server that may be asked. The first failure is its `error`. */
    connect({ host, port, secure }: Server): Socket {
      guard.check(addressOf({ host, port, secure }))
      const options = { host: host.replace(/^\[|\]$/g, ''), port, lookup: guard.lookup }
      return secure ? connectTls({ ...options, servername: options.host }) : connectPlain(options)
    },
    download,
    /** The whole answer in memory; at most `maxBytes` (10 MB if not told) within `timeoutMs` (20 s if not told). */
    async fetch(address: string, options: RequestOptions = {}): Promise<Answer> {
      const { body, ...answer } = await download(address, options)
      const bytes = await buffer(body)
      const text = () => new TextDecoder().decode(bytes)
      return { ...answer, body: bytes, text, json: () => JSON.parse(text()) }
    },
    close: () => agent.destroy(),
  }
}

type Hop = RequestOptions & { headers: Record<string, string>; signal: AbortSignal }

/** Asks, and follows redirects, each checked as if it had been the first address. */
async function follow(guard: Guard, dispatcher: Dispatcher, address: string, hop: Hop) {
  let url = guard.check(address)
  let { method = 'GET', headers, body } = hop
  for (let redirects = 0; ; redirects++) {
    const answer = await request(url, { dispatcher, method, headers, body, signal: hop.signal })
    const location = redirectOf(answer)
    if (location === undefined) return { url, answer }
    // Read no further than the headers of a redirect.
    answer.body.on('error', () => {}).destroy()
    if (redirects === REDIRECTS_MAX) throw refuse.tooManyRedirects({ host: url.hostname, most: REDIRECTS_MAX })
    const next = guard.check(location, url)
    if (next.origin !== url.origin) headers = without(headers, CONFIDENTIAL)
    if (answer.statusCode === 303 || (answer.statusCode < 303 && method === 'POST')) {
      method = method === 'HEAD' ? 'HEAD' : 'GET'
      body = undefined
      headers = without(headers, new Set(['content-type', 'content-length']))
    }
    url = next
  }
}

function redirectOf({ statusCode, headers }: Dispatcher.ResponseData): string | undefined {
  const location = headers.location
  return [301, 302, 303, 307, 308].includes(statusCode) && typeof location === 'string' ? location : undefined
}

/** Says in the house's terms why a request failed. What the caller aborted stays the caller's. */
function explained(error: unknown, host: string, deadline: AbortSignal, signal?: AbortSignal): unknown {
  if (error instanceof Refusal) return error
  if (deadline.aborted) return refuse.timeout({ host })
  if (signal?.aborted) return signal.reason
  const { code = '', cause } = error as { code?: string; cause?: unknown }
  if (cause instanceof Refusal) return cause
  if (/^UND_ERR_.*TIMEOUT$|^ETIMEDOUT$/.test(code)) return refuse.timeout({ host })
  if (/^(Z_|ERR_BROTLI|ERR__ERROR_FORMAT|ERR_PADDING)/.test(code)) return refuse.undecodable({ host })
  return refuse.unreachable({ host })
}

const lowerCase = (headers: Record<string, string> = {}) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

const without = (headers: Record<string, string>, names: ReadonlySet<string>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.has(name)))
