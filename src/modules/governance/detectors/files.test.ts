/** A file that goes out as it came: all of it is looked at, or a person is told that something was not. */
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { writeXlsx } from '#tables'
import { examineFile } from './files.ts'

const PESEL = '44051401359'
const rows = Array.from({ length: 20 }, (_, i) => `${i};Stacja ${i};${i * 3}`)
const told = async (file: string | Uint8Array) => (await examineFile(Buffer.from(file))).map(({ detector, column }) => `${detector} ${column ?? ''}`) // prettier-ignore

test.each([
  ['a column of a table', `nr;nazwa;uwagi\n${rows.map((row) => `${row} ${PESEL}`).join('\n')}`, 'uwagi'],
  ['what stands beyond the columns', `nr;nazwa;liczba\n${[...rows, `20;S;1;${PESEL}`].join('\n')}`, '…'],
  ['words that are no table', `Notatka\nJan Kowalski, PESEL ${PESEL}\n`, 'Notatka'],
])('%s', async (_, file, column) => {
  expect(await told(file)).toContain(`pesel ${column}`)
})

test('what nothing looked into is a finding: no table, another sheet, a file that breaks off', async () => {
  const sheet = (name: string) => ({ name, columns: [{ name: 'a', width: 9 }], rows: [['x']] })
  expect(await told(`nr;nazwa;liczba\n${rows.join('\n')}`)).toEqual([])
  expect(await told(Buffer.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x37, 0, 1, 2]))).toEqual(['unread '])
  expect(await told(await buffer(writeXlsx([sheet('one'), sheet('two')])))).toEqual(['unread '])
  const broken = [...rows.map((_, i) => JSON.stringify({ nr: i, uwagi: PESEL })), '{"nr":'].join('\n')
  expect(await told(broken)).toContain('pesel uwagi')
})
