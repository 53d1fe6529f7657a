/** Published figures are taken back: a new vintage in which they are missing, with a public note. What was known stays readable. */
import { Readable } from 'node:stream'
import { demand, system, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { Refusal } from '#platform/errors'
import type { Withdrawn } from '#governance'
import { tidyCsv, type TidyRow } from '../reading/index.ts'
import { refuse as refuseImport } from '../rules.ts'
import { announce } from '../service/announce.ts'
import { figuresOf, fileAddress } from '../service/passing.ts'
import type { Needs } from '../service/needs.ts'
import { catalogue, imports, publications } from '../store/index.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { NOTE_CHARS_MAX, WithdrawalDraft } from './types.ts'

const LISTED_MAX = 200

export function createWithdrawal(needs: Needs) {
  const { db, clock, ids, files, gate } = needs

  async function find(id: string): Promise<imports.Stored> {
    const found = await imports.find(db, id)
    if (!found) throw refuseImport.unknownImport({ id })
    return found
  }

  /** When nothing of it stands, its file is no longer public either. */
  async function takeBack(tx: Tx, actor: Actor, number: number, reason: string): Promise<void> {
    const publication = await publications.byImport(tx, number)
    const { release_id } = publication!
    if (!(await gate.withdrawals([release_id], tx)).has(release_id)) await gate.withdraw(tx, actor, release_id, reason)
  }

  /**
   * Takes back the named figures of a published import, or all of them that still stand. Throws
   * `indicators.notStanding` for one that a later publication replaced.
   */
  async function withdraw(actor: Actor, id: string, draft: WithdrawalDraft): Promise<{ seq: number; rows: number }> {
    const { notes, cells } = WithdrawalDraft.parse(draft)
    gate.demandFit(notes)
    return db.transaction().execute(async (tx) => {
      const found = await imports.lock(tx, id)
      if (!found) throw refuseImport.unknownImport({ id })
      demand(actor, 'indicators.publish', found.organisation)
      rules.withdrawable(found)
      await publications.lock(tx)
      const standing = await store.standing(tx, found.number)
      const rows = rules.chosen(id, standing, cells)
      const note = rules.writeNotes(notes)
      const units = new Map((await catalogue.measures(tx)).map((measure) => [measure.id, measure.unit]))
      const missing = rows.map((row): TidyRow => ({
        ...row,
        ...{ value: null, unit: units.get(row.measure)!, status: 'M', reason: rules.WITHDRAWN, note },
      }))
      const file = Readable.from([Buffer.from([...tidyCsv(missing)].join(''))])
      const kept = await files.put(file, { limitBytes: needs.uploadBytesMax })
      const taken = await imports.add(tx, {
        ...{ id: ids.uuid(), dataset: found.dataset, organisation: found.organisation, ...kept, options: {} },
        ...{ fileName: `withdrawal-${found.number}.csv`, origin: 'withdrawal' },
        ...{ broughtBy: actor.id, broughtAt: clock.now() },
      })
      await store.addMissing(tx, taken.number, rows, rules.WITHDRAWN, note)
      const read = { state: 'published', accepted: rows.length, format: 'tidy', encoding: 'utf-8' } as const
      await imports.update(tx, taken.number, read)
      await store.add(tx, taken.number, found.number, notes)
      const payload = { import: taken.number, of: found.number, sha256: kept.sha256, rows: rows.length }
      const entry = { kind: 'indicators.withdrawn', actor: actor.id, subject: `import/${id}`, grounds: note, payload }
      const counts = { added: 0, corrected: rows.length }
      const pass = await gate.passClear(tx, actor, { ...figuresOf(taken, []), address: fileAddress(taken.id) })
      const seq = await announce(needs, tx, { kind: 'import', importNumber: taken.number, entry, pass, counts })
      if (rows.length === standing.length) await takeBack(tx, actor, found.number, rules.saidOf(notes))
      return { seq, rows: rows.length }
    })
  }

  return {
    /** The figures of a published import that nobody replaced since. */
    async standing(actor: Actor, id: string, limit?: number): Promise<store.Standing[]> {
      const found = await find(id)
      demand(actor, 'indicators.publish', found.organisation)
      return store.standing(db, found.number, limit)
    },

    withdraw,

    /** What is taken back at the gate is taken back here: its figures are missing, for the gate's reason. */
    async follow({ subject, reason }: Withdrawn): Promise<void> {
      if (subject.module !== 'indicators' || subject.kind !== 'figures') return
      const notes = { pl: reason.slice(0, NOTE_CHARS_MAX) }
      await withdraw(system('gate'), subject.id, { notes }).catch((error: unknown) => {
        // Nothing of it stands any more.
        if (!(error instanceof Refusal) || error.code !== 'indicators.nothingToWithdraw') throw error
      })
    },

    /** Everything that was ever published, corrected or withdrawn, newest first; everybody may see it. */
    publications: (limit: number, before?: number): Promise<store.Published[]> =>
      store.published(db, Math.min(limit, LISTED_MAX), before),
  }
}
export type Withdrawal = ReturnType<typeof createWithdrawal>
