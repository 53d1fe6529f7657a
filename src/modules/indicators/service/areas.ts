/** Which areas exist and what they are parts of, taken over from places as a publication: values follow from it. */
import type { Json } from '#platform/ledger'
import { sameData } from '../rules.ts'
import { areas, publications } from '../store/index.ts'
import { announce } from './announce.ts'
import type { Needs } from './needs.ts'

const BY = 'system:indicators'

export function createAreas(needs: Needs) {
  const { db, places } = needs

  /** Publishes what changed since the last time; undefined where nothing did. */
  return async function takeAreas(): Promise<{ seq: number } | undefined> {
    return db.transaction().execute(async (tx) => {
      await publications.lock(tx)
      const known = new Map((await areas.all(tx)).map((area) => [area.id, area]))
      const changed = (await places.kin(tx)).filter((area) => !sameData(area, known.get(area.id)))
      if (changed.length === 0) return undefined
      const payload = { areas: changed.length }
      const entry = { kind: 'indicators.areas', actor: BY, subject: 'indicators', payload }
      const pass = await needs.gate.passWords(
        tx,
        { id: BY },
        {
          module: 'indicators',
          ...{ id: 'areas', title: changed.map(({ id }) => id).join(', '), address: '/city' },
          content: changed as unknown as Json,
        },
      )
      const seq = await announce(needs, tx, { kind: 'areas', entry, pass })
      await areas.add(tx, seq, changed)
      return { seq }
    })
  }
}
