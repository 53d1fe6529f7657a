/** What may happen to a request, and which letters are taken. Pure. */
import { refusals } from '#platform/errors'
import type { PeerState } from '../peers/types.ts'
import * as types from './types.ts'

export const refuse = refusals('requests', {
  unknown: 404,
  closed: 409,
  alreadyStated: 409,
  askedAlready: 409,
  notAccepted: 409,
  noStandard: 422,
  noOwnValue: 422,
  unknownIndicator: 422,
  badDay: 422,
  tooManyOpen: 429,
  tooManyToday: 429,
  // Of a letter from outside; the first seven are those of a proof.
  malformed: 422,
  otherKey: 403,
  wrongSignature: 403,
  future: 422,
  expired: 422,
  retired: 403,
  revoked: 403,
  otherAddressee: 422,
  unknownSender: 403,
  blockedSender: 403,
  changed: 409,
  personal: 422,
})

const DAY_MS = 86_400_000
const SKEW_MS = 5 * 60_000

/** Whether the day may be named: from today on, and not years ahead. Throws `requests.badDay`. */
export function demandDay(respondBy: string, today: string): void {
  const ahead = (Date.parse(respondBy) - Date.parse(today)) / DAY_MS
  if (!(ahead >= 0 && ahead <= types.AHEAD_DAYS_MAX)) throw refuse.badDay({ most: types.AHEAD_DAYS_MAX })
}

export const validUntil = (respondBy: string): string =>
  new Date(Date.parse(respondBy) + types.GRACE_DAYS * DAY_MS).toISOString()

type Kept = { outcome: types.Outcome; respondBy: string; validUntil: Date }
export function stateOf({ outcome, respondBy, validUntil: until }: Kept, now: Date, today: string): types.RequestState {
  if (outcome !== 'open') return outcome
  if (until <= now) return 'lapsed'
  return respondBy < today ? 'late' : 'open'
}

const PATH = /^\/network\/requests\/[0-9a-f-]{36}$/
const isOf = (address: string, domain: string): boolean => {
  const { host, pathname } = new URL(address)
  return host === domain && PATH.test(pathname)
}

/** Of this city: its DID and its domain. */
type Addressed = { own: string; host: string; now: Date }
/** What keeps a letter from being the word of its issuer to this city now. Throws `requests.…`. */
export function demandLetter(letter: types.Letter, domain: string, { own, host, now }: Addressed): void {
  const wrong = (problem: string) => refuse.malformed({ problem })
  if (letter.to !== own) throw refuse.otherAddressee({ to: letter.to, own })
  if (!isOf(letter.id, domain)) throw wrong(`id: ${letter.id.slice(0, 200)} is no request of ${domain}`)
  if (Date.parse(letter.issuedAt) > now.getTime() + SKEW_MS) throw refuse.future({ at: letter.issuedAt })
  if (letter.type === types.REQUEST) return demandTimely(letter, now)
  const asker = letter.type === types.ANSWER ? host : domain
  if (!isOf(letter.request, asker)) throw wrong(`request: ${letter.request.slice(0, 200)} is none of ${asker}`)
  if (letter.type !== types.ANSWER || letter.statement === undefined) return
  const { host: at, pathname } = new URL(letter.statement)
  if (at !== domain || !pathname.startsWith('/network/statements/')) throw wrong(`statement: it is not at ${domain}`)
}

function demandTimely({ issuedAt, validUntil: until }: types.RequestLetter, now: Date): void {
  if (Date.parse(until) <= now.getTime()) throw refuse.expired({ until })
  const most = Date.parse(issuedAt) + (types.AHEAD_DAYS_MAX + types.GRACE_DAYS + 1) * DAY_MS
  if (Date.parse(until) > most) throw refuse.malformed({ problem: `validUntil: ${until} is too far ahead` })
}

export const limitsOf = (state: PeerState) =>
  state === 'accepted'
    ? { open: types.OPEN_MAX, day: types.DAY_MAX }
    : { open: types.OPEN_MAX_QUARANTINED, day: types.DAY_MAX_QUARANTINED }

/** What the other's answer, or the asker's withdrawal, makes of it; undefined where it changes nothing. An answer outlasts all. */
export function after(outcome: types.Outcome, said: Exclude<types.Outcome, 'open'>): types.Outcome | undefined {
  if (outcome === 'answered' || outcome === said) return undefined
  if (said === 'withdrawn') return outcome === 'open' ? said : undefined
  return said
}

const MINUTE_MS = 60_000
const RETRY_MIN = 1
const RETRY_MIN_MAX = 360
/** A letter that the other did not take for so long is given up; after that it is sent when the other is visited well. */
const GIVEN_UP_DAYS = 7
/** Sent again ever later; undefined where it is given up. */
export function nextTry(tries: number, writtenAt: Date, now: Date): Date | undefined {
  if (now.getTime() - writtenAt.getTime() > GIVEN_UP_DAYS * DAY_MS) return undefined
  const minutes = Math.min(RETRY_MIN * 2 ** Math.min(tries - 1, 20), RETRY_MIN_MAX)
  return new Date(now.getTime() + minutes * MINUTE_MS)
}

/** Whether a refusal may be another one later: silence, haste, a city that does not know this one yet. */
export const isForNow = (status: number): boolean => status >= 500 || [403, 404, 408, 425, 429].includes(status)
