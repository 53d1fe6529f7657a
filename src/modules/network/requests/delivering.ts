/** Letters to other cities: written down and signed in the transaction that caused them, sent by a job until they are taken. */
import type { Tx } from '#platform/db'
import { sha256Of } from '#verify/evaluation'
import type { Keys } from '../keys/service.ts'
import type { Needs } from '../needs.ts'
import type { Peers } from '../peers/service.ts'
import type { Failure } from '../peers/types.ts'
import { failureOf } from '../peers/visiting.ts'
import { isForNow, nextTry, refuse } from './rules.ts'
import * as store from './store.ts'
import { DAY_MAX, REQUESTS_FORMAT } from './types.ts'

const JOB = 'network.deliverRequests'
/** One that is dead keeps only its own turn. */
const AT_ONCE = 3
const DAY_MS = 86_400_000
export const PATH = '/network/requests'

export type Outside = Pick<Peers, 'sender' | 'spend' | 'list' | 'isAccepted'> & { outside: Pick<Peers['outside'], 'tell'> } // prettier-ignore
export type Writing = { domain: string; request: string; by: string; type: string; id?: string; more: object }

export function createDelivering(
  { db, clock, ids, ledger, jobs, events, baseUrl }: Needs,
  keys: Pick<Keys, 'did' | 'sign'>,
  peers: Outside,
) {
  jobs.define<{ domain: string }>(JOB, ({ data }) => deliver(data.domain), AT_ONCE)
  // One that is back is told what it missed.
  events.on<{ domain: string }>('network.peerVisited', JOB, ({ domain }) => deliver(domain))

  const addressOf = (id: string) => `${baseUrl}${PATH}/${id}`

  /** Signs a letter, enters it in the ledger, and has it sent once the transaction holds. Throws `requests.tooManyToday`. */
  async function write(
    tx: Tx,
    to: string,
    { domain, request, by, type, id = ids.uuid(), more }: Writing,
  ): Promise<void> {
    const at = clock.now()
    const since = new Date(at.getTime() - DAY_MS)
    if ((await store.countLetters(tx, domain, true, since)) >= DAY_MAX)
      throw refuse.tooManyToday({ domain, most: DAY_MAX })
    const address = addressOf(id)
    const document = {
      type,
      format: REQUESTS_FORMAT,
      id: address,
      issuer: keys.did,
      to,
      issuedAt: at.toISOString(),
      ...more,
    }
    const signed = JSON.stringify(await keys.sign(document, tx))
    const sha256 = sha256Of(signed)
    const entryId = await ledger.append(tx, {
      kind: 'network.request',
      actor: by,
      subject: `network/requests/${request}`,
      payload: { sha256, letter: type, to },
    })
    await store.addLetter(tx, {
      domain,
      id: address,
      own: true,
      request,
      kind: type,
      document: signed,
      sha256,
      at,
      by,
      entryId,
    })
    await jobs.enqueue(tx, JOB, { domain }, { key: domain })
  }

  /** Sends what waits, in the order in which it was written; what is refused for good stops nothing. Safe to run twice. */
  async function deliver(domain: string): Promise<void> {
    for (const letter of await store.waiting(db, domain)) {
      const problem = await send(peers.outside, domain, letter.document)
      if (!problem) {
        await store.delivered(db, letter.seq, clock.now())
        continue
      }
      const next = problem.isForNow ? nextTry(letter.tries + 1, letter.at, clock.now()) : undefined
      await db.transaction().execute(async (tx) => {
        await store.failed(tx, letter.seq, problem.failure, next)
        if (next) await jobs.enqueue(tx, JOB, { domain }, { key: domain, startAfter: next })
      })
      // What follows may be of what did not arrive.
      if (problem.isForNow) return
    }
  }

  return { write, deliver, addressOf }
}
/** What went wrong; undefined where it was taken. */
async function send(
  outside: Outside['outside'],
  domain: string,
  document: string,
): Promise<{ failure: Failure; isForNow: boolean } | undefined> {
  try {
    const { status, code } = await outside.tell(domain, PATH, document)
    if (status >= 200 && status < 300) return undefined
    const failure = {
      code: code?.startsWith('requests.') ? code : 'peers.answered',
      details: { host: domain, path: PATH, status },
    }
    return { failure, isForNow: isForNow(status) }
  } catch (error) {
    const failure = failureOf(error)
    if (!failure) throw error
    return { failure, isForNow: true }
  }
}

export type Delivering = ReturnType<typeof createDelivering>
