/** Events as a calendar that other programs subscribe to (RFC 5545). Times are of UTC, so that no zone need be described; whole days are of none. Pure. */

/** A line holds so many octets, its end not counted. */
const OCTETS_MAX = 75
const REFRESH = 'PT1H'

export type CalendarEvent = {
  /** The same in every language and for good. */
  uid: string
  /** Grows by one with each change. */
  sequence: number
  madeAt: Date
  at: Date
  /** An instant; or a whole day, `2027-05-14`, wherever one is. */
  from: Date | string
  /** An instant; or the last whole day. */
  to: Date | string
  title: string
  about: string
  where: string
  /** Longitude, latitude. */
  place?: readonly [number, number]
  organiser: string
  category?: string
  page: string
  cancelled: boolean
}
export type Calendar = { name: string; about: string; lang: string; page: string; events: readonly CalendarEvent[] }

export function calendarOf({ name, about, lang, page, events }: Calendar): string {
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Unia//Events//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH'],
    ...[`NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`, `DESCRIPTION:${escaped(about)}`],
    ...[`URL:${addressOf(page)}`, `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`, `X-PUBLISHED-TTL:${REFRESH}`],
    ...events.flatMap((event) => linesOf(event, lang)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function linesOf(event: CalendarEvent, lang: string): string[] {
  const { place, category } = event
  return [
    'BEGIN:VEVENT',
    ...[`UID:${escaped(event.uid)}`, `SEQUENCE:${event.sequence}`],
    ...[`DTSTAMP:${utc(event.at)}`, `CREATED:${utc(event.madeAt)}`, `LAST-MODIFIED:${utc(event.at)}`],
    ...[startOf(event.from), endOf(event.to)],
    // A day that something lasts or ends on keeps nobody from other things.
    ...(typeof event.from === 'string' ? ['TRANSP:TRANSPARENT'] : []),
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `SUMMARY;LANGUAGE=${lang}:${escaped(event.title)}`,
    `DESCRIPTION;LANGUAGE=${lang}:${escaped(event.about)}`,
    `LOCATION:${escaped(event.where)}`,
    // Latitude first, other than everywhere else here.
    ...(place ? [`GEO:${place[1]};${place[0]}`] : []),
    `CONTACT:${escaped(event.organiser)}`,
    ...(category ? [`CATEGORIES:${escaped(category)}`] : []),
    `URL:${addressOf(event.page)}`,
    'END:VEVENT',
  ]
}

/** `20270514T160000Z`. */
const utc = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

const day = (text: string): string => text.replaceAll('-', '')
const startOf = (from: Date | string): string =>
  typeof from === 'string' ? `DTSTART;VALUE=DATE:${day(from)}` : `DTSTART:${utc(from)}`
/** A day ends where the next begins. */
function endOf(to: Date | string): string {
  if (typeof to !== 'string') return `DTEND:${utc(to)}`
  const next = new Date(`${to}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return `DTEND;VALUE=DATE:${day(next.toISOString().slice(0, 10))}`
}

/** What was typed can neither end a line nor begin a property: ends of lines are written out, other control characters left out. */
export const escaped = (text: string): string =>
  text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .toWellFormed()
    .replace(/[\\;,]/g, (found) => `\\${found}`)
    .replace(/\n/g, '\\n')

const addressOf = (page: string): string => new URL(page).href

/** Broken by octets, never within a character; what follows begins with a space, which counts. */
export function folded(line: string): string {
  const parts: string[] = []
  let [part, octets] = ['', 0]
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > OCTETS_MAX) {
      parts.push(part)
      ;[part, octets] = ['', 1]
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n ')
}
