/** Whatever a file holds besides figures is handed to who looks for persons: nothing of it is published unseen. */
import { expect, test } from 'vitest'
import { buffer } from 'node:stream/consumers'
import { writeXlsx, type Cell } from '#tables'
import { readFigures } from './read.ts'
import { hasTexts, openTexts } from './texts.ts'
import type { Known, Layout, ReadOptions, Rejection } from './types.ts'

const known: Known = {
  area: (code) => (code === 'north' ? code : undefined),
  measure: (id) => (id === 'people' ? { unit: 'person' } : undefined),
  unitFactor: () => 1,
}

/** Every cell and text that is handed on, and whether a second look is needed at all. */
async function wordsOf(bytes: Uint8Array, options: ReadOptions = {}) {
  const rejected: Rejection[] = []
  let layout: Layout | undefined
  for await (const batch of readFigures(bytes, options, known)) {
    layout = batch.layout
    rejected.push(...batch.rejected)
  }
  const texts = await openTexts(
    async () => bytes,
    options,
    async function* () {
      yield* rejected
    },
  )
  const words: (string | null)[] = []
  for await (const batch of texts.rows) words.push(...batch.flat())
  return { columns: texts.columns.map(({ name }) => name), words, needed: hasTexts(layout!, rejected.length) }
}
const csv = (...lines: string[]) => Buffer.from(`${lines.join('\n')}\n`)

test('a plain file of figures has nothing to look at', async () => {
  const { needed, columns } = await wordsOf(csv('area,measure,period,value,unit', 'north,people,2020,50000,person'))
  expect(needed).toBe(false)
  expect(columns).toEqual(['…'])
})

test('titles, other columns, notes, footnotes and rejected rows are looked at; figures and known words are not', async () => {
  const { needed, columns, words } = await wordsOf(
    csv(
      'Prepared by Jan Kowalski',
      'area,measure,period,value,unit,pesel,note',
      'north,people,2020,50000,person,44051401359,told by Anna',
      'nowhere,people,2021,50001,person,02070803628,',
      'Source: the register of Maria Nowak,,,,,,',
    ),
  )
  expect(needed).toBe(true)
  expect(columns).toEqual(['pesel', 'note', '…'])
  expect(words).toEqual(expect.arrayContaining(['Prepared by Jan Kowalski', '44051401359', 'told by Anna', 'nowhere']))
  expect(words.join(' ')).toContain('02070803628')
  expect(words).not.toContain('50000')
})

test('what stands on the other sheets of a workbook is looked at', async () => {
  const sheet = (name: string, columns: string[], row: Cell[]) => ({
    ...{ name, columns: columns.map((name) => ({ name, width: 10 })), rows: [row] },
  })
  const figures = sheet('figures', ['area', 'measure', 'period', 'value'], ['north', 'people', '2020', 50_000])
  const persons = sheet('staff of the office', ['who', 'number'], ['Jan Kowalski', 44_051_401_359])
  const { needed, words } = await wordsOf(await buffer(writeXlsx([figures, persons])))
  expect(needed).toBe(true)
  expect(words).toEqual(expect.arrayContaining(['staff of the office', 'Jan Kowalski', '44051401359']))
  expect(words).not.toContain('50000')
})

test('what a mapping leaves out is looked at', async () => {
  const rows = csv('area,measure,period,value', 'north,people,2020,50000', 'Jan Kowalski,people,2020,1')
  const { words } = await wordsOf(rows, { mapping: { areas: { 'Jan Kowalski': null } } })
  expect(words).toContain('Jan Kowalski')
})
