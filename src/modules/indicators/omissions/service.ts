/** It is said why an indicator of a standard is not reported, and taken back once it is; every version stays. */
import { demand, isSystem, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { refuse } from '../rules.ts'
import type { Needs } from '../service/needs.ts'
import { publications } from '../store/index.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { OmissionDraft, type Omission, type Stated } from './types.ts'

type Place = { standard: string; code: string }

export function createOmissions({ db, clock, ledger, gate, standards }: Needs) {
  function demandPlace({ standard, code }: Place): void {
    const found = standards.find(({ id }) => id === standard)
    if (!found?.indicators.some((indicator) => indicator.code === code))
      throw refuse.unknownStandard({ standard: `${standard} ${code}` })
  }

  /** What waits at the gate is not said. */
  const inOne = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work))

  async function say(tx: Tx, actor: Actor, place: Place, version: number, draft?: OmissionDraft): Promise<Omission> {
    const { standard, code } = place
    const title = `${standard} ${code}`
    const about = { module: 'indicators', id: `omission/${standard}/${code}`, title, address: `/standards/${standard}` }
    const pass = draft && (await gate.passWords(tx, actor, { ...about, content: { standard, code, ...draft } }))
    const entryId = await ledger.append(tx, {
      kind: 'indicators.omitted',
      actor: actor.id,
      subject: `${standard}/${code}`,
      grounds: draft?.notes.pl,
      payload: { standard, code, version, reason: draft?.reason ?? null, notes: draft?.notes ?? null },
    })
    const omission = { standard, code, version, ...draft, at: clock.now(), by: actor.id, entryId }
    await store.add(tx, omission, pass)
    return omission
  }

  return {
    /** What is said of the indicators that are not reported, in all standards. */
    omissions: async (): Promise<Stated[]> => (await store.current(db, gate)).filter(rules.isStated),

    /** Every version of what was said of one, newest first. */
    omissionVersions: (standard: string, code: string): Promise<Omission[]> => store.versions(db, standard, code, gate),

    /**
     * Says why an indicator is not reported; without a draft, takes back what was said. `expected` is the version that
     * the person saw, 0 where there was none. Throws `indicators.conflict` with both.
     */
    async omit(actor: Actor, place: Place, draft: OmissionDraft | undefined, expected?: number): Promise<Omission> {
      demand(actor, 'indicators.define')
      demandPlace(place)
      const parsed = draft && OmissionDraft.parse(draft)
      return inOne(async (tx) => {
        await publications.lock(tx)
        const [current] = await store.versions(tx, place.standard, place.code)
        const version = rules.nextVersion(place, parsed, current, expected)
        return current && rules.isSame(parsed, current) ? current : say(tx, actor, place, version, parsed)
      })
    },

    /** What the city pack says, where nobody in the house has said something since. */
    async loadOmissions(actor: Actor, drafts: (Place & OmissionDraft)[]): Promise<void> {
      demand(actor, 'indicators.define')
      await inOne(async (tx) => {
        await publications.lock(tx)
        const current = new Map((await store.current(tx)).map((one) => [`${one.standard} ${one.code}`, one]))
        for (const { standard, code, ...draft } of drafts) {
          const known = current.get(`${standard} ${code}`)
          demandPlace({ standard, code })
          if ((known && !isSystem(known.by)) || rules.isSame(draft, known)) continue
          await say(tx, actor, { standard, code }, (known?.version ?? 0) + 1, draft)
        }
      })
    },
  }
}
export type Omissions = ReturnType<typeof createOmissions>
