/** Who it is that sends: a device by its own key, one that joined by a key for joining, or a new one that is to wait. */
import type { Db } from '#platform/db'
import type { Clock } from '#platform/clock'
import { joiningIdOf, opens } from './keys.ts'
import { refuse } from './refusals.ts'
import * as devices from './store/devices.ts'
import * as profiles from './store/profiles.ts'
import { isDeviceId, WAITING_MAX, type Known } from './types.ts'

const REMEMBERED_MS = 2_000
const REMEMBERED_MAX = 50_000

export function createAdmission({ db, clock }: { db: Db; clock: Clock }) {
  const kept = new Map<string, { at: number; known: Known }>()

  function remember(known: Known): Known {
    kept.delete(known.id)
    kept.set(known.id, { at: clock.now().getTime(), known })
    for (const oldest of kept.keys()) {
      if (kept.size <= REMEMBERED_MAX) break
      kept.delete(oldest)
    }
    return known
  }

  async function join(id: string, key: string): Promise<Known> {
    const joiningId = joiningIdOf(key)
    const joining = joiningId ? await profiles.joiningKey(db, joiningId) : undefined
    const now = clock.now()
    if (!opens(key, joining?.hash) || joining!.revoked || joining!.expiresAt <= now) throw refuse.badKey()
    if ((await devices.waitingCount(db)) >= WAITING_MAX) throw refuse.tooManyWaiting({ most: WAITING_MAX })
    const { organisationId: owner, profileId } = joining!
    await devices.add(db, { id, owner, state: 'waiting', profileId, joiningId, createdAt: now })
    return { id, state: 'waiting', owner }
  }

  return {
    /**
     * The device, by its name and key. One that nobody has entered and that has a key for joining waits from now on. Throws
     * `devices.badKey`, the same for an unknown device and a wrong key, `blocked`, `tooManyWaiting`.
     */
    async letIn(id: string, key: string): Promise<Known> {
      if (!isDeviceId(id)) throw refuse.badKey()
      const found = await devices.letIn(db, id)
      if (!found) return join(id, key)
      const { keyHash, joiningHash, joiningId: _, ...known } = found
      if (!opens(key, keyHash ?? joiningHash)) throw refuse.badKey()
      if (known.state === 'blocked') throw refuse.blocked({ id })
      return remember(known)
    },

    /** One that an outside broker has let in; one that nobody has entered waits. Throws `devices.badId`, `tooManyWaiting`. */
    async fromOutside(id: string): Promise<Known> {
      const known = await this.current(id)
      if (known) return known
      if (!isDeviceId(id)) throw refuse.badId({ id: id.slice(0, 100) })
      if ((await devices.waitingCount(db)) >= WAITING_MAX) throw refuse.tooManyWaiting({ most: WAITING_MAX })
      await devices.add(db, { id, owner: null, state: 'waiting', createdAt: clock.now() })
      return { id, state: 'waiting', owner: null }
    },

    /** As it is now, or was at most two seconds ago. */
    async current(id: string): Promise<Known | undefined> {
      const one = kept.get(id)
      if (one && Math.abs(clock.now().getTime() - one.at) <= REMEMBERED_MS) return one.known
      kept.delete(id)
      const found = await devices.letIn(db, id)
      if (!found) return undefined
      const { keyHash: _, joiningHash: __, joiningId: ___, ...known } = found
      return remember(known)
    },
    /** Something about devices was changed here. */
    forget: (): void => kept.clear(),
  }
}
export type Admission = ReturnType<typeof createAdmission>
