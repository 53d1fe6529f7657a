/** What is to be signed: what is new or changed, what is gone, and what a key signed that others may have had by then. Pure. */
import type { Said } from './saying.ts'
import type { Issued } from './store/own.ts'
import { fingerprintOf } from './weighing.ts'

/** Without `said` it is withdrawn. */
export type Due = { said?: Said; before?: Issued; fingerprint: string }

const nameOf = ({ kind, subject }: Pick<Said, 'kind' | 'subject'>) => `${kind} ${subject}`

export function dueOf(
  said: readonly Said[],
  standing: readonly Issued[],
  revoked: ReadonlyMap<string, Date>,
  about: object,
): Due[] {
  // prettier-ignore
  const before = new Map(standing.map((one) => [nameOf(one), one]))
  const isDoubtful = ({ key, at }: Issued) => revoked.has(key) && at >= revoked.get(key)!
  const changed = said.flatMap((one): Due[] => {
    const [last, fingerprint] = [before.get(nameOf(one)), fingerprintOf({ ...one, about })]
    return last?.fingerprint === fingerprint && !isDoubtful(last) ? [] : [{ said: one, before: last, fingerprint }]
  })
  const alive = new Set(said.map(nameOf))
  const gone = standing.filter((one) => !alive.has(nameOf(one)) && (!one.withdrawn || isDoubtful(one)))
  return [...changed, ...gone.map((one): Due => ({ before: one, fingerprint: '' }))]
}
