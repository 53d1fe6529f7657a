/** When a fetch is due, when it is tried again and when it is given up; where the next page of an answer is. Pure. */
import { refusals } from '#platform/errors'

export const refuse = refusals('fetches', {
  unknown: 404,
  tooMany: 422,
  badSchedule: 422,
  tooOften: 422,
  underWay: 409,
  answered: 502,
  badPage: 502,
  tooManyPages: 502,
  interrupted: 500,
})

/** After so many failures in a row, a good four days, a fetch is switched off. */
export const FAILURES_MAX = 8
const FIRST_WAIT_MIN = 15
const WAIT_MAX_MIN = 24 * 60
/** A run that has not ended after so long never will. */
export const RUN_MAX_MIN = 60

export const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)

/** A quarter of an hour after the first failure, then four times as long each time, up to a day. */
export const retryAt = (failures: number, now: Date): Date =>
  minutesAfter(now, Math.min(FIRST_WAIT_MIN * 4 ** (failures - 1), WAIT_MAX_MIN))

export type Upcoming = (cron: string, from: Date) => Date[]

/**
 * When the cron comes next. Throws `fetches.badSchedule` for what is none, and `fetches.tooOften` where it comes more than
 * once an hour.
 */
export function nextOf(cron: string, from: Date, upcoming: Upcoming): Date {
  const fields = cron.trim().split(/\s+/)
  if (fields.length !== 5 || !fields.every((field) => /^[\d*,/-]+$/.test(field))) throw refuse.badSchedule({ cron })
  const next = firstOf(cron, from, upcoming)
  if (!next) throw refuse.badSchedule({ cron })
  if (!/^\d+$/.test(fields[0]!)) throw refuse.tooOften({ cron })
  return next
}

function firstOf(cron: string, from: Date, upcoming: Upcoming): Date | undefined {
  try {
    return upcoming(cron, from)[0]
  } catch {
    return undefined
  }
}

export const isGivenUp = ({ isOn, failures }: { isOn: boolean; failures: number }): boolean =>
  !isOn && failures >= FAILURES_MAX

/** The last part of an address, or its host: what the file is called. */
export function fileNameOf(address: string): string {
  const { pathname, hostname } = new URL(address)
  const last = pathname.split('/').findLast((part) => part !== '')
  try {
    return decodeURIComponent(last ?? hostname)
      .replace(/[\p{Cc}/\\]/gu, '_')
      .slice(0, FILE_NAME_CHARS_MAX)
  } catch {
    return (last ?? hostname).slice(0, FILE_NAME_CHARS_MAX)
  }
}
const FILE_NAME_CHARS_MAX = 200

type Page = { results: unknown[]; links?: { next?: unknown } | null }

/** Is it an answer of the GUS BDL API, or a page of one? */
export const isPage = (document: unknown): document is Page =>
  typeof document === 'object' && document !== null && Array.isArray((document as Partial<Page>).results)

/** Where the next page is; undefined for the last one. */
export function nextPage({ links }: Page): string | undefined {
  const next = links?.next
  return typeof next === 'string' && next !== '' ? next : undefined
}

/**
 * The page's whole address. Pages stand at the server that was asked, in the way it was asked; throws `fetches.badPage`
 * for one elsewhere, and for one that was there before.
 */
export function pageAddress(next: string, before: string, seen: ReadonlySet<string>): string {
  const asked = new URL(before)
  if (!URL.canParse(next, before)) throw refuse.badPage({ host: asked.hostname, reason: 'elsewhere' })
  const page = new URL(next, before)
  if (page.hostname !== asked.hostname) throw refuse.badPage({ host: asked.hostname, reason: 'elsewhere' })
  page.protocol = asked.protocol
  page.port = asked.port
  if (seen.has(page.href)) throw refuse.badPage({ host: asked.hostname, reason: 'again' })
  return page.href
}
