/** A calendar stays one whatever people type: read back as programs read it, it says what was said and nothing more. */
import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { calendarOf, escaped, folded, type CalendarEvent } from './ical.ts'

const EVENT: CalendarEvent = {
  ...{ uid: '0190-1@example.org', sequence: 2, madeAt: new Date('2027-01-01T00:00:00Z'), at: new Date('2027-02-01T09:30:00Z') }, // prettier-ignore
  ...{ from: new Date('2027-05-14T16:00:00Z'), to: new Date('2027-05-14T18:00:00Z'), title: 'Noc pomysłów', about: 'Wstęp wolny' }, // prettier-ignore
  ...{ where: 'Ratusz', place: [22.57, 51.25] as const, organiser: 'Wydział', page: 'https://example.org/pl/e/1', cancelled: false }, // prettier-ignore
}
const calendar = (change: Partial<CalendarEvent>) => calendarOf({ name: 'Wydarzenia', about: 'Co się dzieje', lang: 'pl', page: 'https://example.org/pl/e', events: [{ ...EVENT, ...change }] }) // prettier-ignore
/** As RFC 5545 has it read: unfolded, cut at the first colon, unescaped. */
const read = (text: string) => text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1).map((line) => {
  const [, name, value] = /^([^:;]+)(?:;[^:]*)?:([\s\S]*)$/.exec(line)!
  return [name!, value!.replace(/\\([\\;,nN])/g, (_, found: string) => (/n/i.test(found) ? '\n' : found))] as const
}) // prettier-ignore

test('what was typed comes back as it was, in lines of at most 75 octets; nothing typed begins a property', () => {
  const names = read(calendar({})).map(([name]) => name)
  const hostile = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constantFrom('\r\nEND:VEVENT\r\nBEGIN:VALARM', '\nSUMMARY:x', '\\n\\', 'a;b,c\\;', '\u2028X:1', 'ż'.repeat(300), '👩‍👩‍👧‍👦'.repeat(40))) // prettier-ignore
  fc.assert(
    fc.property(hostile, hostile, hostile, (title, about, where) => {
      const text = calendar({ title, about, where })
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(Buffer.from(text).toString()).toBe(text)
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      const lines = read(text)
      expect(lines.map(([name]) => name)).toEqual(names)
      const kept = (said: string) => said.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '').toWellFormed() // prettier-ignore
      expect(lines.find(([name]) => name === 'SUMMARY')![1]).toBe(kept(title))
      expect(lines.find(([name]) => name === 'LOCATION')![1]).toBe(kept(where))
    }),
    { numRuns: 100 },
  )
})

test('a change has the same UID and a higher SEQUENCE; what is called off says so; times are of UTC', () => {
  const lines = Object.fromEntries(read(calendar({ cancelled: true })))
  expect(lines).toMatchObject({ UID: '0190-1@example.org', SEQUENCE: '2', STATUS: 'CANCELLED', DTSTART: '20270514T160000Z', DTSTAMP: '20270201T093000Z', GEO: '51.25;22.57' }) // prettier-ignore
  expect(escaped('a,b;c\\d\r\ne\u0000')).toBe('a\\,b\\;c\\\\d\\ne')
  expect(folded('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`)
})

test('another program reads the same: whole days end where the next begins, what is called off, hostile words', () => {
  const days = { uid: 'tie-1@example.org', from: '2027-12-31', to: '2028-02-29' }
  const said = {
    title: 'Nabór; „wspólnie”, a\\b 🌊'.repeat(6),
    about: 'Wiersz\nEND:VEVENT\nX-A:1',
    where: 'Sala, piętro 2',
  }
  const events = [{ ...EVENT, ...days, ...said, cancelled: true }, EVENT]
  const text = calendarOf({
    name: 'Wspólne; dni',
    about: 'Co, kiedy; gdzie',
    lang: 'pl',
    page: 'https://example.org/pl',
    events,
  })
  const whole = new ICAL.Component(ICAL.parse(text) as unknown[])
  const [first, second] = whole.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
  expect(whole.getFirstPropertyValue('description')).toBe('Co, kiedy; gdzie')
  expect(whole.getAllSubcomponents()).toHaveLength(2)
  expect(first).toMatchObject({ uid: days.uid, sequence: 2, summary: said.title, description: said.about, location: said.where }) // prettier-ignore
  expect([first!.startDate.isDate, `${first!.startDate}`, `${first!.endDate}`]).toEqual([true, '2027-12-31', '2028-03-01']) // prettier-ignore
  expect(first!.component.getFirstPropertyValue('status')).toBe('CANCELLED')
  expect(second!.component.getFirstPropertyValue('status')).toBe('CONFIRMED')
  expect(second!.startDate.toJSDate()).toEqual(EVENT.from)
  expect(`${second!.component.getFirstPropertyValue('dtstamp')}`).toBe('2027-02-01T09:30:00Z')
})
