/**
 * Downloads that can be taken up where they were broken off (RFC 9110: `Range`, `If-Range`, `If-None-Match`), and asked
 * about without being sent (`HEAD`).
 */
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#platform/errors'
import { isKnown } from './validators.ts'

/** From one byte to another, that one too. */
export type Part = { start: number; end: number }

export type Download = {
  /** What it holds, byte for byte: another thing has another one. Without quotes. */
  tag: string
  /** How long it is, where that is known without reading all of it. */
  bytes?: number
  /** Finds out how long it is, for who asks for a part. */
  measure: () => Promise<number>
  open: (part?: Part) => Readable | Promise<Readable>
  /** What goes with the bytes, and not with a refusal. */
  headers: Record<string, string>
}

/** What `Range` asks for of so many bytes; `beyond` where there is nothing of it, undefined where all is meant. */
export function partOf(range: string | undefined, bytes: number): Part | 'beyond' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range?.trim() ?? '') ?? []
  // Several parts at once, and what is no range, are answered with the whole, as the RFC allows.
  if (from === '' && to === '') return undefined
  if (from === '') return Number(to) === 0 || bytes === 0 ? 'beyond' : { start: Math.max(0, bytes - Number(to)), end: bytes - 1 } // prettier-ignore
  const [start, end] = [Number(from), to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)]
  if (to !== '' && Number(to) < start) return undefined
  return start >= bytes ? 'beyond' : { start, end }
}

/** Throws `rangeBeyond`. */
export async function sendDownload(request: FastifyRequest, reply: FastifyReply, download: Download) {
  const { range, 'if-range': condition, 'if-none-match': known } = request.headers
  const tag = `"${download.tag}"`
  if (isKnown(known, tag)) return reply.code(304).header('etag', tag).send()
  // Who has the beginning of something else gets this from its beginning.
  const isPart = request.method === 'GET' && range !== undefined && (condition === undefined || condition === tag)
  const bytes = isPart ? await download.measure() : download.bytes
  const part = isPart ? partOf(range, bytes!) : undefined
  if (part === 'beyond') {
    reply.header('content-range', `bytes */${bytes}`)
    throw new Refusal('rangeBeyond', 416, { bytes })
  }
  // What is wrong with the question is found out before anything is said of the answer.
  const body = request.method === 'HEAD' ? Readable.from([]) : await download.open(part)
  reply.headers({ ...download.headers, etag: tag, 'accept-ranges': 'bytes' })
  if (part) reply.code(206).header('content-range', `bytes ${part.start}-${part.end}/${bytes}`)
  const length = part ? part.end - part.start + 1 : bytes
  if (length !== undefined) reply.header('content-length', length)
  return reply.send(body)
}

/** A part of what can only be read from its beginning. */
export async function* cut(source: AsyncIterable<Uint8Array>, { start, end }: Part): AsyncGenerator<Uint8Array> {
  let at = 0
  for await (const chunk of source) {
    const piece = chunk.subarray(Math.max(0, start - at), Math.max(0, end + 1 - at))
    at += chunk.length
    if (piece.length > 0) yield piece
    if (at > end) return
  }
}
