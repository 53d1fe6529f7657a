/**
 * How answers leave, one way for the API and for pages: what the reader already has is not sent again (304), what compresses
 * is compressed. It stands at the raw response, because pages are written straight to it. An answer whose length is known
 * (a page, JSON) is taken whole, tagged and compressed; a stream is compressed as it flows.
 */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import {
  acceptedEncoding,
  COMPRESSED_FROM_BYTES,
  compressOnce,
  compressor,
  compressWhole,
  isCompressible,
  type Encoding,
} from './encoding.ts'
import { entityTag, isKnown, weakened } from './validators.ts'

/** A body up to this size is held until its end; a larger one flows. */
const WHOLE_BYTES_MAX = 4_000_000
const GATHERED_BYTES = 32_768

type Done = (error?: Error | null) => void
type Chunk = string | Uint8Array | null | undefined

/** Puts itself between the program and the response. Before anything was written. */
export function deliver(request: IncomingMessage, response: ServerResponse): void {
  const native = {
    writeHead: response.writeHead.bind(response) as (status: number) => ServerResponse,
    write: response.write.bind(response) as (chunk: Uint8Array | string, ...rest: unknown[]) => boolean,
    end: response.end.bind(response) as (chunk?: Chunk, ...rest: unknown[]) => ServerResponse,
  }
  /** While undefined, nothing has been decided; `null`: flows as it is. */
  let outlet: Outlet | null | undefined
  let held: Buffer[] | undefined
  let ended = false

  function begin(): void {
    if (outlet !== undefined) return
    const encoding = encodingFor(request, response)
    outlet = encoding ? outletInto(response, encoding, native) : null
    response.writeHead = native.writeHead as ServerResponse['writeHead']
    native.writeHead(response.statusCode)
  }

  response.writeHead = function (status: number, reason?: string | OutgoingHttpHeaders, headers?: OutgoingHttpHeaders) {
    response.statusCode = status
    if (typeof reason === 'string') response.statusMessage = reason
    takeHeaders(response, typeof reason === 'object' ? reason : headers)
    return response
  } as ServerResponse['writeHead']

  response.flushHeaders = begin

  response.write = function (chunk: Uint8Array | string, encoding?: BufferEncoding | Done, done?: Done): boolean {
    const [name, called] = typeof encoding === 'function' ? [undefined, encoding] : [encoding, done]
    if (outlet === undefined && lengthOf(response) <= WHOLE_BYTES_MAX) {
      held ??= []
      held.push(bytesOf(chunk, name))
      if (called) process.nextTick(called)
      return true
    }
    begin()
    return outlet ? outlet.write(bytesOf(chunk, name), called) : native.write(chunk, name, called)
  } as ServerResponse['write']

  response.end = function (chunk?: Chunk | Done, encoding?: BufferEncoding | Done, done?: Done): ServerResponse {
    const called = [chunk, encoding, done].find((part): part is Done => typeof part === 'function')
    const last = typeof chunk === 'function' || !chunk ? undefined : bytesOf(chunk, encoding as BufferEncoding)
    if (ended) return response
    ended = true
    if (outlet === undefined) {
      const body = Buffer.concat([...(held ?? []), ...(last ? [last] : [])])
      outlet = null
      response.writeHead = native.writeHead as ServerResponse['writeHead']
      sendWhole(request, response, body)
        .then((sent) => {
          if (response.destroyed) return
          native.writeHead(response.statusCode)
          native.end(sent, called)
        })
        .catch((error: Error) => response.destroy(error))
    } else if (outlet) {
      if (called) response.once('finish', called)
      outlet.end(last)
    } else native.end(last, called)
    return response
  } as ServerResponse['end']
}

/** Tags and compresses a whole body; sets the headers that go with what is left of it. */
async function sendWhole(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<Buffer | undefined> {
  // A page that is still the same keeps the policy that it came with, which names its scripts; this one would bar them.
  if (response.statusCode === 304) response.removeHeader('content-security-policy')
  const readable = request.method === 'GET' || request.method === 'HEAD'
  let hash: string | undefined
  if (readable && response.statusCode === 200 && !/no-store/.test(textOf(response, 'cache-control'))) {
    const given = textOf(response, 'etag')
    if (!given && body.length > 0) hash = entityTag(body)
    const tag = given || hash
    if (tag) response.setHeader('etag', tag)
    if (tag && isKnown(request.headers['if-none-match'], tag)) {
      response.statusCode = 304
      response.statusMessage = ''
      for (const name of ['content-type', 'content-length', 'content-encoding']) response.removeHeader(name)
      return undefined
    }
  }
  const encoding = body.length >= COMPRESSED_FROM_BYTES ? encodingFor(request, response) : undefined
  if (!encoding) return body
  const compressed = hash ? await compressOnce(hash, body, encoding) : await compressWhole(body, encoding)
  declare(response, encoding)
  response.setHeader('content-length', compressed.length)
  return compressed
}

/** The encoding to use, or none. Says in `Vary` that it could have been another. */
function encodingFor(request: IncomingMessage, response: ServerResponse): Encoding | undefined {
  if (response.statusCode < 200 || [204, 206, 304].includes(response.statusCode)) return undefined
  if (response.hasHeader('content-encoding') || response.hasHeader('content-range')) return undefined
  if (!isCompressible(textOf(response, 'content-type'))) return undefined
  if (/no-transform/.test(textOf(response, 'cache-control'))) return undefined
  addVary(response, 'accept-encoding')
  return request.method === 'HEAD' ? undefined : acceptedEncoding(request.headers['accept-encoding'])
}

function declare(response: ServerResponse, encoding: Encoding): void {
  response.setHeader('content-encoding', encoding)
  response.removeHeader('content-length')
  const tag = textOf(response, 'etag')
  if (tag) response.setHeader('etag', weakened(tag))
}

type Native = { write(chunk: Uint8Array): boolean; end(): unknown }
type Outlet = { write(chunk: Buffer, done?: Done): boolean; end(last?: Buffer): void }

/** A compressor that writes into the response, no faster than the reader reads. */
function outletInto(response: ServerResponse, encoding: Encoding, native: Native): Outlet {
  const stream = compressor(encoding)
  // Pages that stream do so because a part is ready to be read; it must not wait in the compressor.
  const isPage = /^text\/html/.test(textOf(response, 'content-type'))
  declare(response, encoding)
  stream.on('data', (chunk: Buffer) => native.write(chunk) || stream.pause())
  stream.on('end', () => native.end())
  stream.on('error', (error) => response.destroy(error))
  stream.on('drain', () => response.emit('drain'))
  response.on('drain', () => stream.resume())
  response.once('close', () => stream.destroy())

  // Each write is a trip to another thread, so that lines travel together.
  let gathered: Buffer[] = []
  let bytes = 0
  return {
    write(chunk, done) {
      gathered.push(chunk)
      bytes += chunk.length
      if (done) process.nextTick(done)
      if (!isPage && bytes < GATHERED_BYTES) return true
      const goesOn = stream.write(Buffer.concat(gathered))
      if (isPage) stream.flush()
      gathered = []
      bytes = 0
      return goesOn
    },
    end: (last) => void stream.end(Buffer.concat(last ? [...gathered, last] : gathered)),
  }
}

function takeHeaders(response: ServerResponse, headers: OutgoingHttpHeaders | undefined): void {
  for (const [name, value] of Object.entries(headers ?? {})) if (value !== undefined) response.setHeader(name, value)
}

export function addVary(response: ServerResponse, name: string): void {
  const names = textOf(response, 'vary')
    .split(',')
    .map((text) => text.trim())
    .filter(Boolean)
  if (names.some((there) => there === '*' || there.toLowerCase() === name)) return
  response.setHeader('vary', [...names, name].join(', '))
}

/** The declared length; an undeclared one is endless. */
const lengthOf = (response: ServerResponse): number => Number(response.getHeader('content-length') ?? Infinity)
const textOf = (response: ServerResponse, name: string): string => String(response.getHeader(name) ?? '')
const bytesOf = (chunk: string | Uint8Array, encoding?: BufferEncoding): Buffer =>
  typeof chunk === 'string'
    ? Buffer.from(chunk, encoding)
    : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
