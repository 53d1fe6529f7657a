/** A house for the tests of identity: a real database and ledger; letters and jobs are kept where a test can see them. */
import { createHmac } from 'node:crypto'
import webpush from 'web-push'
import { systemClock, type Clock } from '#platform/clock'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { system } from '#platform/actor'
import { systemIds } from '#platform/ids'
import { createLedger, migrations as ledgerMigrations, signerOf } from '#platform/ledger'
import type { Jobs } from '#platform/jobs'
import type { OidcConfig } from '#platform/config'
import { createNet } from '#platform/net'
import type { Mail, Message } from '#platform/mail'
import { createIdentity, migrations, type Caller, type Cookie, type Role } from './index.ts'

export const PASSWORD = 'correct horse battery staple'
export const house = system('test')

type DeadLetter = Awaited<ReturnType<Jobs['dead']>>[number]
type Handler = (job: { data: never }) => Promise<unknown>

export async function testHouse(
  clock: Clock = systemClock,
  more: { mail?: Pick<Mail, 'send'>; oidc?: OidcConfig } = {},
) {
  const { mail, oidc } = more
  const database: Database = await testDatabase([...ledgerMigrations, ...migrations])
  const { db } = database
  const letters: Message[] = []
  const waiting: { name: string; data: object }[] = []
  let done: typeof waiting = []
  const facts: { fact: string; payload: object }[] = []
  const handlers = new Map<string, Handler>()
  const problems: string[] = []
  const dead: DeadLetter[] = []
  const ledger = createLedger({ db, clock, ids: systemIds, signer: signerOf('test/ledger', Buffer.alloc(32, 7)) })
  const identity = createIdentity({
    db,
    clock,
    ids: systemIds,
    ledger,
    mail: mail ?? { send: async (_tx, message) => String(letters.push(message)) },
    jobs: {
      define: (name, handler) => void handlers.set(name, handler as unknown as Handler),
      enqueue: async (_tx, name, data) => String(waiting.push({ name, data })),
      dead: async () => dead,
      revive: async () => dead.splice(0).length,
    },
    events: { emit: async (_tx, fact, payload) => void facts.push({ fact, payload }) },
    vapid: webpush.generateVAPIDKeys(),
    net: createNet({ allow: ['127.0.0.0/8'], plainHttp: true }),
    config: { baseUrl: 'https://unia.example', secret: 'a secret of the tests, long enough to be one', oidc },
    onError: (message) => void problems.push(message),
  })
  const city = await identity.ensureCity(house, { pl: 'Miasto', en: 'City', uk: 'Місто' })

  return {
    database,
    identity,
    letters,
    facts,
    problems,
    dead,
    city,
    /** Runs the jobs that wait. */
    async work(): Promise<void> {
      done = waiting.splice(0)
      await this.runAgain()
    },
    /** The same jobs once more, as after a crash. */
    async runAgain(): Promise<void> {
      for (const { name, data } of done) await handlers.get(name)!({ data: data as never })
    },
    run: (name: string) => handlers.get(name)!({ data: {} as never }),
    /** What the ledger says somebody did, newest first. */
    async kinds(actor: string): Promise<string[]> {
      await ledger.sequence()
      return (await ledger.list({ actor })).entries.map(({ entry }) => entry.kind)
    },
    /** The whole ledger as text. */
    async ledgerText(): Promise<string> {
      await ledger.sequence()
      return JSON.stringify(await ledger.list({ limit: 200 }))
    },
    /** Somebody with an account and a role, signed in. */
    async person(email: string, role: Role = 'analyst', organisationId = city.id): Promise<Browser> {
      const { link } = await identity.invite(house, { email, role, organisationId, language: 'en' })
      const browser = new Browser()
      browser.take(
        (await identity.accept(browser.caller, tokenOf(link!), { name: 'Anna', password: PASSWORD })).cookies,
      )
      return browser
    },
  }
}
export type House = Awaited<ReturnType<typeof testHouse>>

export const tokenOf = (link: string): string => decodeURIComponent(link.split('/').at(-1)!)
/** The token of the link in a letter. */
export const tokenIn = (letter: Message): string => tokenOf(/https:\S+/.exec(letter.text)![0])

/** Keeps cookies as a browser does. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly address: string

  constructor(address = '192.0.2.1') {
    this.address = address
  }

  take(cookies: readonly Cookie[]): this {
    for (const { name, value, maxAge_s } of cookies) {
      if (maxAge_s === 0) this.cookies.delete(name)
      else this.cookies.set(name, encodeURIComponent(value))
    }
    return this
  }

  get caller(): Caller {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return { cookie: cookie || undefined, address: this.address, userAgent: 'Test/1.0' }
  }
}

/** A time-based one-time password (RFC 6238), written here from the standard alone. */
export function totp(secretBase32: string, at_ms = systemClock.now().getTime()): string {
  const bits = [...secretBase32.replace(/=+$/, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at_ms / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const number = mac.readUInt32BE(mac.at(-1)! & 0xf) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}
