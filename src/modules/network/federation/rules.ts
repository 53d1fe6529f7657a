/** What may be said and heard, and how long to wait for a server. Pure. */
import { refusals } from '#platform/errors'
import { REPLY_CHARS_MAX, type PostDraft } from './types.ts'

export const refuse = refusals('network', {
  unknownActor: 404,
  unknownPost: 404,
  unknownReply: 404,
  actorExists: 409,
  replyDecided: 409,
  postGone: 410,
  postChanged: 409,
  unknownPicture: 404,
  actorClosed: 409,
  unknownReport: 404,
  tooManyReports: 429,
  unknownFollower: 404,
  endsBeforeItBegins: 422,
  tooDeep: 400,
  badActivity: 400,
  nobodyThere: 422,
  ownActor: 422,
  followedAlready: 409,
  followsTooMany: 409,
  notBelieved: 409,
  notFollowed: 404,
  unknownHeard: 404,
  blocksCity: 409,
})

/** What the ledger says of somebody who is followed. */
export const noteOf = (kind: string, { id }: { id: string }, uri: string) =>
  ({ kind, actor: id, subject: `network/following/${new URL(uri).host}`, payload: { uri } }) as const

/** Throws `network.endsBeforeItBegins`. */
export function demandInOrder(draft: PostDraft): void {
  if (draft.kind === 'event' && draft.to < draft.from) throw refuse.endsBeforeItBegins()
}

const DEPTH_MAX = 24

/** Nothing that anybody means is nested deeper; what is would only cost time. Throws `network.tooDeep`. */
export function demandShallow(value: unknown, depth = 0): void {
  if (typeof value !== 'object' || value === null) return
  if (depth >= DEPTH_MAX) throw refuse.tooDeep({ depthMax: DEPTH_MAX })
  for (const part of Object.values(value)) demandShallow(part, depth + 1)
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** What others wrote in HTML, as plain text: paragraphs and breaks stay, all else of its form goes. */
export function plainText(html: string): string {
  return html
    .slice(0, REPLY_CHARS_MAX * 4)
    .replace(/<(script|style)\b[^>]*>[\s\S]*?(<\/\1\s*>|$)/gi, '')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/p\s*>\s*/gi, '\n\n')
    .replace(/<[^>]*(>|$)/g, '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) =>
      name
        ? (ENTITIES[String(name).toLowerCase()] ?? whole)
        : characterOf(decimal ? Number(decimal) : parseInt(hex, 16)),
    )
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200b\u202a-\u202e\u2066-\u2069]/g, '')
    .toWellFormed()
    .trim()
    .slice(0, REPLY_CHARS_MAX)
}

const characterOf = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '')

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A typed text as the paragraphs that others show. */
export const htmlOf = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replace(/[&<>"]/g, (one) => ESCAPES[one]!).replace(/\n/g, '<br>')}</p>`)
    .join('')

/** So often a delivery is tried, over about four days. */
export const TRIES_MAX = 14
const FIRST_WAIT_S = 30
const WAIT_MAX_S = 12 * 3_600

/** How long a server is left alone after it failed for the `tried`-th time; undefined where it is given up. */
export function waitOf(tried: number): number | undefined {
  return tried >= TRIES_MAX ? undefined : Math.min(FIRST_WAIT_S * 4 ** (tried - 1), WAIT_MAX_S)
}

/** Of what anybody on the same server says, only what they say of their own is believed. */
export const isSameServer = (one: URL | null | undefined, other: URL | null | undefined): boolean =>
  one?.origin !== undefined && one.origin === other?.origin && one.protocol === other.protocol
