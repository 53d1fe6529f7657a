/** Connections that speak at once, or break off, never get into each other's way. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from './open.ts'
import { testDatabase } from './testing.ts'

let database: Database
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const connect = async () => {
  const client = new pg.Client({ connectionString: database.url })
  client.on('error', () => {})
  await client.connect()
  return client
}

test('each connection gets the answers to its own questions', async () => {
  const clients = await Promise.all(Array.from({ length: 12 }, connect))
  await Promise.all(
    clients.map(async (client, n) => {
      for (let i = 0; i < 50; i++) {
        const names = Array.from({ length: (n % 4) + 1 }, (_, k) => `$${k + 1}::text as c${k}`)
        const values = names.map((_, k) => `${n}-${i}-${k}`)
        const { rows } = await client.query(`select ${names.join(', ')}`, values)
        expect(Object.values(rows[0] as object)).toEqual(values)
        if (i % 10 === n % 10) await expect(client.query('select 1 / $1::int', [0])).rejects.toThrow('division by zero')
      }
    }),
  )
  await Promise.all(clients.map((client) => client.end()))
})

test('long messages in many pieces arrive whole', async () => {
  const text = 'zażółć '.repeat(2_000_000)
  const { rows } = await database.pool.query<{ length: number }>('select length($1::text)', [text])
  expect(rows).toEqual([{ length: text.length }])
})

test('a transaction that is broken off is taken back, and the others go on', async () => {
  await database.pool.query('create table marks (n int)')
  const client = await connect()
  await client.query('begin')
  await client.query('insert into marks values ($1)', [1])
  const waiting = database.pool.query<{ count: number }>('select count(*) from marks')
  ;(client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
  expect((await waiting).rows).toEqual([{ count: 0 }])
})

test('a connection that speaks no PostgreSQL is let go', async () => {
  const client = await connect()
  const { stream } = (client as unknown as { connection: { stream: import('node:net').Socket } }).connection
  stream.write(Buffer.from('51ffffffff', 'hex'))
  await expect(client.query('select 1')).rejects.toThrow()
  expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})
