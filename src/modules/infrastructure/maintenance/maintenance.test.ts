/** A reading breaks a rule fifty times: one alarm, the right people told once, one order, done by one person, signed off by another. */
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system, type Actor } from '#platform/actor'
import { LANGS, sentence } from '#words'
import { CITY, openInfrastructure, ROADS } from '../testing.ts'
import type { RuleDraft } from './alarms/types.ts'
import { refuse } from './refusals.ts'

const person = (id: string, where: string, ...permissions: string[]): Actor => ({ id, kind: 'person', can: (asked, organisation) => permissions.includes(asked) && (where === CITY || organisation === where) }) // prettier-ignore
const steward = ['infrastructure.read', 'infrastructure.write', 'infrastructure.operate']
const jan = person('account:jan', ROADS, ...steward)
const ola = person('account:ola', ROADS, 'infrastructure.read', 'infrastructure.operate')
const elsewhere = person('ewa', '00000000-0000-7000-8000-000000000009', ...steward)
const boss = person('boss', CITY, ...steward, 'infrastructure.admin')
const nobody = person('nobody', CITY)

const LAMP = 'urn:ngsi-ld:Streetlight:1'
const TYPE = 'https://smartdatamodels.org/dataModel.Streetlighting/Streetlight'
const VOLTAGE = 'https://smartdatamodels.org/dataModel.Streetlighting/voltage'
const STATUS = 'https://smartdatamodels.org/dataModel.Streetlighting/status'
const names = { pl: 'Za wysokie napięcie', en: 'Voltage too high', uk: 'Зависока напруга' }
const draft: RuleDraft = {
  ...{ names, organisationId: ROADS, scope: { type: TYPE }, attribute: VOLTAGE, severity: 'critical' },
  condition: { kind: 'threshold', side: 'above', limit: 250, hysteresis: 5 },
  escalation: [{ after_min: 0, organisationId: ROADS, role: 'crew' }, { after_min: 30, organisationId: ROADS, role: 'steward' }], // prettier-ignore
}

let house: Awaited<ReturnType<typeof openInfrastructure>>
beforeAll(async () => {
  house = await openInfrastructure()
  await house.jobs.start()
})
afterAll(async () => {
  await house.jobs.stop()
  await house.close()
})

const room = () => house.infrastructure.maintenance
const alarms = () => room().alarms
const orders = () => room().orders
const budgets = () => room().budgets
const refused = (code: string) => expect.objectContaining({ code }) as unknown

async function send(values: [time: string, value: number | string][], attribute = VOLTAGE, id = LAMP): Promise<void> {
  const { context, telemetry } = house.infrastructure
  await house.db.transaction().execute(async (tx) => {
    for (const [observedAt, value] of values) {
      const attributes = { [attribute]: [{ type: 'Property' as const, value, observedAt }] }
      await context.upsert(tx, [{ id, types: [TYPE], attributes }], system('test'))
    }
  })
  await telemetry.pulse.once()
}
const open = () => alarms().list(jan, { states: ['open'] })

/** Whom a step of the one open alarm reaches. */
async function told(step: number): Promise<string[]> {
  const before = house.letters.length
  await alarms().tell({ alarmId: (await open())[0]!.id, step })
  return house.letters.slice(before).map(({ to }) => to)
}
// prettier-ignore
const JPEG = Buffer.from('/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AKp//2Q==', 'base64')
const photograph = async (who: Actor, id: string, bytes: Buffer, place?: number) => {
  const kept = await orders().keep(who, id, Readable.from([bytes]))
  await orders().photograph(who, id, { ...kept, place })
}

test('rules are made by those who may write there', async () => {
  await expect(alarms().addRule(ola, draft)).rejects.toThrow(refused('forbidden'))
  await expect(alarms().addRule(elsewhere, draft)).rejects.toThrow(refused('forbidden'))
  const unknown = { ...draft, organisationId: '00000000-0000-7000-8000-000000000007' }
  await expect(alarms().addRule(boss, unknown)).rejects.toThrow(refused('maintenance.unknownOrganisation'))
  await send([['2026-11-23T09:00:00Z', 260]])
  expect(await alarms().list(jan)).toEqual([])
  await alarms().addRule(jan, draft)
  expect(await open()).toMatchObject([{ entityId: LAMP, value: '260', severity: 'critical' }])
})

test('fifty readings that break it, some late and some twice, are one alarm', async () => {
  const times = Array.from({ length: 50 }, (_, i) =>
    new Date(Date.parse('2026-11-23T09:05:00Z') + i * 60_000).toISOString(),
  )
  const readings = times.map((time, i): [string, number] => [time, 255 + (i % 7)])
  await send(readings.slice(0, 30))
  await send([...readings.slice(20).reverse(), ['2026-11-23T08:00:00Z', 100]])
  expect(await alarms().list(jan)).toHaveLength(1)
  expect((await open())[0]!.times).toBe(1)
  await expect(alarms().list(elsewhere)).rejects.toThrow(refused('forbidden'))
  await expect(alarms().list(nobody)).rejects.toThrow(refused('forbidden'))
})

test('within the hysteresis nothing changes; over, it clears; again, the same alarm comes back', async () => {
  await send([['2026-11-23T09:56:00Z', 247]])
  expect(await open()).toHaveLength(1)
  await send([['2026-11-23T09:57:00Z', 240]])
  expect(await alarms().list(jan, { states: ['cleared'] })).toHaveLength(1)
  await send([['2026-11-23T09:58:00Z', 251]])
  expect(await alarms().list(jan)).toMatchObject([{ state: 'open', times: 2, value: '251' }])
})

test('a clock that is years ahead wakes nobody and hides nothing', async () => {
  await send([['2027-06-01T00:00:00Z', 1]])
  expect(await open()).toHaveLength(1)
})

test('each step tells its people once, in their language; who has it in hand or silences it ends that', async () => {
  expect(await told(0)).toEqual(['ola@example.org'])
  expect(house.letters.at(-1)!.subject).toBe(`Alarm krytyczny: Za wysokie napięcie, ${LAMP}`)
  expect(await told(0)).toEqual([])
  const { id } = (await open())[0]!
  await expect(alarms().acknowledge(elsewhere, id)).rejects.toThrow(refused('forbidden'))
  await expect(alarms().silence(ola, id, { until: '2027-11-23T10:00:00Z', reason: 'Remont ulicy' })).rejects.toThrow(refused('maintenance.silence')) // prettier-ignore
  await alarms().silence(ola, id, { until: '2026-11-23T12:00:00Z', reason: 'Remont ulicy' })
  expect(await told(1)).toEqual([])
  house.clock.set('2026-11-23T12:30:00Z')
  expect(await told(1)).toEqual(['jan@example.org'])
  expect(house.letters.at(-1)!.text).toContain('/uk/robochyi-prostir/tryvohy/')
  await alarms().acknowledge(ola, id)
  await alarms().note(ola, id, { text: 'Sprawdzam szafę oświetleniową' })
  const { events } = await alarms().one(jan, id)
  expect(events.map(({ kind }) => kind)).toEqual(['opened', 'cleared', 'reopened', 'told', 'silenced', 'told', 'acknowledged', 'noted']) // prettier-ignore
  expect(events.find(({ kind }) => kind === 'told')!.content.to).toEqual(['account:ola'])
})

let order = ''
test('from an alarm comes one order, which ends it; and its pictures are pictures', async () => {
  const { id: alarmId } = (await open())[0]!
  const wanted = { title: 'Napięcie w latarni 1', organisationId: ROADS, priority: 'urgent' as const, alarmId, estimate_grosze: 50_000, checklist: [{ text: 'Wymienić zasilacz', photo: true }] } // prettier-ignore
  await expect(orders().make(elsewhere, wanted)).rejects.toThrow(refused('forbidden'))
  const both = await Promise.allSettled([orders().make(ola, wanted), orders().make(jan, wanted)])
  const [made] = both.filter((one) => one.status === 'fulfilled')
  expect(both.filter((one) => one.status === 'rejected')).toMatchObject([{ reason: { code: 'maintenance.twice' } }])
  order = made!.value.id
  expect((await orders().orderOf(jan, { alarmId }))?.id).toBe(order)
  expect(await budgets().of(jan)).toMatchObject([{ committed_grosze: 50_000, spent_grosze: 0, plan_grosze: null }])
  await expect(orders().assign(jan, order, 'account:ewa')).rejects.toThrow(refused('maintenance.notMember'))
  await orders().assign(jan, order, 'account:ola')
  expect(await orders().list(ola, { mine: true })).toMatchObject([{ state: 'planned', entityId: LAMP, sla: { state: 'running', target_min: 240 } }]) // prettier-ignore
  await orders().move(ola, order, { to: 'underWay' })
  await expect(orders().move(ola, order, { to: 'waiting' })).rejects.toThrow(refused('maintenance.reason'))
  await expect(orders().move(ola, order, { to: 'done' })).rejects.toThrow(refused('maintenance.unfinished'))
  await expect(photograph(ola, order, Buffer.from('<svg/>'), 0)).rejects.toThrow(refused('photos.unreadable'))
  await expect(photograph(elsewhere, order, JPEG, 0)).rejects.toThrow(refused('forbidden'))
  await photograph(ola, order, JPEG, 0)
  await orders().labour(ola, order, { text: 'Wymiana', minutes: 90, rate_grosze: 8_000 })
  await orders().cost(ola, order, { text: 'Zasilacz', amount_grosze: 23_999 })
  await orders().move(ola, order, { to: 'done' })
  expect(await alarms().list(jan, { states: ['closed'] })).toMatchObject([{ id: alarmId }])
  await expect(orders().cost(ola, order, { text: 'Kawa', amount_grosze: 1 })).rejects.toThrow(refused('maintenance.notOpen')) // prettier-ignore
})

test('who did it cannot sign it off; another can, and then it is spent', async () => {
  await expect(orders().move(ola, order, { to: 'signedOff' })).rejects.toThrow(refused('forbidden'))
  const olaAsSteward = person('account:ola', ROADS, ...steward)
  await expect(orders().move(olaAsSteward, order, { to: 'signedOff' })).rejects.toThrow(refused('maintenance.fourEyes'))
  await orders().move(jan, order, { to: 'signedOff' })
  const { photos, moves, sla, spent_grosze, next } = await orders().one(jan, order)
  expect(moves.map(({ to }) => to)).toEqual(['new', 'planned', 'underWay', 'done', 'signedOff'])
  expect({ spent_grosze, next, sla: sla.state }).toEqual({ spent_grosze: 35_999, next: [], sla: 'kept' })
  expect((await orders().photo(jan, order, photos[0]!.id)).mediaType).toBe('image/jpeg')
  await budgets().plan(jan, { organisationId: ROADS, year: 2026, plan_grosze: 1_000_000 })
  await expect(budgets().plan(ola, { organisationId: ROADS, year: 2026, plan_grosze: 1 })).rejects.toThrow(refused('forbidden')) // prettier-ignore
  // What is done in the demonstration district costs nothing.
  const shown = await orders().make(jan, { title: 'Pokaz', organisationId: ROADS, priority: 'low', entityId: 'urn:ngsi-ld:Streetlight:demo:lamp-1-01', estimate_grosze: 1_000 }) // prettier-ignore
  const [budget] = await budgets().of(jan)
  expect(budget).toMatchObject({ plan_grosze: 1_000_000, committed_grosze: 0, spent_grosze: 35_999, orders: { open: 0, signed: 1 } }) // prettier-ignore
  expect(budget!.months).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 35_999, 0])
  await orders().move(jan, shown.id, { to: 'cancelled', reason: 'Koniec pokazu' })
  expect(await budgets().of(jan, 2025)).toEqual([])
  expect(await orders().careOf(jan, { entityId: LAMP })).toMatchObject({ failures: 1, cost_grosze: 35_999 })
})

test('what was closed stays so for old readings; a new one that is wrong opens another', async () => {
  await send([['2026-11-23T12:20:00Z', 270]])
  expect(await open()).toEqual([])
  house.clock.set('2026-11-23T13:00:00Z')
  await send([['2026-11-23T12:59:00Z', 270]])
  expect(await open()).toHaveLength(1)
})

test('a state, and what was not read at all; over for long enough it closes by itself', async () => {
  await alarms().addRule(jan, { ...draft, names, attribute: STATUS, scope: { ids: [LAMP] }, condition: { kind: 'state', values: ['defective'] }, closeAfter_min: 10 }) // prettier-ignore
  await alarms().addRule(jan, { ...draft, names, condition: { kind: 'silence', longerThan_min: 60 } })
  await send([['2026-11-23T12:59:30Z', 'defective']], STATUS)
  const kinds = async () => (await open()).map(({ attribute }) => attribute).sort()
  expect(await kinds()).toEqual([STATUS, VOLTAGE])
  await room().sweep()
  expect(await kinds()).toEqual([STATUS, VOLTAGE])
  house.clock.set('2026-11-23T14:00:00Z')
  await room().sweep()
  await room().sweep()
  expect(await kinds()).toEqual([STATUS, VOLTAGE, VOLTAGE])
  await send([['2026-11-23T13:59:00Z', 'ok']], STATUS)
  house.clock.set('2026-11-23T14:10:00Z')
  await room().sweep()
  expect((await alarms().list(jan, { states: ['closed'] })).map(({ attribute }) => attribute)).toContain(STATUS)
})

test('a report of a fault is taken up by its order, once, and closed when that is done', async () => {
  const { assets } = house.infrastructure
  const { reports } = assets
  await assets.add(boss, { code: 'L-1', kind: 'lamp', organisationId: ROADS, entityId: LAMP })
  const at = house.clock.now().getTime()
  await reports.report('10.0.0.1', 'L-1', { fault: 'dark', begunAt: new Date(at - 20_000) })
  const { id: reportId, thingId } = (await reports.waiting())[0]!
  const draft = { title: 'Latarnia nie świeci', organisationId: ROADS, reportId }
  const { id } = await orders().make(ola, draft)
  await expect(orders().make(jan, draft)).rejects.toThrow(refused('maintenance.twice'))
  await expect(orders().make(jan, { ...draft, reportId: ROADS })).rejects.toThrow(refused('maintenance.unknown'))
  expect((await reports.find(reportId))!.taken).not.toBeNull()
  await orders().move(ola, id, { to: 'underWay' })
  await orders().move(ola, id, { to: 'done' })
  expect((await reports.find(reportId))!.closed).toMatchObject({ outcome: 'fixed' })
  expect(await orders().careOf(jan, { assetId: thingId, entityId: LAMP })).toMatchObject({ failures: 2 })
})

test('a schedule makes an order on its day, once, however often it is looked at', async () => {
  const every = { by: 'calendar' as const, unit: 'month' as const, count: 6, from: '2026-05-23' }
  const upkeep = { title: 'Przegląd szafy', organisationId: ROADS, kind: 'inspection' as const, every }
  await expect(orders().addSchedule(ola, upkeep)).rejects.toThrow(refused('forbidden'))
  await orders().addSchedule(jan, upkeep)
  const counted = { ...upkeep, title: 'Po stu odczytach', every: { by: 'meter' as const, entityId: LAMP, attribute: VOLTAGE, units: 5 } } // prettier-ignore
  await orders().addSchedule(jan, counted)
  await room().sweep()
  await room().sweep()
  const titles = async () => (await orders().list(jan, { states: ['new'] })).map(({ title }) => title)
  expect(await titles()).toEqual(['Przegląd szafy'])
  await send([['2026-11-23T14:05:00Z', 276]])
  await room().sweep()
  expect(await titles()).toEqual(['Przegląd szafy', 'Po stu odczytach'])
})

test.each(LANGS)('every refusal has its sentence: %s', (lang) => {
  const details = { most: 1, from: 'new', to: 'done', missing: 'a', daysMax: 90, place: 1, found: 'a', right: 'b' }
  for (const make of Object.values(refuse)) expect(sentence(lang, make().code, details)).not.toContain(make().code)
})
