/**
 * From choices to a receipt. A token is blinded here, signed by the city without being seen, and unblinded here; with it the
 * ballot is cast in a request that carries nothing of the voter. What is needed to go on is kept before each request, so that
 * after a crash the very same is asked again.
 */
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import type { Choices } from './choices.ts'

const RANDOM_BYTES = 32
const suite = RSABSSA.SHA384.PSS.Randomized()

export type Receipt = { edition: string; pool: string; commitment: string; note: string }
/** One ballot on its way. Bytes are base64url. */
export type Casting = {
  section: string
  pool: string
  choices: Choices
  salt: string
  token: string
  blinded: string
  inverse: string
  signature?: string
}
export type Asked = {
  /** `/api/v1/budgets/<edition>` */
  api: string
  lang: string
  keys: Record<string, string>
  /** In place of a session. */
  code?: string
}
/** What the house answered instead, in its own words. */
export class Answered extends Error {
  readonly code: string
  readonly status: number
  constructor(status: number, code: string, message: string) {
    super(message)
    this.code = code
    this.status = status
  }
}

export async function begin(section: string, pool: string, choices: Choices, keys: Asked['keys']): Promise<Casting> {
  const message = suite.prepare(random())
  const { blindedMsg, inv } = await suite.blind(await keyOf(keys, pool), message)
  const bytes = { salt: text(random()), token: text(message), blinded: text(blindedMsg), inverse: text(inv) }
  return { section, pool, choices, ...bytes }
}

/** Goes on from wherever it stopped. `keep` is called before anything that cannot be made again is used. */
export async function finish(casting: Casting, asked: Asked, keep: (casting: Casting) => void): Promise<Receipt> {
  let now = casting
  keep(now)
  if (now.signature === undefined) {
    now = { ...now, signature: await signed(now, asked) }
    keep(now)
  }
  const { pool, token, signature, choices, salt } = now
  // Nothing that says who: no cookie, no address that led here.
  const away: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer' }
  return post<Receipt>(`${asked.api}/ballots`, { pool, token, signature, choices, salt }, asked.lang, away)
}

async function signed({ section, pool, token, blinded, inverse }: Casting, { api, lang, keys, code }: Asked) {
  const body = { section, pool, blinded, ...(code && { code }) }
  const { blindSignature } = await post<{ blindSignature: string }>(`${api}/tokens`, body, lang, {})
  // Throws where the signature is not this key's: then the city has not done what it must.
  const key = await keyOf(keys, pool)
  return text(await suite.finalize(key, bytesOf(token), bytesOf(blindSignature), bytesOf(inverse)))
}

async function post<T>(address: string, body: object, lang: string, how: RequestInit): Promise<T> {
  const headers = { 'content-type': 'application/json', 'accept-language': lang }
  const answer = await fetch(address, { ...how, method: 'POST', headers, body: JSON.stringify(body) })
  const said = (await answer.json().catch(() => ({}))) as T & { code?: string; detail?: string }
  if (!answer.ok) throw new Answered(answer.status, said.code ?? '', said.detail ?? '')
  return said
}

function keyOf(keys: Asked['keys'], pool: string): Promise<CryptoKey> {
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' }
  return crypto.subtle.importKey('spki', bytesOf(keys[pool]!), algorithm, true, ['verify'])
}

const random = () => crypto.getRandomValues(new Uint8Array(RANDOM_BYTES))

export function text(bytes: Uint8Array): string {
  let said = ''
  for (const byte of bytes) said += String.fromCharCode(byte)
  return btoa(said).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

export const bytesOf = (said: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(said.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
