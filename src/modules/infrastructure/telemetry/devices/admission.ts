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
  const kept = new Map<string, { at: number; known: Promise<Known | undefined> }>()
  const lookUp = createLookUp(db)

  function remember(id: string, known: Promise<Known | undefined>): void {
    const one = { at: clock.now().getTime(), known }
    kept.delete(id)
    kept.set(id, one)
    for (const oldest of kept.keys()) {
      if (kept.size <= REMEMBERED_MAX) break
      kept.delete(oldest)
    }
    // One that there is not may be there the next time.
    const drop = () => void (kept.get(id) === one && kept.delete(id))
    known.then((found) => found ?? drop(), drop)
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
      const found = await lookUp(id)
      if (!found) return join(id, key)
      if (!opens(key, found.keyHash ?? found.joiningHash)) throw refuse.badKey()
      if (found.state === 'blocked') throw refuse.blocked({ id })
      const known = knownOf(found)
      remember(id, Promise.resolve(known))
      return known
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

    /** As it is now, or was at most two seconds ago. Whoever asks while it is looked up shares the answer, in order. */
    current(id: string): Promise<Known | undefined> {
      const one = kept.get(id)
      if (one && Math.abs(clock.now().getTime() - one.at) <= REMEMBERED_MS) return one.known
      const known = lookUp(id).then((found) => found && knownOf(found))
      remember(id, known)
      return known
    },
    /** Something about devices was changed here. */
    forget: (): void => kept.clear(),
  }
}
export type Admission = ReturnType<typeof createAdmission>

const knownOf = ({ keyHash: _, joiningHash: __, joiningId: ___, ...known }: devices.LetIn): Known => known

/** What is asked for in one turn is one question to the database. */
function createLookUp(db: Db) {
  let next: { ids: Set<string>; found: Promise<Map<string, devices.LetIn>> } | undefined

  function begin() {
    const ids = new Set<string>()
    const ask = async () => {
      await new Promise((resolve) => setImmediate(resolve))
      next = undefined
      return new Map((await devices.letIn(db, [...ids])).map((one) => [one.id, one]))
    }
    return { ids, found: ask() }
  }

  return async (id: string): Promise<devices.LetIn | undefined> => {
    next ??= begin()
    next.ids.add(id)
    return (await next.found).get(id)
  }
}
