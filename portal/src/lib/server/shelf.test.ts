/** A kept page is written once, forgotten with every publication, and never grows without limit. */
import { expect, test } from 'vitest'
import { createShelf, type Page } from './shelf.ts'

const page = (text: string): Page => ({ body: new TextEncoder().encode(text), headers: [] })
const text = (found: Page | undefined) => found && new TextDecoder().decode(found.body)

test('the same page is written once, also for those who come while it is being written', async () => {
  const shelf = createShelf(() => 0)
  let written = 0
  const write = async () => page(`${++written}`)
  const all = await Promise.all([shelf('a', '/pl', write), shelf('a', '/pl', write), shelf('a', '/pl', write)])
  expect(all.map(text)).toEqual(['1', '1', '1'])
  expect(text(await shelf('a', '/en', write))).toBe('2')
})

test('a publication or age makes it new', async () => {
  let time = 0
  const shelf = createShelf(() => time)
  expect(text(await shelf('a', '/pl', async () => page('old')))).toBe('old')
  expect(text(await shelf('b', '/pl', async () => page('new')))).toBe('new')
  time = 60_000
  expect(text(await shelf('b', '/pl', async () => page('newer')))).toBe('newer')
})

test('what failed or may not be kept is tried again', async () => {
  const shelf = createShelf(() => 0)
  await expect(shelf('a', '/pl', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await shelf('a', '/pl', async () => undefined)).toBeUndefined()
  expect(text(await shelf('a', '/pl', async () => page('yes')))).toBe('yes')
})

test('the shelf has an end: the longest kept go first', async () => {
  const shelf = createShelf(() => 0)
  for (let i = 0; i < 400; i++) await shelf('a', `/${i}`, async () => page('first'))
  expect(text(await shelf('a', '/0', async () => page('second')))).toBe('second')
  expect(text(await shelf('a', '/399', async () => page('second')))).toBe('first')
})
