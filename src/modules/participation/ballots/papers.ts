/** Ballots on paper: entered by their serial number, without the person, twice by two people; differences shown and settled. */
import { demand, type Actor } from '#platform/actor'
import type { Json } from '#platform/ledger'
import type { Edition } from '../budgets/types.ts'
import { refuse as refuseBudgets } from '../budgets/refusals.ts'
import { demandPerson } from '../eligibility/claims.ts'
import { demandForm } from './form.ts'
import type { Needs } from './needs.ts'
import { refuse } from './refusals.ts'
import type { Sealed } from './sealed.ts'
import * as store from './store.ts'
import { PaperDraft, type PaperState } from './types.ts'

const REGISTER = 'participation.register'
const ORGANISE = 'participation.organise'

/** What was entered for a paper, compared. Pure. */
export function compared(entries: readonly store.PaperEntry[]): 'once' | 'differs' | 'same' {
  const [first, second] = entries
  if (!first || !second) return 'once'
  const text = ({ pool, choices }: store.PaperEntry) => JSON.stringify([pool, choices])
  return text(first) === text(second) ? 'same' : 'differs'
}

/** What entering and settling share. */
function createParts({ db, ledger, budgets }: Needs, sealed: Sealed) {
  /** From the opening of the vote until somebody says that the last paper is entered. */
  async function demandRuns(edition: Edition): Promise<void> {
    if (!edition.vote.ways.includes('paper')) throw refuse.paperOff()
    if (!['sealed', 'closed'].includes(edition.state)) {
      const own = edition.phases.find(({ kind }) => kind === 'vote')
      throw refuseBudgets.phaseClosed({ phase: 'vote', from: own?.from, to: own?.to })
    }
    if (await store.papersEnded(db, edition.code)) throw refuse.paperFinished()
  }

  /** A void paper has no choices. */
  async function demandSound(edition: string, { pool, choices }: Pick<PaperDraft, 'pool' | 'choices'>): Promise<void> {
    const { paper } = await sealed.booth(edition, pool)
    if (choices.length > 0) demandForm(paper, choices)
  }

  const note = (tx: Parameters<typeof ledger.append>[0], actor: Actor, kind: string, edition: string, payload: object, grounds?: string) =>
    ledger.append(tx, {
      ...{ kind: `participation.${kind}`, actor: actor.id, subject: `budget/${edition}`, grounds },
      payload: { edition, ...payload } as Json,
    }) // prettier-ignore

  return { db, budgets, demandRuns, demandSound, note }
}
type Parts = ReturnType<typeof createParts>

export function createPapers(needs: Needs, sealed: Sealed) {
  const parts = createParts(needs, sealed)
  return { ...createEntering(parts), ...createSettling(parts) }
}

function createEntering({ db, budgets, demandRuns, demandSound, note }: Parts) {
  return {
    /**
     * Enters a paper, once for each of two people. Alike, it is settled; else it waits for a third. Throws
     * `participation.paperSame` for who entered it before, `paperEntered`, `paperFinished`.
     */
    async enter(actor: Actor, code: string, given: PaperDraft): Promise<'once' | 'differs' | 'settled'> {
      demand(actor, REGISTER)
      const enteredBy = demandPerson(actor)
      const { serial, pool, choices } = PaperDraft.parse(given)
      await demandRuns(await budgets.edition(code))
      await demandSound(code, { pool, choices })
      return db.transaction().execute(async (tx) => {
        await store.holdPaper(tx, code, serial)
        const before = await store.paperEntries(tx, code, serial)
        if (before.some((one) => one.enteredBy === enteredBy)) throw refuse.paperSame({ serial })
        if (before.length >= 2) throw refuse.paperEntered({ serial })
        const entry = { enteredBy, pool, choices }
        await store.addPaper(tx, code, serial, entry)
        const state = compared([...before, entry])
        if (state !== 'same') return state
        const entryId = await note(tx, actor, 'paper.settled', code, { serial, agreed: true })
        await store.settlePaper(tx, code, { serial, pool, choices, entryId })
        return 'settled'
      })
    },

    /** Every paper that was entered. What others entered is shown only where it differs, or is settled: who enters second reads the paper. */
    async papers(actor: Actor, code: string): Promise<PaperState[]> {
      demand(actor, REGISTER)
      const settled = new Set((await store.paperBallots(db, code)).map(({ serial }) => serial))
      const bySerial = Map.groupBy(await store.paperEntries(db, code), ({ serial }) => serial)
      return [...bySerial].map(([serial, entries]): PaperState => {
        const state = settled.has(serial) ? 'settled' : compared(entries) === 'once' ? 'once' : 'differs'
        const seen = entries.map(({ enteredBy, pool, choices }) => ({ mine: enteredBy === actor.id, pool, choices }))
        return { serial, state, entries: state === 'once' ? seen.filter(({ mine }) => mine) : seen }
      })
    },
  }
}

function createSettling({ db, budgets, demandRuns, demandSound, note }: Parts) {
  return {
    /** What two people entered differently, a third decides, with the paper at hand. Throws `participation.paperUnknown`, `paperSame`, `paperSettled`. */
    async settle(actor: Actor, code: string, given: PaperDraft, grounds: string): Promise<void> {
      demand(actor, REGISTER)
      const settledBy = demandPerson(actor)
      const { serial, pool, choices } = PaperDraft.parse(given)
      await demandRuns(await budgets.edition(code))
      await demandSound(code, { pool, choices })
      await db.transaction().execute(async (tx) => {
        await store.holdPaper(tx, code, serial)
        const entries = await store.paperEntries(tx, code, serial)
        if (compared(entries) === 'once') throw refuse.paperUnknown({ serial })
        if (compared(entries) === 'same' || (await isSettled(tx, code, serial))) throw refuse.paperSettled({ serial })
        if (entries.some((one) => one.enteredBy === settledBy)) throw refuse.paperSame({ serial })
        const entryId = await note(tx, actor, 'paper.settled', code, { serial, agreed: false }, grounds)
        await store.settlePaper(tx, code, { serial, pool, choices, settledBy, entryId })
      })
    },

    /** No more papers come: the ballots may be opened. Throws `participation.paperUnsettled` with the serial numbers. */
    async finish(actor: Actor, code: string): Promise<void> {
      demand(actor, ORGANISE)
      const edition = await budgets.edition(code)
      await demandRuns(edition)
      if (edition.state !== 'closed') throw refuse.paperUnsettled({ serials: '', count: 0 })
      await db.transaction().execute(async (tx) => {
        const settled = new Set((await store.paperBallots(tx, code)).map(({ serial }) => serial))
        const open = new Set((await store.paperEntries(tx, code)).map(({ serial }) => serial).filter((one) => !settled.has(one)))
        if (open.size > 0) throw refuse.paperUnsettled({ serials: [...open].slice(0, 10).join(', '), count: open.size })
        await store.endPapers(tx, code, actor.id, await note(tx, actor, 'paper.finished', code, { papers: settled.size }))
      })
    }, // prettier-ignore
  }
}

async function isSettled(tx: Parameters<typeof store.paperBallots>[0], code: string, serial: string): Promise<boolean> {
  return (await store.paperBallots(tx, code)).some((one) => one.serial === serial)
}
