/** An import is checked after it was read; another person vouches for it, or sends it back. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { fetchOf } from '../fetches/fetcher.ts'
import * as fetches from '../fetches/store.ts'
import { affected, evaluateCell, needed, type Cells } from '../formula/index.ts'
import { decidable, refuse as refuseImport } from '../rules.ts'
import { catalogue, imports, publications } from '../store/index.ts'
import type { Definition, Observation } from '../types.ts'
import { readFrame } from '../service/frame.ts'
import { worldOf } from '../service/world.ts'
import type { Needs } from '../service/needs.ts'
import * as rules from './rules/index.ts'
import * as store from './store.ts'
import {
  ReturnDraft,
  VerificationDraft,
  type Finding,
  type KeptFinding,
  type Overlap,
  type Verification,
} from './types.ts'

/** So many findings are kept of one import; the grave ones first. */
export const FINDINGS_MAX = 1_000
/** Figures looked at together, and figures of which the values are computed together. */
const ROWS_A_LOOK = 250_000
const KEYS_A_COMPUTATION = 2_000
/** Of a larger import only so many figures are followed into values; the rest is judged when it is computed. */
const KEYS_COMPUTED_MAX = 50_000
const OVERLAPS_SHOWN = 50

type Found = Pick<imports.Stored, 'id' | 'number' | 'checkedSeq' | 'state' | 'broughtBy'>
type State = { findings: KeptFinding[]; verifications: Verification[]; stale: Overlap[]; maker?: string }

export function createChecking(needs: Needs) {
  const { db, clock, ledger, places } = needs

  /** Looks at all that the import brings and keeps what is remarkable; may be done again at any time. */
  async function check(found: Pick<Found, 'number'>, signal?: AbortSignal): Promise<void> {
    const seq = await publications.last(db)
    const areas = rules.areasOf(await places.areas())
    const measures = new Map((await catalogue.measures(db)).map((measure) => [measure.id, measure]))
    const findings: Finding[] = []
    for (const some of together(await store.sizes(db, found.number))) {
      signal?.throwIfAborted()
      const rows = Map.groupBy(await store.asIfPublished(db, found.number, some), ({ measure }) => measure)
      for (const [id, own] of rows) findings.push(...rules.check(measures.get(id)!, own, areas))
    }
    const slips = new Set(findings.filter(({ check }) => check === 'unitSlip').map(keyOf))
    findings.push(...(await ranges(needs, found.number, slips, signal)))
    await store.keepFindings(db, found.number, rules.inOrder(findings), FINDINGS_MAX, seq)
  }

  const stale = (found: Pick<Found, 'number'>, seq: number): Promise<Overlap[]> =>
    store.overlaps(db, found.number, seq, OVERLAPS_SHOWN)

  async function decide(
    tx: Tx,
    actor: Actor,
    found: imports.Stored,
    decision: Verification['decision'],
    draft: Pick<Verification, 'reason' | 'answers' | 'seq'>,
  ): Promise<Verification> {
    const payload = {
      ...{ import: found.number, sha256: found.sha256, suspected: found.suspected },
      answers: draft.answers.map(({ finding, check, reason }) => ({ on: finding ?? check!, reason })),
    }
    const entryId = await ledger.append(tx, {
      kind: `indicators.${decision}`,
      actor: actor.id,
      subject: `import/${found.id}`,
      grounds: draft.reason,
      payload,
    })
    const verification = {
      ...draft,
      decision,
      seq: await publications.last(tx),
      at: clock.now(),
      by: actor.id,
      entryId,
    }
    await store.addVerification(tx, found.number, verification)
    await imports.update(tx, found.number, { state: decision })
    return verification
  }

  /** Who made the key or the fetch that brought it, and so counts as who brought it. */
  async function makerOf({ broughtBy }: Pick<Found, 'broughtBy'>): Promise<string | undefined> {
    const fetch = fetchOf(broughtBy)
    return fetch ? fetches.makerOf(db, fetch) : needs.makerOf(broughtBy)
  }

  /** Before a transaction: other modules are asked outside of it. Throws `indicators.unknownImport`. */
  async function waiting(id: string): Promise<imports.Stored & { maker?: string }> {
    const found = await imports.find(db, id)
    if (!found) throw refuseImport.unknownImport({ id })
    return { ...found, maker: await makerOf(found) }
  }

  /** The import, locked, of which this actor may decide. */
  async function locked(tx: Tx, actor: Actor, id: string, maker: string | undefined): Promise<imports.Stored> {
    const found = (await imports.lock(tx, id))!
    demand(actor, 'indicators.verify', found.organisation)
    rules.demandOtherPerson(actor, found, maker)
    decidable(found)
    return found
  }

  return {
    /** The numbers of the rules by which figures are checked. */
    checkRules: rules.STATED,

    check,

    /** What checks found, who decided what, what others published of the same figures since, and who may not decide. */
    async state(found: Found): Promise<State> {
      const verifications = await store.verifications(db, found.number)
      return {
        findings: await store.findings(db, found.number, FINDINGS_MAX),
        verifications,
        stale: found.state === 'verified' ? await stale(found, verifications[0]!.seq) : [],
        maker: await makerOf(found),
      }
    },

    /**
     * Another person vouches for the import, with a reason, and answers every grave finding. What others published since
     * the checks is looked at first. Throws `indicators.ownValue`, `indicators.unanswered`.
     */
    async verify(actor: Actor, id: string, draft: VerificationDraft): Promise<Verification> {
      const { reason, answers } = VerificationDraft.parse(draft)
      const { maker, ...before } = await waiting(id)
      if ((await stale(before, before.checkedSeq ?? 0)).length > 0) await check(before)
      return db.transaction().execute(async (tx) => {
        // Asked first: what is published from here on has a higher number.
        const seq = await publications.last(tx)
        const found = await locked(tx, actor, id, maker)
        rules.demandFresh(id, found.checkedSeq ?? 0, await store.overlaps(tx, found.number, found.checkedSeq ?? 0, 1))
        const open = rules.unanswered(await store.findings(tx, found.number, FINDINGS_MAX), answers)
        if (open.length > 0) throw rules.refuse.unanswered({ id, count: open.length, findings: open.slice(0, 20) })
        return decide(tx, actor, found, 'verified', { reason, answers, seq })
      })
    },

    /** Another person sends the import back to who brought it, with a reason. */
    async sendBack(actor: Actor, id: string, draft: { reason: string }): Promise<Verification> {
      const { reason } = ReturnDraft.parse(draft)
      const { maker } = await waiting(id)
      return db.transaction().execute(async (tx) => {
        const seq = await publications.last(tx)
        return decide(tx, actor, await locked(tx, actor, id, maker), 'returned', { reason, answers: [], seq })
      })
    },

    /** Before anybody but the house itself publishes: it was verified, and nobody published the same figures since. */
    async demandVerified(tx: Tx, found: imports.Stored): Promise<void> {
      rules.demandVerified(found)
      await publications.lock(tx)
      const [verification] = await store.verifications(tx, found.number)
      const { seq } = verification!
      rules.demandFresh(found.id, seq, await store.overlaps(tx, found.number, seq, OVERLAPS_SHOWN))
    },
  }
}
export type Checking = ReturnType<typeof createChecking>

/** Measures in groups of which the figures fit into memory. */
function together(sizes: { measure: string; rows: number }[]): string[][] {
  const groups: string[][] = []
  let room = 0
  for (const { measure, rows } of sizes) {
    if (rows > room) {
      groups.push([])
      room = ROWS_A_LOOK
    }
    groups.at(-1)!.push(measure)
    room -= rows
  }
  return groups
}

/**
 * Values that the import's figures would make, outside what their definitions say is possible. Where a unit slipped in
 * one of the figures, that is the reason and has been told.
 */
async function ranges(
  { db }: Needs,
  number: number,
  slips: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<Finding[]> {
  const { formulas, definitions, family } = await readFrame(db)
  const brought = await store.incoming(db, number, KEYS_COMPUTED_MAX)
  const byKey = new Map(brought.map((row) => [keyOf(row), row]))
  const findings: Finding[] = []
  for (let from = 0; from < brought.length; from += KEYS_A_COMPUTATION) {
    signal?.throwIfAborted()
    const cells = affected(formulas, brought.slice(from, from + KEYS_A_COMPUTATION), family.parentOf)
    const rows = await store.ofKeysAsIf(db, number, needed(formulas, cells, family.childrenOf))
    const world = worldOf(rows, family)
    for (const [id, own] of cells) {
      const definition = definitions.get(id)!
      if (!definition.valid) continue
      for (const cell of own.values()) {
        const outcome = evaluateCell(formulas, id, cell, world)
        if (outcome.kind !== 'value' || isInside(definition, outcome.value)) continue
        if (!definition.areas.includes(family.kindOf(cell.area) ?? '')) continue
        const inputs = needed(formulas, oneCell(id, cell), family.childrenOf).flatMap(
          (key) => byKey.get(keyOf(key)) ?? [],
        )
        if (inputs.some((input) => slips.has(keyOf(input)))) continue
        const { valid, unit } = definition
        const finding = rules.ofRange({ indicator: id, ...cell, value: outcome.value, unit, ...valid }, inputs)
        if (finding) findings.push(finding)
      }
    }
  }
  return findings
}

const keyOf = ({ area, measure, dimension, period }: Pick<Observation, 'area' | 'measure' | 'dimension' | 'period'>) =>
  `${measure} ${dimension} ${area} ${period}`
const oneCell = (id: string, cell: { area: string; period: string }): Cells => new Map([[id, new Map([['', cell]])]])
const isInside = ({ valid }: Definition, value: number) =>
  value >= (valid?.min ?? -Infinity) && value <= (valid?.max ?? Infinity)
