/** The opened ballots, one by one as they are read: signature, token, commitment, form; what is kept of each is its choice. */
import { base64url, bytesOfBase64url, hex, sha256, startSha256, utf8 } from './encoding.ts'
import { keepsForm, type Choices } from './form.ts'
import { canonical, type Member } from './json.ts'
import { checkOf, Wrong, type Check } from './report.ts'
import type { Sealed } from './rules.ts'

export const BALLOTS_MAX = 5_000_000
/** 32 random bytes that the voter's device put before the message, and the 32 of the message. */
const TOKEN_BYTES = 64
const SALT_LENGTH = 48
/** Signatures that are looked at together: a browser checks them beside the page. */
const TOGETHER = 256
const PAPER = /^paper:\S{1,100}$/

export type Ballot = { pool: string; token: string; signature?: string; choices: Choices; salt: string; source: string }
/** Ballots that say the same, and how many they are. */
export type Pile = { choices: Choices; count: number }
export type Tally = { online: number; paper: number; piles: Map<string, Pile> }

export function ballotOf(member: Member): Ballot {
  const source = member.at('source').one(['online', 'paper'])
  const signature = member.at('signature')
  return {
    pool: member.at('pool').text(),
    token: member.at('token').text(),
    ...(signature.is && { signature: signature.text() }),
    choices: member
      .at('choices')
      .list()
      .map((choice): [string, number] => {
        const [number, points, ...rest] = choice.list()
        if (!number || !points || rest.length > 0) throw new Wrong('shape', { path: choice.path, expected: 'pair' })
        return [number.text(), points.count()]
      }),
    salt: member.at('salt').text(),
    source,
  }
}

export type CommitmentParts = Pick<Ballot, 'pool' | 'token' | 'choices' | 'salt'> & { edition: string }

/** What the ledger shows of a ballot before the vote ends. */
export const commitmentOf = ({ choices, edition, pool, salt, token }: CommitmentParts): string =>
  base64url(sha256(utf8(`unia ballot v1\n${canonical({ choices, edition, pool, salt, token })}`)))

export function createBox(sealed: Sealed, verify: Verify) {
  const checks = { signatures: checkOf('signatures'), tokens: checkOf('tokens'), forms: checkOf('forms') }
  const file = startSha256()
  const tokens = new Set<string>()
  const opened = new Set<string>()
  const tallies = new Map<string, Tally>()
  let waiting: Promise<void>[] = []
  let underWay: Promise<unknown> = Promise.resolve()
  let count = 0

  async function add(ballot: Ballot, line: number): Promise<void> {
    count += 1
    if (count > BALLOTS_MAX) throw new Wrong('tooMany', { most: BALLOTS_MAX })
    const { pool, token, choices, source } = ballot
    file.update(utf8(`${canonical(ballot)}\n`))
    const isPaper = source === 'paper'
    if (tokens.has(token)) checks.tokens.wrong(isPaper ? 'paperTwice' : 'tokenTwice', { line, token })
    tokens.add(token)
    if (isPaper !== PAPER.test(token)) checks.tokens.wrong('tokenBroken', { line })
    if (!isPaper) {
      opened.add(commitmentOf({ ...ballot, edition: sealed.edition }))
      waiting.push(signed(ballot, line))
    }
    // A paper that nobody could read is kept as one without choices.
    const isVoid = isPaper && choices.length === 0 && sealed.pools.has(pool)
    const counted = isVoid || keepsForm(sealed, pool, choices, checks.forms, line)
    if (sealed.pools.has(pool)) pile(pool, isPaper, choices, counted)
    if (waiting.length >= TOGETHER) await settle()
  }

  async function signed({ pool, token, signature }: Ballot, line: number): Promise<void> {
    const [message, bytes] = [bytesOfBase64url(token), bytesOfBase64url(signature ?? '')]
    if (message?.length !== TOKEN_BYTES) checks.tokens.wrong('tokenBroken', { line })
    else if (!bytes || !(await verify(pool, message, bytes))) checks.signatures.wrong('unsigned', { line, pool })
  }

  /** Waits for those before, while these are looked at and the next are read. */
  async function settle(): Promise<void> {
    const [before, these] = [underWay, Promise.all(waiting)]
    ;[underWay, waiting] = [these, []]
    await before
  }

  function pile(pool: string, isPaper: boolean, choices: Choices, counted: boolean): void {
    let tally = tallies.get(pool)
    if (!tally) tallies.set(pool, (tally = { online: 0, paper: 0, piles: new Map() }))
    tally[isPaper ? 'paper' : 'online'] += 1
    if (!counted) return
    const key = canonical(choices)
    const found = tally.piles.get(key)
    if (found) found.count += 1
    else tally.piles.set(key, { choices, count: 1 })
  }

  return {
    add,
    /** What was found of all of them, and what there is to count. */
    async close() {
      await settle()
      await underWay
      for (const check of Object.values(checks)) check.saw({ ballots: count })
      const done: Check[] = [checks.signatures.done(), checks.tokens.done(), checks.forms.done()]
      return { checks: done, opened, tallies, sha256: hex(file.digest()), count }
    },
  }
}

/** Did this pool's key sign the token? False for a pool without a key. */
export type Verify = (
  pool: string,
  message: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
) => Promise<boolean>

/** Throws `Wrong` for a key that is none. */
export async function verifierOf({ keys }: Sealed): Promise<Verify> {
  const imported = new Map<string, CryptoKey>()
  for (const [pool, text] of keys) {
    const spki = bytesOfBase64url(text)
    try {
      const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' }
      imported.set(pool, await crypto.subtle.importKey('spki', spki!, algorithm, false, ['verify']))
    } catch {
      throw new Wrong('keyBroken', { pool })
    }
  }
  return async (pool, message, signature) => {
    const key = imported.get(pool)
    if (!key) return false
    return crypto.subtle.verify({ name: 'RSA-PSS', saltLength: SALT_LENGTH }, key, signature, message)
  }
}
