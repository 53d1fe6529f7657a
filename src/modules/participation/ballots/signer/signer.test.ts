/** What a voter's own library blinds the signer signs, and the other way round; its keys stay its own, whatever kills it. */
import { constants, createPrivateKey, createPublicKey, generateKeyPairSync, verify, webcrypto } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { afterAll, describe, expect, test } from 'vitest'
import { blindSignature } from './blind.ts'
import { connectSigner } from './connect.ts'
import { serveSigner } from './serve.ts'
import { openDesk } from './desk.ts'

const root = mkdtempSync(join(tmpdir(), 'unia-signer-test-'))
afterAll(() => rmSync(root, { recursive: true }))
let folders = 0
const folder = () => join(root, String(++folders))

const suite = RSABSSA.SHA384.PSS.Randomized()
const imported = (spki: string) =>
  webcrypto.subtle.importKey('spki', Buffer.from(spki, 'base64url'), { name: 'RSA-PSS', hash: 'SHA-384' }, true, [
    'verify',
  ]) as Promise<CryptoKey>
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const code = (name: string) => expect.objectContaining({ code: `participation.${name}` })

describe('blind signatures', () => {
  const VECTORS = '/work/shared/oracles/blind-signatures/test_vectors_rfc9474.json'
  type Vector = Record<
    'name' | 'p' | 'q' | 'n' | 'e' | 'd' | 'inv' | 'input_msg' | 'blinded_msg' | 'blind_sig' | 'sig',
    string
  >
  const vectors = existsSync(VECTORS) ? (JSON.parse(readFileSync(VECTORS, 'utf8')) as Vector[]) : []

  test.skipIf(vectors.length === 0).each(vectors)('of the standard: $name', (vector) => {
    const big = (hex: string) => BigInt(`0x${hex.replace(/^0x/, '')}`)
    const [n, e, d, p, q] = [vector.n, vector.e, vector.d, vector.p, vector.q].map(big) as [
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
    ]
    const inverse = (a: bigint, m: bigint): bigint => {
      let [r0, r1, s0, s1] = [a % m, m, 1n, 0n]
      while (r1) [r0, r1, s0, s1] = [r1, r0 % r1, s1, s0 - (r0 / r1) * s1]
      return ((s0 % m) + m) % m
    }
    const bytes = (value: bigint) => {
      const hex = value.toString(16)
      return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url')
    }
    const jwk = { kty: 'RSA', n: bytes(n), e: bytes(e), d: bytes(d), p: bytes(p), q: bytes(q) }
    const rest = { dp: bytes(d % (p - 1n)), dq: bytes(d % (q - 1n)), qi: bytes(inverse(q, p)) }
    const key = createPrivateKey({ key: { ...jwk, ...rest }, format: 'jwk' })
    const hex = (name: keyof Vector) => Buffer.from(vector[name].replace(/^0x/, ''), 'hex')
    const publicKey = createPublicKey(key)
    expect(blindSignature(key, publicKey, hex('blinded_msg'))).toEqual(hex('blind_sig'))
    const length = publicKey.asymmetricKeyDetails!.modulusLength! / 8
    const unblinded = ((big(vector.blind_sig) * big(vector.inv)) % n).toString(16).padStart(2 * length, '0')
    expect(unblinded).toBe(hex('sig').toString('hex'))
    const saltLength = vector.name.includes('ZERO') ? 0 : 48
    const pss = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }
    expect(verify('sha384', hex('input_msg'), pss, hex('sig'))).toBe(true)
  })

  test('the library of the voter’s browser and the signer understand each other', async () => {
    const desk = openDesk(folder())
    const { keys } = await desk.make('spring', ['north'])
    const key = await imported(keys.north!)
    const message = suite.prepare(webcrypto.getRandomValues(new Uint8Array(32)))
    const { blindedMsg, inv } = await suite.blind(key, message)
    const signed = await desk.blindSign('spring', 'north', text(blindedMsg))
    expect(await desk.blindSign('spring', 'north', text(blindedMsg))).toBe(signed)
    const signature = await suite.finalize(key, message, Buffer.from(signed, 'base64url'), inv)
    expect(await suite.verify(key, signature, message)).toBe(true)
  })

  test('what is no number below the modulus is refused', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    for (const odd of [Buffer.alloc(0), Buffer.alloc(255, 1), Buffer.alloc(257, 1), Buffer.alloc(256, 255)])
      expect(() => blindSignature(privateKey, publicKey, odd)).toThrow(code('blindedWrong'))
  })
})

describe('keys', () => {
  test('are made once, kept over a restart, and read by their owner alone', async () => {
    const where = folder()
    const made = await openDesk(where).make('spring', ['north', 'south'])
    expect(await openDesk(where).make('spring', ['north', 'south'])).toEqual(made)
    expect(made.keys.north).not.toBe(made.keys.south)
    for (const name of readdirSync(where)) expect(statSync(join(where, name)).mode & 0o777).toBe(0o600)
  })

  test('half a file of a writer that was killed is passed over', async () => {
    const where = folder()
    const made = await openDesk(where).make('spring', ['north'])
    writeFileSync(join(where, 'spring.keys.new'), '{"version":1,"clo')
    const desk = openDesk(where)
    expect(await desk.make('spring', ['north'])).toEqual(made)
    await desk.close('spring')
    await expect(openDesk(where).blindSign('spring', 'north', 'AA')).rejects.toThrow(code('signerClosed'))
  })

  test('that were destroyed are never made again', async () => {
    const where = folder()
    const desk = openDesk(where)
    await desk.make('spring', ['north'])
    await desk.destroy('spring')
    await desk.destroy('spring')
    expect(readdirSync(where)).toEqual(['spring.destroyed'])
    for (const each of [desk, openDesk(where)]) {
      await expect(each.make('spring', ['north'])).rejects.toThrow(code('keysDestroyed'))
      await expect(each.personKeys('spring', ['1'])).rejects.toThrow(code('keysDestroyed'))
    }
  })

  test.each(['', '../x', 'a/b', 'A', '.', 'x'.repeat(65)])('no edition is called %s', async (name) => {
    await expect(openDesk(folder()).make(name, ['north'])).rejects.toThrow(code('keysUnknown'))
  })

  test('persons are hashed otherwise in each edition', async () => {
    const desk = openDesk(folder())
    const [spring, again, autumn] = [
      await desk.personKeys('spring', ['1', '2']),
      await desk.personKeys('spring', ['1']),
      await desk.personKeys('autumn', ['1']),
    ]
    expect(spring[0]).toBe(again[0])
    expect(new Set([...spring, ...autumn]).size).toBe(3)
  })
})

describe('sealed ballots', () => {
  const ballot = (n: number) => `{"n":${n}}\nsignature`.padEnd(60)

  test('are opened only after the end, and then nothing is taken or signed any more', async () => {
    const desk = openDesk(folder())
    const { keys } = await desk.make('spring', ['north'])
    const taken = await Promise.all([1, 2, 3].map((n) => desk.take('spring', 'north', `t${n}`, ballot(n))))
    const sealed = taken.map(({ mark, sealed }) => ({ mark, sealed }))
    await expect(desk.open('spring', 'north', sealed)).rejects.toThrow(code('voteNotClosed'))
    await expect(desk.reveal('spring')).rejects.toThrow(code('voteNotClosed'))
    const before = await desk.commitments('spring', 'north', sealed)
    expect(before).toEqual([...before].sort())
    await desk.close('spring')
    await expect(desk.take('spring', 'north', 't4', ballot(4))).rejects.toThrow(code('signerClosed'))
    await expect(desk.make('spring', ['west'])).rejects.toThrow(code('signerClosed'))
    expect(Object.keys((await desk.make('spring', ['north'])).keys)).toEqual(Object.keys(keys))
    expect(new Set(await desk.open('spring', 'north', sealed))).toEqual(new Set([1, 2, 3].map(ballot)))
    expect(await desk.recognise('spring', 'north', 't1', ballot(1))).toEqual({
      mark: taken[0]!.mark,
      print: taken[0]!.print,
    })
  })

  test('tell the same token and the same ballot, and no more', async () => {
    const desk = openDesk(folder())
    await desk.make('spring', ['north', 'south'])
    const [one, again, other] = [
      await desk.take('spring', 'north', 't', ballot(1)),
      await desk.take('spring', 'north', 't', ballot(1)),
      await desk.take('spring', 'north', 't', ballot(2)),
    ]
    expect([again.mark, again.print]).toEqual([one.mark, one.print])
    expect([other.mark === one.mark, other.print === one.print]).toEqual([true, false])
    expect(new Set([one, again, other].map(({ sealed }) => sealed)).size).toBe(3)
    expect(new Set([one, again, other].map(({ sealed }) => sealed.length)).size).toBe(1)
  })

  test('that were changed, or come from elsewhere, do not open', async () => {
    const desk = openDesk(folder())
    await desk.make('spring', ['north', 'south'])
    const { mark, sealed } = await desk.take('spring', 'north', 't', ballot(1))
    const other = await desk.take('spring', 'north', 'u', ballot(1))
    await desk.close('spring')
    const bytes = Buffer.from(sealed, 'base64url')
    bytes[20]! ^= 1
    for (const wrong of [text(bytes), text(bytes.subarray(0, 20)), '', other.sealed])
      expect(await desk.open('spring', 'north', [{ mark, sealed: wrong }])).toEqual([])
    expect(await desk.open('spring', 'south', [{ mark, sealed }])).toEqual([])
    expect(await desk.open('spring', 'north', [{ mark, sealed }])).toEqual([ballot(1)])
  })
})

test('the process is started at the first question, again after it was killed, and is one for all who ask', async () => {
  const where = folder()
  const [mine, others] = [connectSigner({ folder: where }), connectSigner({ folder: where })]
  const made = await mine.signer.make('spring', ['north'])
  expect(await others.signer.make('spring', ['north'])).toEqual(made)
  await expect(mine.signer.make('../x', ['north'])).rejects.toThrow(code('keysUnknown'))
  process.kill(mine.pid()!, 'SIGKILL')
  const answers = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) => mine.signer.personKeys('spring', [`${n}`])),
  )
  for (const answer of answers)
    if (answer.status === 'rejected')
      expect(answer.reason).toMatchObject({ code: 'participation.signerAway', status: 503 })
  await expect
    .poll(async () => mine.signer.make('spring', ['north']).catch(() => undefined), { timeout: 20_000 })
    .toEqual(made)
  await expect
    .poll(async () => others.signer.make('spring', ['north']).catch(() => undefined), { timeout: 20_000 })
    .toEqual(made)
  await mine.stop()
  await others.stop()
})

test('where its socket was said to lie, another user is let in by the group, and nobody else', async () => {
  const socket = join(folder(), 'said')
  const { owner, close } = await serveSigner({ folder: folder(), socket })
  const { signer, stop } = connectSigner({ folder: '', socket })
  expect([owner, statSync(socket).mode & 0o777]).toEqual([true, 0o660])
  expect(Object.keys((await signer.make('spring', ['north'])).keys)).toEqual(['north'])
  await stop()
  await close()
  await expect(signer.make('spring', ['north'])).rejects.toThrow(code('signerAway'))
})
