/** A passer-by reports a fault, sees what becomes of it; who handles it reaches them, for a time. */
import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { visitor, type Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import { CITY, openInfrastructure, ROADS } from '../../testing.ts'
import type { ReportDraft } from './types.ts'

const START = new Date('2026-11-23T10:00:00Z')
const clock = fixedClock(START)
let house: Awaited<ReturnType<typeof openInfrastructure>>
let minutes = 0
const may = (id: string, where: string, ...permissions: string[]): Actor => ({
  ...{ id, kind: 'person' },
  can: (permission, organisation) => permissions.includes(permission) && (where === CITY || organisation === where),
})
const anna = may('anna', CITY, 'infrastructure.read', 'infrastructure.write')
const reader = may('reader', CITY, 'infrastructure.read')
beforeAll(async () => {
  house = await openInfrastructure((needs) => ({ ...needs, clock }))
  for (const code of ['R1', 'R2', 'GONE'])
    await house.infrastructure.assets.add(anna, { code, kind: 'lamp', organisationId: ROADS, state: code === 'GONE' ? 'scrapped' : 'inUse' }) // prettier-ignore
})
afterAll(() => house.close())
beforeEach(() => clock.set(new Date(START.getTime() + ++minutes * 3_600_000 * 2)))

const draft = (change: Partial<ReportDraft> = {}): ReportDraft => ({
  ...{ fault: 'dark', words: 'Od wczoraj', begunAt: new Date(clock.now().getTime() - 20_000), language: 'pl' },
  ...change,
})
let addresses = 0
async function send(
  change: Partial<ReportDraft> = {},
  thing = 'R1',
  address = `10.0.0.${++addresses}`,
  photo?: Readable,
) {
  const { reports } = house.infrastructure.assets
  const kept = photo && (await reports.bringPhoto(address, photo))
  return reports.report(address, thing, draft(change), kept && { sha256: kept.sha256, mediaType: kept.mediaType })
}
const code = (code: string) => expect.objectContaining({ code })

test('reported, taken up, closed with an answer: the reporter sees each step by their code alone', async () => {
  const { reports } = house.infrastructure.assets
  const receipt = await send({ contact: 'jan@example.org' }, 'r1')
  expect(receipt).toMatch(/^[2-9A-HJKMNP-Z]{12}$/)
  expect(await reports.follow(`${receipt.slice(0, 6)} ${receipt.slice(6).toLowerCase()}`)).toMatchObject({ state: 'waiting', fault: 'dark' }) // prettier-ignore
  const [waiting] = await reports.waiting()
  expect(waiting).toMatchObject({ thing: 'R1', words: 'Od wczoraj', organisationId: ROADS })
  await expect(reports.takeUp(reader, waiting!.id)).rejects.toMatchObject({ status: 403 })
  await reports.takeUp(anna, waiting!.id)
  expect(await reports.follow(receipt)).toMatchObject({ state: 'taken' })
  await house.db.transaction().execute((tx) => reports.close(tx, waiting!.id, { outcome: 'fixed', answer: 'Wymieniono oprawę.' }, anna)) // prettier-ignore
  expect(await reports.follow(receipt)).toMatchObject({ state: 'closed', outcome: 'fixed', answer: 'Wymieniono oprawę.' }) // prettier-ignore
  await expect(reports.settle(anna, waiting!.id, { outcome: 'nothing' })).rejects.toEqual(code('things.reportClosed'))
  expect(await reports.waiting()).toEqual([])
  await expect(reports.follow('NOSUCHCODE22')).rejects.toEqual(code('things.reportUnknown'))
  await house.ledger.sequence()
  expect(JSON.stringify(await house.ledger.list({ limit: 50 }))).not.toMatch(/jan@example|wczoraj|Wymieniono/)
})

test('how to reach the reporter: only for who handles it, and not for long', async () => {
  const { reports } = house.infrastructure.assets
  await send({ contact: 'tel. 601 234 567' })
  const [one] = await reports.waiting()
  expect(await reports.contact(anna, one!)).toBe('tel. 601 234 567')
  for (const who of [visitor, reader]) expect(await reports.contact(who, one!)).toBeUndefined()
  await reports.settle(anna, one!.id, { outcome: 'nothing' })
  clock.set(new Date(clock.now().getTime() + 29 * 86_400_000))
  await reports.forgetContacts()
  expect(await reports.contact(anna, one!)).toBeDefined()
  clock.set(new Date(clock.now().getTime() + 2 * 86_400_000))
  expect(await reports.forgetContacts()).toBeGreaterThan(0)
  expect(await reports.contact(anna, one!)).toBeUndefined()
})

test.each([
  ['a hidden field that people do not see', { website: 'http://spam.example' }, 'things.reportRobot'],
  ['a form sent at once', { begunAt: new Date('2199-01-01') }, 'things.reportRobot'],
  ['a form from last week', { begunAt: new Date('2026-11-01') }, 'things.reportRobot'],
  ['a fault that is none', { fault: 'full' }, 'things.faultUnknown'],
  ['something else, without a word', { fault: 'other', words: ' ' }, 'things.reportWords'],
])('%s is refused', async (_, change, refusal) => {
  await expect(send(change)).rejects.toEqual(code(refusal))
})

test('a thing that is not there, or no longer; words without end', async () => {
  await expect(send({}, 'NOPE')).rejects.toEqual(code('things.unknown'))
  await expect(send({}, 'GONE')).rejects.toEqual(code('things.unknown'))
  await expect(send({ words: 'x'.repeat(1001) })).rejects.toThrow()
})

test('one address reports so often, one thing is reported so often', async () => {
  for (let i = 0; i < 5; i++) await send({}, 'R2', '2001:db8::1')
  await expect(send({}, 'R2', '2001:db8::2')).rejects.toMatchObject({ code: 'things.reportsTooMany', details: { minutes: 10 } }) // prettier-ignore
  for (let i = 0; i < 5; i++) await send({}, 'R2')
  await expect(send({}, 'R2')).rejects.toEqual(code('things.reportsTooMany'))
  await send({}, 'R1')
})

test('a photo comes without its traces, and only who may read the thing sees it', async () => {
  const { reports } = house.infrastructure.assets
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...[['IHDR', 'x'.repeat(13)], ['tEXt', 'GPS 51N'], ['IEND', '']].map(([type, text]) => { const size = Buffer.alloc(4); size.writeUInt32BE(text!.length); return Buffer.concat([size, Buffer.from(type! + text!), Buffer.alloc(4)]) })]) // prettier-ignore
  await send({}, 'R1', undefined, Readable.from([png]))
  const { id } = (await reports.waiting()).at(-1)!
  const { stream, mediaType } = await reports.photo(reader, id)
  const kept = Buffer.concat(await Array.fromAsync(stream as AsyncIterable<Buffer>))
  expect([mediaType, kept.includes('GPS')]).toEqual(['image/png', false])
  await expect(reports.photo(visitor, id)).rejects.toMatchObject({ status: 401 })
  await expect(send({}, 'R1', undefined, Readable.from([Buffer.from('MZ program')]))).rejects.toEqual(code('photos.unreadable')) // prettier-ignore
  await expect(send({}, 'R1', undefined, Readable.from(Array.from({ length: 16 }, () => Buffer.alloc(1_000_000))))).rejects.toEqual(code('files.tooLarge')) // prettier-ignore
})

test('a thing’s own photos and documents', async () => {
  const { assets } = house.infrastructure
  const pdf = () => Readable.from([Buffer.from('%PDF-1.7 …')])
  const kept = await assets.keepAnyFile(anna, 'R1', pdf())
  await assets.addFile(anna, 'r1', { ...kept, name: 'gwarancja.pdf' })
  const [one] = await assets.files(reader, 'R1')
  expect(one).toMatchObject({ kind: 'document', name: 'gwarancja.pdf', mediaType: 'application/pdf', by: 'anna' })
  await expect(assets.file(visitor, 'R1', one!.id)).rejects.toMatchObject({ status: 401 })
  await expect(assets.keepAnyFile(reader, 'R1', pdf())).rejects.toMatchObject({ status: 403 })
  await expect(assets.keepAnyFile(anna, 'R1', Readable.from([Buffer.from('<html>')]))).rejects.toEqual(code('photos.unreadable')) // prettier-ignore
  await assets.removeFile(anna, 'R1', one!.id)
  expect(await assets.files(reader, 'R1')).toEqual([])
  await expect(assets.removeFile(anna, 'R1', one!.id)).rejects.toEqual(code('things.fileUnknown'))
})
