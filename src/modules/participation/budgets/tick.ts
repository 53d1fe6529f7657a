/** What happens to an edition when its time comes: the vote is sealed and opened, and closed; then what others found of it. */
import { system } from '#platform/actor'
import type { Tx } from '#platform/db'
import { isDemonstration } from '#platform/demonstration'
import { canonical, type Json } from '#platform/ledger'
import { fingerprintOf } from '#governance'
import { refuse } from './refusals.ts'
import { plain, type Inner, type Needs } from './inner.ts'
import * as store from './store.ts'
import { Rules, STATES, type Edition, type ListedProject, type State, type VoteKeys } from './types.ts'

const TICK_JOB = 'participation.tick'
/** Once a minute; casting looks at the time itself. */
export const TICK = { job: TICK_JOB, cron: '* * * * *' }
const clockwork = system('participation')

export function createTick({ db, clock, jobs, events, above, onError = () => {} }: Needs, { act, alone }: Inner) {
  /** Is it time for the vote? The last moment does not count. */
  const isVoteTime = ({ phases }: Edition): boolean => {
    const now = clock.now()
    return phases.some(({ kind, from, to }) => kind === 'vote' && from <= now && now < to)
  }
  const isVoteOver = ({ phases }: Edition): boolean =>
    phases.some(({ kind, to }) => kind === 'vote' && to <= clock.now())

  /** Freezes rules, list and keys. Nothing where another was quicker, or the edition was changed meanwhile: the next tick tries again. */
  async function seal(code: string): Promise<void> {
    const before = await store.find(db, code)
    if (!before) throw refuse.unknownEdition({ edition: code })
    const keys = await above.keysOf(before)
    await db.transaction().execute(async (tx) => {
      const edition = await alone(tx, code)
      if (edition.state !== 'announced' || edition.version !== before.version || !isVoteTime(edition)) return
      const list = await above.projectsOf(tx, edition)
      if (list.length === 0) throw refuse.nothingListed({ edition: code })
      const content = documentOf(edition, list, keys)
      const sha256 = fingerprintOf(content)
      const payload = { sha256, projects: list.length, pools: edition.pools.length, lotCommitment: keys.lotCommitment }
      const done = await act(tx, clockwork, 'vote.sealed', code, payload)
      await store.addListed(tx, code, list)
      await store.addSeal(tx, code, { document: canonical(content), sha256, ...done })
      await store.update(tx, code, { state: 'sealed' }, done)
      await events.emit(tx, 'participation.voteSealed', { edition: code })
    })
  }

  /** Ends the vote; it waits for every ballot that is being cast, and every later one finds it closed. */
  async function close(code: string): Promise<void> {
    await db.transaction().execute(async (tx) => {
      const edition = await alone(tx, code)
      if (edition.state !== 'sealed' || !isVoteOver(edition)) return
      const done = await act(tx, clockwork, 'vote.closed', code, {})
      await store.update(tx, code, { state: 'closed' }, done)
      await events.emit(tx, 'participation.voteClosed', { edition: code })
    })
  }

  /** One step further; nothing where it was taken already. */
  async function advance(tx: Tx, code: string, from: State, to: State): Promise<void> {
    const { state } = await alone(tx, code)
    if (STATES.indexOf(state) >= STATES.indexOf(to)) return
    if (state !== from) throw refuse.tooEarly({ edition: code, state })
    await store.update(tx, code, { state: to }, await act(tx, clockwork, `budget.${to}`, code, {}))
  }

  async function tick({ demonstration = false } = {}): Promise<void> {
    for (const edition of await store.all(db)) {
      const { code, state } = edition
      // What is made up goes by the clock of whoever shows it.
      if (isDemonstration(code) !== demonstration) continue
      try {
        if (state === 'announced' && isVoteTime(edition)) await seal(code)
        if (state === 'sealed' && isVoteOver(edition)) await close(code)
      } catch (error) {
        // One edition that cannot go on holds up no other; the next tick tries again.
        onError(error)
      }
    }
  }
  jobs.define(TICK_JOB, () => tick())

  return {
    /** Opens and closes what is due, or of made-up editions what is due to whoever shows them. Safe to run twice, and by several at once. */
    tick,
    /** All ballots were opened and written down. */
    opened: (tx: Tx, code: string): Promise<void> => advance(tx, code, 'closed', 'opened'),
    /** The result stands. */
    counted: (tx: Tx, code: string): Promise<void> => advance(tx, code, 'opened', 'counted'),
  }
}

/** What is sealed, so that its hash holds everything that decides. */
function documentOf(edition: Edition, list: readonly ListedProject[], { keys, lotCommitment }: VoteKeys): Json {
  const { code, ...rules } = Rules.parse(edition)
  return plain({ version: 1, edition: code, ...rules, list, keys, lotCommitment })
}
