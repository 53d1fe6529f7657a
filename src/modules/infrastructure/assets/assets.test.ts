/** The city's things: who adds and changes them, what is refused and why, who sees what. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor, type Actor } from '#platform/actor'
import type { Gate } from '#governance'
import { CITY, openInfrastructure, ROADS } from '../testing.ts'
import { makeCode } from './code.ts'
import { KINDS } from './kinds/index.ts'
import { changesOf, isSame } from './rules.ts'
import type { ThingDraft } from './types.ts'

let house: Awaited<ReturnType<typeof openInfrastructure>>
beforeAll(async () => {
  house = await openInfrastructure()
  await house.jobs.start()
})
afterAll(async () => {
  await house.jobs.stop()
  await house.close()
})

const person = (id: string, where: string, ...permissions: string[]): Actor => ({
  ...{ id, kind: 'person' },
  can: (permission, organisation) => permissions.includes(permission) && (where === CITY || organisation === where),
})
const anna = person('anna', CITY, 'infrastructure.read', 'infrastructure.write')
const roads = person('roads', ROADS, 'infrastructure.read', 'infrastructure.write')
const reader = person('reader', CITY, 'infrastructure.read')
const lamp = (change: Partial<ThingDraft> = {}): ThingDraft => ({ kind: 'lamp', organisationId: ROADS, ...change })
const point = (lon: number, lat: number) => ({ type: 'Point', coordinates: [lon, lat] })
const code = (code: string, details = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) })

test('a thing is added with a code of its own, changed, and its history says what changed', async () => {
  const { assets } = house.infrastructure
  const added = await assets.add(roads, lamp({ location: point(22.5, 51.2), maker: 'Schréder', fields: { power: 70 } }))
  expect(added.code).toMatch(/^[2-9A-HJKMNP-Z]{6}$/)
  expect(added).toMatchObject({ version: 1, point: [22.5, 51.2], state: 'inUse', details: { maker: 'Schréder' } })
  const changed = await assets.change(roads, added.code.toLowerCase(), 1, lamp({ location: point(22.5, 51.2), fields: { power: 38, source: 'led' } })) // prettier-ignore
  expect(changed).toMatchObject({ id: added.id, code: added.code, version: 2 })
  const [second, first] = await assets.history(reader, added.code)
  expect(second).toMatchObject({ version: 2, by: 'roads' })
  expect(second!.changed).toEqual([
    { what: 'maker', before: 'Schréder', after: null },
    { what: 'fields.power', before: 70, after: 38 },
    { what: 'fields.source', before: null, after: 'led' },
  ])
  expect(first!.changed.map(({ what }) => what)).toContain('location')
  await house.ledger.sequence()
  const { entries } = await house.ledger.list({ subject: `things/${added.code}` })
  expect(entries.map(({ entry }) => entry.kind)).toEqual(['things.changed', 'things.added'])
  expect(JSON.stringify(entries)).not.toMatch(/Schréder|22\.5/)
})

test('who saves over somebody’s change is told; who says nothing new changes nothing', async () => {
  const { assets } = house.infrastructure
  const { code: own } = await assets.add(anna, lamp({ note: 'a' }))
  await assets.change(anna, own, 1, lamp({ note: 'b' }))
  await expect(assets.change(roads, own, 1, lamp({ note: 'c' }))).rejects.toEqual(
    code('things.changed', { version: 2 }),
  )
  expect(await assets.change(roads, own, 2, lamp({ note: 'b' }))).toMatchObject({ version: 2 })
  const both = ['d', 'e'].map((note) => assets.change(anna, own, 2, lamp({ note })))
  const ended = await Promise.allSettled(both)
  expect(ended.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('parts hang under one thing, never in a circle, nor too deep', async () => {
  const { assets } = house.infrastructure
  const cabinet = await assets.add(anna, { kind: 'cabinet', code: 'SO-1', organisationId: ROADS })
  await assets.add(anna, lamp({ code: 'so-1/2'.replace('/', '.'), parent: 'so-1' }))
  const second = await assets.add(anna, lamp({ code: 'SO-1.3', parent: 'SO-1.2' }))
  expect((await assets.pathOf(second.id)).map((one) => one.code)).toEqual(['SO-1', 'SO-1.2', 'SO-1.3'])
  expect((await assets.children(cabinet.id)).map((one) => one.code)).toEqual(['SO-1.2'])
  const under = (parent: string) => assets.change(anna, 'SO-1', 1, { kind: 'cabinet', organisationId: ROADS, parent })
  await expect(under('SO-1.3')).rejects.toEqual(code('things.cycle', { code: 'SO-1' }))
  await expect(under('SO-1')).rejects.toEqual(code('things.cycle'))
  await expect(under('NOPE')).rejects.toEqual(code('things.parentUnknown', { found: 'NOPE' }))
  let parent = 'SO-1.3'
  for (let depth = 4; depth <= 8; depth++) ({ code: parent } = await assets.add(anna, lamp({ parent })))
  await expect(assets.add(anna, lamp({ parent }))).rejects.toEqual(code('things.tooDeep', { most: 8 }))
})

test.each([
  ['a kind that is not there', { kind: 'rocket' }, 'things.kindUnknown'],
  ['a field that is not there', { fields: { wings: 2 } }, 'things.field'],
  ['a number out of range', { fields: { power: -1 } }, 'things.field'],
  ['words for a number', { fields: { power: '70' } }, 'things.field'],
  ['a choice that is none', { fields: { source: 'candle' } }, 'things.field'],
  ['a warranty before the thing', { installed: '2026-01-01', warrantyUntil: '2025-01-01' }, 'things.order'],
  ['a place beyond the world', { location: point(222, 51) }, 'context.badGeometry'],
  ['a shape that crosses itself', { location: { type: 'Polygon', coordinates: [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]] } }, 'things.shape'], // prettier-ignore
  ['an area that is not there', { area: 'atlantis' }, 'things.areaUnknown'],
  ['an office that is not there', { organisationId: '00000000-0000-7000-8000-00000000000f' }, 'things.organisationUnknown'], // prettier-ignore
] as [string, Partial<ThingDraft>, string][])('%s is refused', async (_, change, refusal) => {
  await expect(house.infrastructure.assets.add(anna, lamp(change))).rejects.toEqual(code(refusal))
})

test('a meter without what it must say is refused, with what would be right', async () => {
  const meter = { kind: 'meter', organisationId: ROADS }
  await expect(house.infrastructure.assets.add(anna, meter)).rejects.toEqual(
    code('things.field', { field: 'carrier', right: 'electricity, heat, gas, water' }),
  )
})

test('one code, one entity: a second thing cannot have them', async () => {
  const { assets } = house.infrastructure
  await assets.add(anna, lamp({ code: 'TWICE', entityId: 'urn:ngsi-ld:Streetlight:1' }))
  await expect(assets.add(anna, lamp({ code: 'twice' }))).rejects.toEqual(code('things.codeTaken'))
  await expect(assets.add(anna, lamp({ entityId: 'urn:ngsi-ld:Streetlight:1' }))).rejects.toEqual(code('things.entityTaken', { code: 'TWICE' })) // prettier-ignore
  expect(await assets.byEntity('urn:ngsi-ld:Streetlight:1')).toMatchObject({ code: 'TWICE' })
})

test('who may not is refused, and where: nobody, a reader, another department', async () => {
  const { assets } = house.infrastructure
  await expect(assets.add(visitor, lamp())).rejects.toMatchObject({ status: 401 })
  await expect(assets.add(reader, lamp())).rejects.toMatchObject({ status: 403 })
  await expect(assets.add(roads, lamp({ organisationId: CITY }))).rejects.toMatchObject({ status: 403 })
  const { code: own } = await assets.add(anna, lamp({ organisationId: CITY }))
  await expect(assets.change(roads, own, 1, lamp())).rejects.toMatchObject({ status: 403 })
  await expect(assets.history(visitor, own)).rejects.toMatchObject({ status: 401 })
})

test('everybody sees what is public, by code what it is; the rest who may read', async () => {
  const { assets } = house.infrastructure
  const place = { location: point(22.51, 51.21), name: 'Przy ratuszu', serial: 'S-1' }
  await assets.add(anna, lamp({ ...place, code: 'OPEN-1', fields: { power: 40, circuit: 'K1' } }))
  await assets.add(anna, { ...place, kind: 'meter', code: 'SHUT-1', organisationId: ROADS, fields: { carrier: 'gas' } })
  const open = await assets.one(visitor, 'open-1')
  expect(open).toMatchObject({ name: 'Przy ratuszu', point: [22.51, 51.21], fields: { power: 40 } })
  expect(open.fields).not.toHaveProperty('circuit')
  expect(open).not.toHaveProperty('inside')
  const shut = await assets.one(visitor, 'SHUT-1')
  expect(shut).toMatchObject({ kind: 'meter', organisationId: ROADS, name: null, location: null, point: null, fields: {} }) // prettier-ignore
  expect((await assets.page(visitor, { q: 'SHUT' })).total).toBe(0)
  expect((await assets.page(visitor, { q: 's-1' })).things.map((one) => one.code)).not.toContain('OPEN-1')
  expect((await assets.page(roads, { q: 's-1' })).things.map((one) => one.code)).toEqual(['OPEN-1', 'SHUT-1'])
  const box: [number, number, number, number] = [22.505, 51.205, 22.515, 51.215]
  expect((await assets.inBox(visitor, box)).things.map((one) => one.code)).toEqual(['OPEN-1'])
  expect((await assets.inBox(reader, box)).things).toHaveLength(2)
})

test('a name that everybody reads holds no person’s number', async () => {
  const { assets } = house.infrastructure
  await expect(assets.add(anna, lamp({ name: 'PESEL 44051401359' }))).rejects.toEqual(code('governance.unfitText'))
  await expect(assets.add(anna, lamp({ name: 'tel. 601 234 567' }))).rejects.toEqual(code('governance.held'))
})

test('a name that the gate took back is nobody’s but theirs who work on the thing', async () => {
  const { assets } = house.infrastructure
  await assets.add(anna, lamp({ code: 'NAMED', name: 'Przy fontannie' }))
  expect(await assets.one(visitor, 'NAMED')).toMatchObject({ name: 'Przy fontannie' })
  const gate = house.needs.gate as Gate
  const released = (await gate.register({ limit: 50 })).find(({ title }) => title === 'Przy fontannie')!
  await gate.withdrawRelease({ ...anna, can: () => true }, released.releases[0]!.id, 'Somebody asked for it.')
  expect(await assets.one(visitor, 'NAMED')).toMatchObject({ name: null })
  expect(await assets.one(roads, 'NAMED')).toMatchObject({ name: 'Przy fontannie' })
})

test('codes are made of letters that nobody mistakes', () => {
  const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 })
  fc.assert(
    fc.property(bytes, (some) => {
      const code = makeCode({ token: () => Buffer.from([...some.slice(1), 7]).toString('base64url') })
      expect(code).toMatch(/^[2-9A-HJKMNP-Z]{6}$/)
    }),
  )
})

test('what is the same is no change, whatever the order of its names; changes lead from one to the other', () => {
  const said = fc.dictionary(fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'), fc.oneof(fc.string(), fc.integer(), fc.boolean())) // prettier-ignore
  fc.assert(
    fc.property(said, said, (before, after) => {
      expect(changesOf(before, Object.fromEntries(Object.entries(before).reverse()))).toEqual([])
      const result: Record<string, unknown> = { ...before }
      for (const { what, after: value } of changesOf(before, after)) {
        if (value === null) delete result[what]
        else result[what] = value
      }
      expect(isSame(result, after)).toBe(true)
    }),
  )
})

test('every kind names its fields and faults once, and its choices', () => {
  for (const { fields, faults } of KINDS) {
    for (const codes of [fields, faults, ...fields.flatMap(({ choices }) => (choices ? [choices] : []))].map((list) =>
      list.map(({ code }) => code),
    ))
      // prettier-ignore
      expect(new Set(codes).size).toBe(codes.length)
    for (const { type, choices } of fields) expect(type === 'choice').toBe(choices !== undefined)
    // Words that a person types do not become public with a field.
    expect(fields.filter((field) => field.public && field.type === 'text')).toEqual([])
  }
})
