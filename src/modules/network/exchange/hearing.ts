/** All that is said of practices, by this city and by others, and how far each is believed now. */
import type { Db } from '#platform/db'
import { shownOf } from '../peers/likeness.ts'
import type { Peers } from '../peers/service.ts'
import type { Issuing } from './issuing.ts'
import * as shelf from './store/shelf.ts'
import type { Checked, PracticeDocument } from './types.ts'

/** Something that a city says, and how far this one believes it. */
export type Heard = {
  domain: string
  /** As people would read the domain. */
  shown: string
  isOwn: boolean
  subject: string
  said: PracticeDocument
  at: Date
  checked: Checked | null
  problem?: string
  /** Nothing is taken from its city any more. */
  isAccepted: boolean
  /** Others may have had the key when it came. */
  isDoubtful: boolean
}

export function createHearing(
  db: Db,
  peers: Pick<Peers, 'believed' | 'list'>,
  issuing: Pick<Issuing, 'own'>,
  host: string,
) {
  return async function heard(): Promise<Heard[]> {
    const own = (await issuing.own()).map(({ subject, said, at }): Heard => ({ ...{ domain: host, shown: host, isOwn: true, subject, said, at }, checked: said.evaluation ? 'holds' : 'absent', isAccepted: true, isDoubtful: false })) // prettier-ignore
    const kept = await shelf.newest(db)
    const accepted = new Set(
      (await peers.list()).filter(({ state }) => state === 'accepted').map(({ domain }) => domain),
    )
    const revoked = new Map<string, Date>()
    for (const domain of new Set(kept.map((one) => one.domain)))
      for (const { id, revoked: since } of (await peers.believed(domain))?.keys ?? [])
        if (since !== undefined) revoked.set(id, new Date(since))
    const others = kept.map(({ domain, subject, document, receivedAt, key, checked, problem }): Heard => {
      const since = revoked.get(key)
      return { ...{ domain, shown: shownOf(domain), isOwn: false, subject, said: document, at: receivedAt, checked, problem: problem ?? undefined }, isAccepted: accepted.has(domain), isDoubtful: since !== undefined && receivedAt >= since } // prettier-ignore
    })
    return [...own, ...others]
  }
}
