/** What is committed of the API is what the running house says of it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { testDatabase } from '#platform/db/testing'
import { migrations } from '../src/app.ts'
import { documentOf } from './openapi.ts'

test('openapi.json is up to date; if not: npm run openapi', { timeout: 120_000 }, async () => {
  const database = await testDatabase(migrations)
  const document = await documentOf(database.url).finally(() => database.close())
  expect(Object.keys(document.paths).length).toBeGreaterThan(20)
  expect(JSON.parse(readFileSync('openapi.json', 'utf8')), 'renew it by: npm run openapi').toEqual(document)
})
