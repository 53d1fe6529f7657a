/** Letters of other cities: believed by the keys of a known city alone, each once, and no more of them than one may send. */
import { system } from '#platform/actor'
import type { Tx } from '#platform/db'
import { Refusal } from '#platform/errors'
import { BadProof, hostOf, openDocument } from '#platform/integrity'
import { Malformed } from '#platform/ledger'
import { sha256Of } from '#verify/evaluation'
import type { Needs } from '../needs.ts'
import { readJson } from '../peers/rules.ts'
import { standardsOf } from '../received/rules.ts'
import type { Outside } from './delivering.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { ANSWER, Letter, REQUEST, WITHDRAWAL, type RequestLetter } from './types.ts'

const { refuse } = rules
const BY = system('network').id
const DAY_MS = 86_400_000

/** `own`: this city's DID. `taken`: what follows, in the transaction in which a letter took effect. */
export function createTaking(
  { db, clock, ids, ledger, gate }: Needs,
  peers: Outside,
  own: string,
  taken: (tx: Tx, letter: Letter, domain: string) => Promise<void>,
) {
  /** Nothing that certainly leads to a person is kept, whoever signed it. */
  function demandFit(letter: Letter): void {
    try {
      const names = letter.type === REQUEST ? letter.indicator.names : {}
      gate.demandFit({ ...names, words: 'words' in letter && typeof letter.words === 'string' ? letter.words : '' })
    } catch (error) {
      if (error instanceof Refusal && error.code.startsWith('governance.')) throw refuse.personal()
      throw error
    }
  }

  async function begin(tx: Tx, letter: RequestLetter, domain: string, open: number): Promise<string> {
    const count = await store.countOpen(tx, domain, false, clock.now())
    if (count >= open) throw refuse.tooManyOpen({ domain, most: open })
    const id = ids.uuid()
    const standards = standardsOf(letter.indicator.standards).join(' ')
    await store.add(tx, { id, domain, own: false, address: letter.id, standards, at: clock.now(), document: letter })
    return id
  }

  /** The request that a letter is of, changed by what it says. */
  async function settle(tx: Tx, letter: Exclude<Letter, RequestLetter>, domain: string): Promise<string> {
    const found = await store.byAddress(tx, domain, letter.type === ANSWER, String(letter.request))
    if (!found) throw refuse.unknown({ id: letter.request })
    const said = letter.type === WITHDRAWAL ? 'withdrawn' : letter.outcome
    const outcome = rules.after(found.outcome, said)
    const told = letter.type === ANSWER ? { answer: letter.words, statement: letter.statement } : {}
    if (outcome) await store.settle(tx, found.id, { outcome, at: clock.now(), ...told })
    return found.id
  }

  /**
   * Takes a letter; the same one again changes nothing. Throws `requests.…`: for what it is not, for whom nothing is taken
   * from, and for too much.
   */
  async function take(text: string): Promise<string> {
    const { letter, raw, domain } = read(text)
    const now = clock.now()
    await db.transaction().execute(async (tx) => {
      const peer = await peers.sender(tx, domain)
      if (!peer) throw refuse.unknownSender({ domain })
      if (peer.state === 'blocked' || peer.state === 'stopped') throw refuse.blockedSender({ domain })
      demandProof(raw, peer.keys, now)
      rules.demandLetter(letter, domain, { own, host: hostOf(own), now })
      demandFit(letter)
      await store.lock(tx, domain)
      const sha256 = sha256Of(text)
      const before = await store.letter(tx, domain, letter.id)
      if (before && JSON.stringify(JSON.parse(before.document)) !== JSON.stringify(raw)) throw refuse.changed({ id: letter.id }) // prettier-ignore
      if (before) return
      const limits = rules.limitsOf(peer.state)
      const came = await store.countLetters(tx, domain, false, new Date(now.getTime() - DAY_MS))
      if (came >= limits.day) throw refuse.tooManyToday({ domain, most: limits.day })
      const request =
        letter.type === REQUEST ? await begin(tx, letter, domain, limits.open) : await settle(tx, letter, domain)
      const entryId = await ledger.append(tx, { kind: 'network.requestTaken', actor: BY, subject: `network/requests/${request}`, payload: { sha256, letter: letter.type, from: domain } }) // prettier-ignore
      await store.addLetter(tx, { domain, id: letter.id, own: false, request, kind: letter.type, document: text, sha256, at: now, by: BY, entryId }) // prettier-ignore
      await peers.spend(tx, domain, 1)
      await taken(tx, letter, domain)
    })
    return letter.id
  }

  return take
}

/** Throws `requests.malformed`. */
function read(text: string): { letter: Letter; raw: object; domain: string } {
  try {
    const raw = readJson(text, '') as object
    const { data, error } = Letter.safeParse(raw)
    if (error) throw refuse.malformed({ problem: `${error.issues[0]!.path.join('.')}: ${error.issues[0]!.message}` })
    return { letter: data, raw, domain: hostOf(data.issuer) }
  } catch (error) {
    if (error instanceof Malformed || (error instanceof Refusal && error.code.startsWith('peers.')))
      throw refuse.malformed({ problem: error.message.slice(0, 200) })
    throw error
  }
}

function demandProof(raw: object, keys: Parameters<typeof openDocument>[1], now: Date): void {
  try {
    openDocument(raw, keys, { now })
  } catch (error) {
    if (error instanceof BadProof) throw refuse[error.code]({ problem: error.message.slice(0, 300) })
    throw error
  }
}
