/** The log over HTTP: what C2SP says is served, for how long, and nothing that the log does not have. */
import Fastify from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { Refusal } from '#platform/errors'
import { systemIds } from '#platform/ids'
import { createLedger, ledgerLogRoutes, ledgerRoutes, migrations, signerOf } from './index.ts'

const signer = signerOf('example.org/ledger', Buffer.alloc(32, 8))
const app = Fastify()
let database: Database
const ids: string[] = []
beforeAll(async () => {
  database = await testDatabase(migrations)
  const ledger = createLedger({ db: database.db, clock: fixedClock('2026-11-23T10:00:00Z'), ids: systemIds, signer })
  await database.db.transaction().execute(async (tx) => {
    for (let i = 0; i < 300; i++)
      ids.push(await ledger.append(tx, { kind: 'things.changed', actor: 'person:1', subject: `thing:${i % 2}` }))
  })
  await ledger.sequence()
  app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler)
  app.setErrorHandler((error, _, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).send({ code: error.code })
    return reply.send(error)
  })
  await app.register(ledgerLogRoutes(ledger), { prefix: '/ledger' })
  await app.register(ledgerRoutes(ledger), { prefix: '/api/v1' })
})
afterAll(async () => {
  await app.close()
  await database.close()
})

const get = (url: string) => app.inject({ url })

test('the checkpoint is text, and new every second', async () => {
  const answer = await get('/ledger/checkpoint')
  expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
  expect(answer.headers['cache-control']).toBe('public, max-age=1')
  expect(answer.body).toMatch(/^example\.org\/ledger\n300\n/)
  expect((await get('/ledger/log.vkey')).body).toBe(`${signer.vkey}\n`)
})

test.each([
  ['tile/0/000', 8192],
  ['tile/0/001.p/44', 44 * 32],
  ['tile/0/001.p/3', 3 * 32],
  ['tile/1/000.p/1', 32],
])('%s is there for ever', async (path, bytes) => {
  const answer = await get(`/ledger/${path}`)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe('application/octet-stream')
  expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(answer.rawPayload).toHaveLength(bytes)
})

test.each([
  'tile/0/001',
  'tile/0/001.p/45',
  'tile/0/0',
  'tile/1/000',
  'tile/entries/001',
  'tile/x',
  'tile/0/..%2f..%2fcheckpoint',
])('%s is not there', async (path) => {
  expect((await get(`/ledger/${path}`)).statusCode).toBe(404)
})

test('entries in bundles, and all of it as an archive', async () => {
  expect((await get('/ledger/tile/entries/001.p/44')).statusCode).toBe(200)
  const archive = await get('/ledger/log.tar')
  expect(archive.headers['content-type']).toBe('application/x-tar')
  expect(archive.rawPayload.length % 512).toBe(0)
  expect(archive.rawPayload.toString('latin1', 0, 10)).toBe('checkpoint')
})

test('entries are listed by what they are about, newest first, page by page', async () => {
  const page = (await get('/api/v1/ledger/entries?subject=thing:1&limit=2')).json()
  expect(page.entries.map((entry: { index: number }) => entry.index)).toEqual([299, 297])
  const next = (await get(`/api/v1/ledger/entries?subject=thing:1&limit=2&before=${page.next}`)).json()
  expect(next.entries.map((entry: { index: number }) => entry.index)).toEqual([295, 293])
  expect((await get('/api/v1/ledger/entries?limit=100000')).statusCode).toBe(400)
})

test('an entry, its proof, and that the log only grew', async () => {
  expect((await get(`/api/v1/ledger/entries/${ids[7]}`)).json()).toMatchObject({ index: 7, entry: { id: ids[7] } })
  expect((await get(`/api/v1/ledger/entries/${ids[7]}/proof`)).json()).toMatchObject({
    format: 'unia-proof/1',
    index: 7,
  })
  expect((await get('/api/v1/ledger/consistency/300')).json()).toMatchObject({ format: 'unia-consistency/1' })
  expect((await get('/api/v1/ledger/consistency/299')).statusCode).toBe(404)
  expect((await get(`/api/v1/ledger/entries/${systemIds.uuid()}`)).json()).toEqual({ code: 'ledger.unknown' })
  expect((await get('/api/v1/ledger/entries/1')).statusCode).toBe(400)
})
