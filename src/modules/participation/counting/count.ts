/** The count of an edition, once, when its ballots are opened; and what other rules would have made of them. */
import { createHash } from 'node:crypto'
import { system } from '#platform/actor'
import { canonical, type Json } from '#platform/ledger'
import { createTally, lotOf, type Counted, type Election, type Result } from '#counting'
import type { ListedProject } from '../budgets/types.ts'
import { apart } from './apart.ts'
import type { Needs } from './needs.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { RULE_OF, WHAT_IFS } from './types.ts'

const COMPARE_JOB = 'participation.compare'
const clockwork = system('participation')
type Sealed = Omit<Election, 'projects'> & { list: ListedProject[] }

export function createCount(needs: Needs) {
  const { db, clock, ledger, jobs, events, budgets, opened, drawn, delivering } = needs

  async function electionOf(edition: string): Promise<Election> {
    const { sections, pools, list } = JSON.parse(await budgets.sealed(edition)) as Sealed
    return { edition, sections, pools, projects: list }
  }

  async function tallied(election: Election): Promise<Map<string, Counted>> {
    const tally = createTally(election)
    for await (const ballot of opened(election.edition)) tally.add(ballot)
    return tally.counted()
  }

  /** Counts once, whoever asks and however often. */
  async function count(edition: string): Promise<void> {
    if (await store.result(db, edition)) return
    const election = await electionOf(edition)
    const result = await apart('count', election, await tallied(election), await drawn(edition))
    const document = canonical(result as unknown as Json)
    const sha256 = createHash('sha256').update(document).digest('hex')
    const listed = await budgets.listed(edition)
    const deliver = await delivering(await budgets.edition(edition))
    await db.transaction().execute(async (tx) => {
      await budgets.counted(tx, edition)
      if (await store.result(tx, edition)) return
      const winners = result.pools.flatMap((pool) => pool.winners)
      const payload = { edition, sha256, winners }
      const entry = { kind: 'participation.counted', actor: clockwork.id, subject: `budget/${edition}`, payload }
      const entryId = await ledger.append(tx, entry)
      await store.addResult(tx, edition, { document, sha256, at: clock.now(), entryId })
      const won = new Set(winners)
      await deliver(tx, listed.filter(({ number }) => won.has(number))) // prettier-ignore
      await jobs.enqueue(tx, COMPARE_JOB, { edition })
      await events.emit(tx, 'participation.counted', { edition })
    })
  }

  /** Each pool by every rule, with the limits and the money that it had; what is kept already is not counted again. */
  async function compare(edition: string): Promise<void> {
    const kept = await store.result(db, edition)
    if (!kept) return
    const result = JSON.parse(kept.document) as Result
    const election = await electionOf(edition)
    const sections = new Map(election.sections.map((section) => [section.code, section]))
    const done = await store.compared(db, edition)
    const lot = lotOf(result)
    const ballots = await tallied(election)
    for (const pool of result.pools) {
      const { count, ballot } = sections.get(election.pools.find(({ code }) => code === pool.pool)!.section)!
      const listed = election.projects.filter((one) => one.pool === pool.pool)
      const placed = listed.map(({ number, category, area }) => ({ id: number, category, area }))
      const areaOf = new Map(
        listed.flatMap(({ number, area }) => (area === undefined ? [] : [[number, area] as const])),
      )
      const profile = { ...ballots.get(pool.pool)!.profile, budget: BigInt(pool.budget_minor) }
      if (!done.has(`${pool.pool}/own`))
        await store.addComparison(db, edition, pool.pool, rules.comparisonOf(profile, pool, { way: 'own', areaOf }))
      const { constraints, ties, threshold_votes } = count
      const ways = WHAT_IFS.filter((way) => !done.has(`${pool.pool}/${way}`))
      const asked = ways.map((way) => ({ constraints, ties, threshold_votes, ...RULE_OF[way] }))
      const outcomes = await apart('compare', profile, asked, { kind: ballot.kind, placed, lot })
      for (const [i, way] of ways.entries())
        await store.addComparison(db, edition, pool.pool, rules.comparisonOf(profile, outcomes[i]!, { way, areaOf }))
    }
  }

  jobs.define<{ edition: string }>(COMPARE_JOB, ({ data }) => compare(data.edition))
  events.on<{ edition: string }>('participation.ballotsOpened', 'counting', ({ edition }) => count(edition))
  return { count, compare }
}
