/** Why something is not reported is said by people, kept in versions, shown where the figure would stand; levels by count. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#platform/actor'
import { house, person, testCity, type TestCity } from '../checking/testing.ts'
import { readStandards, type Standard } from '../standards.ts'
import { three } from '../testing.ts'
import { standingOf } from './rules.ts'
import type { OmissionDraft } from './types.ts'

const anna = person('anna')
const place = { standard: 'two', code: '1.2' }
const draft = (reason: OmissionDraft['reason'], note = 'why'): OmissionDraft => ({ reason, notes: three(note) })

const indicator = (code: string, kind: 'core' | 'supporting') => ({
  ...{ code, theme: 'care', kind, names: three(code), unit: null, direction: null, unverified: [] },
})
const two: Standard = {
  ...{ id: 'two', name: three('Two'), edition: '2026', publisher: 'nobody', note: three('made up') },
  sources: [{ title: 'nobody' }],
  themes: [{ id: 'care', code: '1', names: three('Care') }],
  indicators: [indicator('1.1', 'core'), indicator('1.2', 'supporting')],
  certificate: {
    ...{ names: three('Levels'), edition: '2014', note: three('made up'), source: { title: 'nobody' }, of: 2 },
    counts: ['core', 'supporting'],
    levels: [
      { id: 'some', names: three('some'), from: 1, to: 1 },
      { id: 'all', names: three('all'), from: 2, to: 2 },
    ],
  },
}

let city: TestCity
beforeAll(async () => {
  city = await testCity({ standards: [two] })
  const rate = (await city.indicators.definition('bed-rate')) as Parameters<typeof city.indicators.define>[1][number]
  await city.indicators.define(house, [{ ...rate, standards: [{ standard: 'two', code: '1.1' }] }], 'test')
  await city.load('north,people,2020,50000,person\nnorth,beds,2020,400,bed\n')
})
afterAll(() => city.close())

const line = async () => {
  await new Promise((resolve) => setTimeout(resolve, 600)) // What views remember is asked for anew twice a second.
  const { lines } = await city.indicators.theme('two', 'care', 'north')
  return lines.find(({ code }) => code === '1.2')!
}

test('what is said stands on the page of the theme, for the city itself, until it is taken back', async () => {
  expect((await line()).omission).toBeUndefined()
  await city.indicators.omit(anna, place, draft('noSource', 'the hospital has it'), 0)
  expect((await line()).omission).toMatchObject({
    reason: 'noSource',
    notes: { en: 'the hospital has it' },
    version: 1,
  })
  const { lines } = await city.indicators.theme('two', 'care', 'south')
  expect(lines.map(({ omission }) => omission)).toEqual([undefined, undefined])
  await city.indicators.omit(anna, place, draft('otherBody'), 1)
  await city.indicators.omit(anna, place, undefined, 2)
  expect((await line()).omission).toBeUndefined()
  expect((await city.indicators.omissionVersions('two', '1.2')).map(({ reason }) => reason)).toEqual([
    ...[undefined, 'otherBody', 'noSource'],
  ])
  expect((await city.told('two/1.2')).map(({ kind, actor }) => `${kind} ${actor}`)).toEqual(
    Array.from({ length: 3 }, () => `indicators.omitted ${anna.id}`),
  )
})

test('two people on one reason: the second is shown both; the same once more is no new version', async () => {
  await city.indicators.omit(anna, place, draft('inPreparation'), 3)
  await expect(city.indicators.omit(person('olha'), place, draft('other'), 3)).rejects.toMatchObject({
    ...{ code: 'indicators.conflict', status: 409 },
    details: { expected: 3, version: 4, theirs: { reason: 'inPreparation' }, yours: { reason: 'other' } },
  })
  expect(await city.indicators.omit(anna, place, draft('inPreparation'), 4)).toMatchObject({ version: 4 })
})

test('the city pack does not overrule what a person said', async () => {
  await city.indicators.loadOmissions(house, [
    { ...place, ...draft('notCollected') },
    { standard: 'two', code: '1.1', ...draft('notCollected') },
  ])
  await city.indicators.loadOmissions(house, [{ standard: 'two', code: '1.1', ...draft('noSource') }])
  expect((await city.indicators.omissions()).map(({ code, reason, version }) => [code, reason, version])).toEqual([
    ['1.1', 'noSource', 2],
    ['1.2', 'inPreparation', 4],
  ])
  // What is reported needs no reason.
  const { lines } = await city.indicators.theme('two', 'care', 'north')
  expect(lines.find(({ code }) => code === '1.1')).toMatchObject({ value: { value: 8 }, omission: undefined })
})

test('no reason for what is in no standard, without notes in all languages, or by a visitor', async () => {
  const omit = city.indicators.omit
  await expect(omit(anna, { standard: 'two', code: '9' }, draft('other'))).rejects.toMatchObject({
    code: 'indicators.unknownStandard',
  })
  await expect(omit(anna, place, { reason: 'other', notes: { ...three('x'), uk: ' ' } })).rejects.toThrow()
  await expect(omit(visitor, place, draft('other'))).rejects.toMatchObject({ status: 401 })
})

test('the level that is reached, and what the next takes', async () => {
  const [completeness] = await city.indicators.completeness('north')
  expect(completeness!.certificate).toMatchObject({
    ...{ reported: 1, reached: { id: 'some' }, next: { level: { id: 'all' }, lacking: 1 } },
  })
})

test('of ISO 37120, levels follow one another without a gap, and each count has its place', async () => {
  const iso = (await readStandards('standards')).find(({ id }) => id === 'iso37120')!
  const { levels, of } = iso.certificate!
  fc.assert(
    fc.property(fc.nat(of), (reported) => {
      const { reached, next } = standingOf({ levels }, reported)
      expect(reached?.id).toBe(levels.find(({ from, to }) => from <= reported && reported <= to)?.id)
      if (next) {
        expect(standingOf({ levels }, reported + next.lacking).reached).toEqual(next.level)
        expect(standingOf({ levels }, reported + next.lacking - 1).reached).toEqual(reached)
      } else expect(reached).toEqual(levels.at(-1))
    }),
  )
  expect(standingOf({ levels }, 104).reached?.id).toBe('platinum')
})

test('what the gate takes back is said nowhere any more, in no version, and the pack loaded again says nothing against it', async () => {
  const before = (await city.indicators.omissionVersions('two', '1.2')).length
  const [current] = await city.indicators.omissionVersions('two', '1.2')
  await city.indicators.omit(anna, place, draft('noSource', 'a note about somebody'), current!.version)
  expect((await line()).omission).toMatchObject({ notes: { en: 'a note about somebody' } })
  const { rows } = await sql<{ release_id: string }>`select release_id from indicators_omissions
    where standard = 'two' and code = '1.2' order by version desc limit 1`.execute(city.needs.db)
  await city.gate.withdrawRelease(house, rows[0]!.release_id, 'It named somebody.')
  expect((await line()).omission).toBeUndefined()
  expect(JSON.stringify(await city.indicators.omissions())).not.toContain('somebody')
  const versions = await city.indicators.omissionVersions('two', '1.2')
  expect(JSON.stringify(versions)).not.toContain('somebody')
  expect(versions).toHaveLength(before + 1)
  await city.indicators.loadOmissions(house, [{ ...place, ...draft('noSource', 'a note about somebody') }])
  expect((await line()).omission).toBeUndefined()
})
