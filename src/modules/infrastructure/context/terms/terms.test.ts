/** Contexts from elsewhere: the operator's folder, addresses that lead on for ever, documents that name others without end. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBroker } from '../../testing-http.ts'

const folder = mkdtempSync(join(tmpdir(), 'unia-contexts-'))
const NEAR = 'https://contexts.example/near.jsonld'
const FAR = 'https://contexts.example/far.jsonld'
let house: Awaited<ReturnType<typeof openBroker>>
let server: Server
let at: string
const asked: string[] = []

beforeAll(async () => {
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ [NEAR]: 'near.json', [FAR]: 'far.json' }))
  writeFileSync(join(folder, 'near.json'), JSON.stringify({ '@context': [FAR, { glow: 'https://own.example/glow' }] }))
  writeFileSync(join(folder, 'far.json'), JSON.stringify({ Lantern: 'https://own.example/Lantern' }))
  house = await openBroker((needs) => ({ ...needs, contextsDir: folder }))
  server = createServer((request, response) => {
    const [, kind, n] = /^\/(\w+)\/(\d+)$/.exec(request.url!) ?? []
    asked.push(request.url!)
    const next = `${at}/${kind}/${Number(n) + 1}`
    if (kind === 'redirect') response.writeHead(302, { location: next }).end()
    else if (kind === 'circle') response.writeHead(302, { location: `${at}/circle/${1 - Number(n)}` }).end()
    else response.setHeader('content-type', 'application/ld+json').end(JSON.stringify({ '@context': [next, { a: 'https://own.example/a' }] })) // prettier-ignore
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await house.close()
  rmSync(folder, { recursive: true })
})
beforeEach(() => void asked.splice(0))

const send = (id: string, context: unknown) =>
  house.ask('POST', '/entities', { id: `urn:x:${id}`, type: 'Lantern', glow: 5, '@context': context })

test('contexts of the operator’s folder need no network, and may name one another', async () => {
  expect((await send('own', NEAR)).status).toBe(201)
  const link = (address: string) => ({ link: `<${address}>; rel="http://www.w3.org/ns/json-ld#context"` })
  const plain = await house.ask('GET', '/entities/urn:x:own?options=keyValues')
  expect(plain.body).toMatchObject({ type: 'https://own.example/Lantern', 'https://own.example/glow': 5 })
  const named = await house.ask('GET', '/entities/urn:x:own?options=keyValues', undefined, link(NEAR))
  expect(named.body).toMatchObject({ type: 'Lantern', glow: 5 })
  expect(asked).toEqual([])
})

test.each([
  ['redirect', 503, 'LdContextNotAvailable'],
  ['circle', 503, 'LdContextNotAvailable'],
  ['document', 400, 'BadRequestData'],
])('a %s without end is given up after a few, and said', async (kind, status, type) => {
  const refused = await send(kind, `${at}/${kind}/0`)
  expect(refused).toMatchObject({ status, body: { type: `https://uri.etsi.org/ngsi-ld/errors/${type}` } })
  expect(asked.length).toBeGreaterThan(1)
  expect(asked.length).toBeLessThanOrEqual(40)
  expect((await house.ask('GET', `/entities/urn:x:${kind}`)).status).toBe(404)
})

test('a folder whose index names what is not there is told at the start', async () => {
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ [NEAR]: 'gone.json' }))
  await expect(openBroker((needs) => ({ ...needs, contextsDir: folder }))).rejects.toThrow(/gone\.json/)
})
