/**
 * What is to be signed: what is new or changed, what is gone, what stands under a name that the city no longer has, and what was
 * signed by a key that was revoked since, which a city that comes later could not believe. Pure.
 */
import type { Said } from './saying.ts'
import type { Issued } from './store/own.ts'
import { fingerprintOf } from './weighing.ts'

/** Without `said` it is withdrawn. */
export type Due = { said?: Said; before?: Issued; fingerprint: string }

const nameOf = ({ kind, subject }: Pick<Said, 'kind' | 'subject'>) => `${kind} ${subject}`

export function dueOf(
  said: readonly Said[],
  standing: readonly Issued[],
  { revoked, about, issuer }: { revoked: ReadonlyMap<string, Date>; about: object; issuer: string },
): Due[] {
  // prettier-ignore
  const before = new Map(standing.map((one) => [nameOf(one), one]))
  const isLost = (one: Issued) => revoked.has(one.key) || one.issuer !== issuer
  const changed = said.flatMap((one): Due[] => {
    const [last, fingerprint] = [before.get(nameOf(one)), fingerprintOf({ ...one, about })]
    return last?.fingerprint === fingerprint && !isLost(last) ? [] : [{ said: one, before: last, fingerprint }]
  })
  const alive = new Set(said.map(nameOf))
  const gone = standing.filter(
    (one) => !alive.has(nameOf(one)) && (!one.withdrawn || (revoked.has(one.key) && one.issuer === issuer)),
  )
  return [...changed, ...gone.map((one): Due => ({ before: one, fingerprint: '' }))]
}
