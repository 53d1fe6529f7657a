/** Slows down those who guess: attempts are counted before they are made, for the account and for the address. */
import { addressKey, countAttempt, FREE_ATTEMPTS, pause, refuse, waitBefore_s } from '../rules.ts'
import * as store from '../store/attempts.ts'
import { keyed, type Parts } from './parts.ts'

type Kind = 'account' | 'reset' | 'link'
type Who = { email: string; address: string }

export function createGuard({ db, clock, config }: Pick<Parts, 'db' | 'clock' | 'config'>) {
  const keysOf = ({ email, address }: Who, kind: Kind = 'account') => ({
    account: keyed(config.secret, `${kind} ${email.trim().toLowerCase()}`),
    address: keyed(config.secret, `address ${addressKey(address)}`),
  })

  /** Throws `identity.tooManyAttempts` with the seconds to wait. Always in the same order, so that two never wait for each other. */
  async function count(kind: Kind, keys: { account: string; address: string }): Promise<void> {
    await db.transaction().execute(async (tx) => {
      for (const [key, free] of [
        [keys.account, FREE_ATTEMPTS[kind]] as const,
        [keys.address, FREE_ATTEMPTS.address] as const,
      ]) {
        const made = await store.lock(tx, key)
        const seconds = waitBefore_s(made, free, clock.now())
        if (seconds > 0) throw refuse.tooManyAttempts(pause(seconds))
        await store.put(tx, key, countAttempt(made, clock.now()))
      }
    })
  }

  return {
    /** Does `attempt` unless there were too many; when it succeeds, the count is forgiven. */
    async guarded<T>(who: Who, attempt: () => Promise<T>): Promise<T> {
      const keys = keysOf(who)
      await count('account', keys)
      const result = await attempt()
      await store.redeem(db, keys)
      return result
    },

    /** Count a wish for a letter: for a new password, or for a link to come in by. */
    countReset: (who: Who): Promise<void> => count('reset', keysOf(who, 'reset')),
    countLink: (who: Who): Promise<void> => count('link', keysOf(who, 'link')),
  }
}
export type Guard = ReturnType<typeof createGuard>
