/** A plan is sealed before its works, measured after them, vouched for by somebody else and published; and nothing goes another way. */
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor'
import { CITY, openInfrastructure } from '../testing.ts'
import { LANGS, sentence } from '#words'
import { Bundle, recompute } from './bundle.ts'
import { refuse as refuseFile } from './reading/refusals.ts'
import { refuse } from './refusals.ts'
import type { FileKind, Plan, RateDraft } from './types.ts'

const person = (id: string, ...permissions: string[]): Actor => ({ id, kind: 'person', can: (asked) => permissions.includes(asked) }) // prettier-ignore
const all = ['infrastructure.read', 'infrastructure.write', 'infrastructure.admin']
const anna = person('anna', ...all)
const jan = person('jan', ...all)
const reader = person('ewa', 'infrastructure.read')
const machine: Actor = { id: 'key:1', kind: 'key', can: () => true }

const DAY_MS = 86_400_000
const dayText = (from: string, i: number) => new Date(Date.parse(from) + i * DAY_MS).toISOString().slice(0, 10)
const BEGINS = '2026-12-01'
const FIRST = '2025-12-01'
const [BEFORE, AFTER] = ['2026-11-23T10:00:00Z', '2027-06-01T10:00:00Z']
const degrees = (i: number) => 8 - 12 * Math.cos((2 * Math.PI * (i - 20)) / 365)
const use = (i: number) => (400 + 25 * Math.max(0, 15 - degrees(i)) + 12 * Math.sin(i * 3.7)) * (i < 395 ? 1 : 0.75)
const rows = (days: number, row: (i: number) => string) => Array.from({ length: days }, (_, i) => row(i)).join('\n')
const meter = (days: number) => `day,use_kwh\n${rows(days, (i) => `${dayText(FIRST, i)},${use(i).toFixed(3)}`)}\n`
const weather = (days: number) => `day,temp_c\n${rows(days, (i) => `${dayText(FIRST, i)},${degrees(i).toFixed(3)}`)}\n`

const common = {
  ...{ title: 'Termomodernizacja szkoły', measure: 'Ocieplenie ścian', boundary: 'Budynek szkoły z salą' },
  ...{ responsible: 'Wydział Inwestycji', organisationId: CITY, carrier: 'electricity' as const, zone: 'UTC' },
  ...{ begins: BEGINS, reportsFrom: '2026-12-31', level: 0.9, demo: false },
  promised: { energy_kwh: 40_000, money_grosze: 4_000_000, co2e_kg: 24_000 },
  investment: { cost_grosze: 30_000_000, life_years: 20, discount: 0.03 },
}
const building: Plan = { ...common, option: 'C' }
const regime = { switching: { altitude_deg: -6, after_min: 0, before_min: 0 }, dimming: [] }
const street: Plan = {
  ...{ ...common, title: 'Oprawy LED', option: 'A', latitude: 51.25, longitude: 22.57 },
  groups: [{ name: 'a', count: 40, measured_w: [110, 112, 109, 111], before: regime, after: regime }],
}
const tariff: RateDraft = { kind: 'tariff', carrier: 'electricity', from: '2026-01-01', value: 90, vat: 0.23, name: 'Taryfa C11', source: 'Umowa sprzedaży energii' } // prettier-ignore
const factor: RateDraft = { kind: 'factor', carrier: 'electricity', from: '2026-01-01', value: 0.6, name: 'Wskaźnik próbny', source: 'Do testów' } // prettier-ignore

let house: Awaited<ReturnType<typeof openInfrastructure>>
beforeAll(async () => {
  house = await openInfrastructure()
})
afterAll(() => house.close())

const savings = () => house.infrastructure.savings
const refused = (code: string) => expect.objectContaining({ code }) as unknown
async function bring(actor: Actor, id: string, kind: FileKind, content: string) {
  const kept = await savings().keep(actor, Readable.from([Buffer.from(content)]))
  await savings().bring(actor, id, { ...kept, kind, name: `${kind}.csv` })
}
/** Sealed before its works; then the time of its readings has passed. */
async function sealed(plan: Plan) {
  house.clock.set(BEFORE)
  const { id } = await savings().draft(anna, plan)
  await savings().seal(anna, id)
  house.clock.set(AFTER)
  return id
}

describe('a plan', () => {
  test('may be changed until it is sealed, in the city’s own zone, and never after', async () => {
    const { id, plan } = await savings().draft(anna, building)
    expect(plan.zone).toBe('Europe/Warsaw')
    await savings().redraft(anna, id, { ...building, title: 'Szkoła nr 7' })
    await expect(savings().one(id)).rejects.toThrow(refused('savings.unknown'))
    await savings().seal(anna, id)
    expect((await savings().one(id)).plan.title).toBe('Szkoła nr 7')
    await expect(savings().redraft(anna, id, building)).rejects.toThrow(refused('savings.notDraft'))
    await expect(savings().seal(anna, id)).rejects.toThrow(refused('savings.notDraft'))
  })

  test('sealed after its works began would be no promise', async () => {
    const { id } = await savings().draft(anna, { ...building, begins: '2026-11-22' })
    await expect(savings().seal(anna, id)).rejects.toThrow(refused('savings.tooLate'))
    // A demonstration promises nothing, and plays in the past.
    const shown = await savings().draft(anna, { ...building, begins: '2026-11-22', demo: true })
    await savings().seal(anna, shown.id)
    expect((await savings().one(shown.id)).plan.demo).toBe(true)
    await expect(savings().draft(anna, { ...building, reportsFrom: '2026-11-30' })).rejects.toThrow(refused('savings.order')) // prettier-ignore
  })

  test('that names a person waits at the gate', async () => {
    const { id } = await savings().draft(anna, { ...building, measure: 'Ocieplenie, kontakt jan.kowalski@example.org' })
    await expect(savings().seal(anna, id)).rejects.toThrow(expect.objectContaining({ code: expect.stringMatching(/^governance\./) as unknown })) // prettier-ignore
    await expect(savings().one(id)).rejects.toThrow(refused('savings.unknown'))
  })

  test('is for those who may write; a reader only looks', async () => {
    await expect(savings().draft(reader, building)).rejects.toThrow(refused('forbidden'))
    await expect(savings().addRate(reader, tariff)).rejects.toThrow(refused('forbidden'))
    expect((await savings().all(reader)).length).toBeGreaterThan(0)
  })
})

describe('a building, from plan to proof', () => {
  let id = ''
  test('is sealed, measured with an interval, and worth nothing until prices are known', async () => {
    id = await sealed(building)
    await expect(savings().compute(anna, id)).rejects.toThrow(refused('savings.fileMissing'))
    await bring(anna, id, 'temperature', weather(800))
    await bring(anna, id, 'meter', meter(200))
    await expect(savings().compute(anna, id)).rejects.toThrow(refused('stats.savings.tooFewDays'))
    await bring(anna, id, 'meter', meter(425))
    const { content } = await savings().compute(anna, id)
    expect(content).toMatchObject({ from: '2026-12-31', daysCounted: 29, lighting: null })
    expect(content.avoided_kwh / content.baseline_kwh).toBeCloseTo(0.25, 1)
    expect(content.interval!.low).toBeLessThan(content.avoided_kwh)
    expect(content.money_grosze).toMatchObject({ total: null, missing: [{ from: '2026-12-31', to: '2027-01-29' }] })
    expect(content.payback).toBeNull()
  })

  test('with a price missing for a month, the sum is not known, and the month is named', async () => {
    await savings().addRate(jan, { ...tariff, to: '2027-01-10' })
    await savings().addRate(jan, { ...tariff, from: '2027-01-20', name: 'Taryfa 2027' })
    await expect(savings().addRate(jan, { ...tariff, from: '2027-06-01' })).rejects.toThrow(refused('savings.overlaps'))
    const { content } = await savings().compute(anna, id)
    expect(content.money_grosze.total).toBeNull()
    expect(content.money_grosze.missing).toEqual([{ from: '2027-01-10', to: '2027-01-20' }])
    expect(content.money_grosze.known).toBeGreaterThan(0)
    await savings().addRate(jan, { ...tariff, from: '2027-01-10', to: '2027-01-20', name: 'Taryfa styczniowa' })
    await savings().addRate(jan, factor)
  })

  test('an adjustment is public with its reason and changes the result by what it says', async () => {
    const before = await savings().compute(anna, id)
    await savings().adjust(anna, id, {
      from: '2027-01-01',
      to: '2027-01-11',
      perDay: 30,
      reason: 'Doszła pracownia komputerowa.',
    })
    const after = await savings().compute(anna, id)
    expect(after.content.avoided_kwh - before.content.avoided_kwh).toBeCloseTo(300, 6)
    expect((await savings().one(id)).adjustments).toMatchObject([{ reason: 'Doszła pracownia komputerowa.' }])
    expect(after.content.money_grosze.total).toBeGreaterThan(0)
    expect(after.content.yearly.stretched).toBe(true)
    expect(after.content.payback!.simple_years).toBeGreaterThan(0)
    expect(after.content.npvSpan_grosze!.low).toBeLessThan(after.content.payback!.npv_grosze)
  })

  test('is published only when another person confirmed it, with a bundle that computes to the same', async () => {
    const [newest] = (await savings().whole(anna, id)).results
    const draft = { verdict: 'confirmed' as const, as: 'Biuro Audytu', grounds: 'Odczyty sprawdzone z fakturami.' }
    await expect(savings().publish(jan, newest!.id)).rejects.toThrow(refused('savings.notConfirmed'))
    await expect(savings().verify(anna, newest!.id, draft)).rejects.toThrow(refused('savings.fourEyes'))
    await expect(savings().verify(machine, newest!.id, draft)).rejects.toThrow(refused('savings.notPerson'))
    await savings().verify(jan, newest!.id, draft)
    await expect(savings().verify(jan, newest!.id, draft)).rejects.toThrow(refused('savings.decided'))
    await expect(savings().bundle(reader, id, 99)).rejects.toThrow(refused('savings.unknown'))
    const nobody = person('nobody')
    await expect(savings().bundle(nobody, id, newest!.number)).rejects.toThrow(refused('savings.unknown'))
    await savings().publish(jan, newest!.id)
    await expect(savings().publish(jan, newest!.id)).rejects.toThrow(refused('savings.published'))
    const bundle = Bundle.parse(JSON.parse(await text((await savings().bundle(nobody, id, newest!.number)).stream)))
    expect(recompute(bundle).same).toBe(true)
    expect(recompute({ ...bundle, plan: { ...bundle.plan, level: 0.8 } }).same).toBe(false)
    const listed = (await savings().list()).find((one) => one.id === id)
    expect(listed?.newest?.verification?.as).toBe('Biuro Audytu')
    expect((await savings().totals()).avoided_kwh).toBeCloseTo(newest!.content.avoided_kwh, 6)
  })

  test('a file that cannot be read is not taken', async () => {
    await expect(bring(anna, id, 'temperature', 'day,temp\n2025-01-01,1\n2025-01-02,2\n')).rejects.toThrow(refused('savings.file.unit')) // prettier-ignore
    await expect(bring(anna, id, 'meter', 'a,b\n1,2\n')).rejects.toThrow(refused('savings.file.noTime'))
    const { id: draft } = await savings().draft(anna, building)
    await expect(bring(anna, draft, 'meter', meter(10))).rejects.toThrow(refused('savings.notSealed'))
  })
})

test.each(LANGS)('every refusal has its sentence: %s', (lang) => {
  const details = { begins: '2026-12-01', today: '2026-12-02', reportsFrom: '2026-11-30', kind: 'meter', missing: 'a', name: 'a', from: '2026-01-01', to: '', found: 'a', line: 1, column: 'a', expected: '1', most: 1, cause: 'Z', entityId: 'a', attribute: 'a', days: 1, unit: 'KVT' } // prettier-ignore
  for (const make of [...Object.values(refuse), ...Object.values(refuseFile)]) {
    const { code } = make()
    expect(sentence(lang, code, details)).not.toContain(code)
  }
})

test('a street of lamps is proved by watts measured after, and made-up ones count for nothing', async () => {
  const totals = await savings().totals()
  const id = await sealed({ ...street, demo: true })
  await bring(anna, id, 'wattage', 'grupa;moc [W]\na;41,0\n')
  await expect(savings().compute(anna, id, { to: '2027-01-31' })).rejects.toThrow(refused('savings.wattage'))
  await bring(anna, id, 'wattage', 'grupa;moc [W]\na;41,0\na;40,5\na;41,5\n')
  await expect(savings().compute(anna, id)).rejects.toThrow(refused('savings.period'))
  house.clock.set('2027-01-30T10:00:00Z')
  await expect(savings().compute(anna, id, { to: '2027-01-31' })).rejects.toThrow(refused('savings.future'))
  house.clock.set(AFTER)
  const { id: result, content } = await savings().compute(anna, id, { to: '2027-01-31' })
  expect(content.daysCounted).toBe(31)
  expect(content.avoided_kwh).toBeCloseTo((40 * (110.5 - 41) * content.lighting![0]!.beforeHours) / 1000, 6)
  expect(content.interval!.band).toBeGreaterThan(0)
  await savings().verify(jan, result, { verdict: 'confirmed', as: 'Biuro Audytu', grounds: 'Pomiary powtórzone.' })
  await savings().publish(jan, result)
  expect(await savings().totals()).toEqual(totals)
})
