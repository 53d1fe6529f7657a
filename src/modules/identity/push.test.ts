/** Web push, against a push service of the test's own that opens what it gets as a browser would (RFC 8291, RFC 8188). */
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '#platform/actor'
import { testHouse, type House } from './testing.ts'

let home: House
let service: Server
let base = ''
let status = 201
const heard: { path: string; headers: Record<string, unknown>; body: Buffer }[] = []

beforeAll(async () => {
  home = await testHouse()
  service = createServer((request, response) => {
    void buffer(request).then((body) => {
      heard.push({ path: request.url!, headers: request.headers, body })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((listening) => service.listen(0, '127.0.0.1', listening))
  base = `http://127.0.0.1:${(service.address() as { port: number }).port}`
})
afterAll(async () => {
  service.close()
  await home.database.close()
})
beforeEach(() => {
  heard.splice(0)
  status = 201
})

/** A browser: its keys, and how it opens what was sealed for it. */
function browser(path: string) {
  const pair = createECDH('prime256v1')
  const own = pair.generateKeys()
  const auth = randomBytes(16)
  const text = (bytes: Buffer) => bytes.toString('base64url')
  const derive = (secret: Buffer, salt: Buffer, info: string | Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, info, length))
  return {
    subscription: { endpoint: base + path, keys: { p256dh: text(own), auth: text(auth) } },
    open(body: Buffer): unknown {
      const [salt, sender, sealed] = [body.subarray(0, 16), body.subarray(21, 86), body.subarray(86)]
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), own, sender])
      const material = derive(pair.computeSecret(sender), auth, info, 32)
      const key = derive(material, salt, 'Content-Encoding: aes128gcm\0', 16)
      const nonce = derive(material, salt, 'Content-Encoding: nonce\0', 12)
      const cipher = createDecipheriv('aes-128-gcm', key, nonce)
      cipher.setAuthTag(sealed.subarray(-16))
      const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
      return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString())
    },
  }
}
async function person(email: string): Promise<Actor> {
  const { caller } = await home.person(email)
  return (await home.identity.authenticate({ cookie: caller.cookie })).actor
}
const texts = (text: string) => ({ pl: `${text} pl`, en: `${text} en`, uk: `${text} uk` })
async function tell(subject: string): Promise<void> {
  const notice = { subject, kind: 'project.done', title: texts('Done'), body: texts('x'.repeat(3_000)), path: '/p/1' }
  await home.database.db.transaction().execute((tx) => home.identity.notices.tell(tx, notice))
  await home.work()
}

test('a browser is told at once, sealed for it alone, whatever was chosen for mail', async () => {
  const { notices } = home.identity
  const anna = await person('anna@example.org')
  const phone = browser('/phone')
  await notices.choose(anna, 'never')
  await notices.follow(anna, 'project:1')
  await notices.push.add(anna, phone.subscription, 'Firefox')
  await tell('project:1')
  await home.work()
  expect(heard).toMatchObject([{ path: '/phone', headers: { 'content-encoding': 'aes128gcm', ttl: '259200' } }])
  expect(String(heard[0]!.headers.authorization)).toMatch(/^vapid t=.+, k=/)
  expect(String(heard[0]!.headers.topic)).toMatch(/^[\w-]{32}$/)
  expect(phone.open(heard[0]!.body)).toEqual({
    ...{ tag: expect.any(String), title: 'Done en', body: expect.any(String), url: '/en/p/1' },
  })
})

test('a browser that is gone is forgotten; a service that is ill is asked again later', async () => {
  const { notices } = home.identity
  const ola = await person('ola@example.org')
  await notices.follow(ola, 'project:2')
  await notices.push.add(ola, browser('/gone').subscription, 'Chrome')
  await tell('project:2')
  status = 503
  await expect(home.work()).rejects.toThrow('503')
  status = 410
  await home.runAgain()
  expect(await notices.push.devices(ola)).toEqual([])
  await home.runAgain()
  expect(heard).toHaveLength(2)
})

test('a browser belongs to who used it last; nobody takes another’s away; nonsense is no browser', async () => {
  const { notices } = home.identity
  const [one, two] = [await person('one@example.org'), await person('two@example.org')]
  const shared = browser('/shared').subscription
  const first = await notices.push.add(one, shared, 'Safari')
  await expect(notices.push.remove(two, first.id)).rejects.toMatchObject({ code: 'identity.unknown' })
  await notices.push.add(two, shared, 'Safari')
  expect(await notices.push.devices(one)).toEqual([])
  expect(await notices.push.devices(two)).toHaveLength(1)
  for (const endpoint of ['', 'nonsense', `https://x.example/${'x'.repeat(2_000)}`])
    await expect(notices.push.add(one, { ...shared, endpoint }, '')).rejects.toThrow()
  await expect(notices.push.add(one, { ...shared, keys: { p256dh: 'AA', auth: 'AA' } }, '')).rejects.toThrow()
})

test('an address inside is not asked: the guarded client stands between, and the browser is forgotten', async () => {
  const { notices } = home.identity
  const mallory = await person('mallory@example.org')
  await notices.follow(mallory, 'project:3')
  for (const endpoint of ['http://10.0.0.1:8080/', 'http://169.254.169.254/latest', 'ftp://127.0.0.1/'])
    await notices.push.add(mallory, { ...browser('/').subscription, endpoint }, '')
  await tell('project:3')
  await home.work()
  expect(heard).toEqual([])
  expect(await notices.push.devices(mallory)).toEqual([])
})

test('one’s data hold what was kept of all this, and nothing that opens anything', async () => {
  const { notices } = home.identity
  const { caller } = await home.person('mine@example.org')
  const { actor } = await home.identity.authenticate({ cookie: caller.cookie })
  await notices.follow(actor, 'budget:1')
  const mine = browser('/mine').subscription
  await notices.push.add(actor, mine, 'Edge')
  await home.identity.giveConsent(caller, { name: 'Zosia', birthYear: new Date().getFullYear() - 10 })
  const data = await home.identity.ownData(caller)
  expect(data).toMatchObject({
    ...{ account: { email: 'mine@example.org' }, consentsGiven: [{ name: 'Zosia' }] },
    notices: { follows: [{ subject: 'budget:1' }], browsers: [{ name: 'Edge' }] },
  })
  expect(JSON.stringify(data)).not.toMatch(new RegExp(`hash|token|${mine.keys.auth}|${mine.keys.p256dh}`, 'i'))
})
