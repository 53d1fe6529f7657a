/** Others who move to another account: believed where that account says so too. */
import type { Move } from '@fedify/fedify/vocab'
import { system } from '#platform/actor'
import type { Tx } from '#platform/db'
import { Refusal } from '#platform/errors'
import type { Needs } from '../needs.ts'
import type { Asking } from './asking.ts'
import type { Found, Lookup } from './lookup.ts'
import type { Once } from './others.ts'
import * as following from './store/following.ts'
import * as store from './store/news.ts'
import type { MoveProblem } from './types.ts'

const PROBLEMS: Record<string, MoveProblem> = {
  'network.ownActor': 'own',
  'network.notBelieved': 'notBelieved',
  'network.blocksCity': 'blocksCity',
  'peers.lookAlike': 'lookAlike',
}

export function createMoves({ db, ledger }: Needs, asking: Asking, lookup: Lookup, once: Once) {
  /** Why the city does not go along by itself. */
  async function problemOf(from: string, found: Found | undefined): Promise<MoveProblem | undefined> {
    if (!found) return 'unreachable'
    if (!found.aliases.includes(from)) return 'unnamed'
    try {
      await asking.demandFollowable(found, false)
      return (await asking.isFull()) ? 'tooMany' : undefined
    } catch (error) {
      const problem = error instanceof Refusal ? PROBLEMS[error.code] : undefined
      if (!problem) throw error
      return problem
    }
  }

  /** Who was followed is followed where they are now; the old account is left once the new one agrees. */
  async function followedMoved(tx: Tx, from: string, to: string, found: Found | undefined, problem?: MoveProblem) {
    const before = await following.standing(tx, from)
    // They move once, until that is settled.
    if (!before || before.state === 'refused' || (before.movedTo !== null && before.problem === null)) return
    const target = found?.uri ?? to
    await following.movedTo(tx, from, target, problem)
    const payload = { uri: from, to: target, ...(problem && { problem }) }
    await ledger.append(tx, { kind: 'network.followMoved', actor: system('network').id, subject: `network/following/${new URL(from).host}`, payload }) // prettier-ignore
    if (problem || !found) return
    const { state } = (await following.standing(tx, target)) ?? {}
    if (state === 'accepted') return asking.leave(tx, from)
    if (state !== 'asked') await asking.ask(tx, found, system('network').id)
  }

  /** Somebody says that they are somewhere else from now on. Of whom nothing is kept here, nobody is asked. */
  async function moved(said: Move): Promise<void> {
    const [from, to] = [said.actorId?.href, said.targetId?.href]
    if (!from || !to || said.objectId?.href !== from || to === from) return
    if (!(await store.isKnown(db, from))) return
    const found = await lookup(to).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      return undefined
    })
    const problem = await problemOf(from, found)
    const isNamed = found?.aliases.includes(from) === true
    await once(said, async (tx) => {
      if (isNamed) await store.followerMoved(tx, from, found.uri)
      await followedMoved(tx, from, to, found, problem)
    })
  }

  return { moved }
}
