/** Counting: results of editions, what other rules would have made of the same ballots, files of the Pabulib standard, votes of the past. */
import { writePabulib, type PoolResult, type Result } from '#counting'
import { LANGS } from '#words'
import { createArchives } from './archives.ts'
import { createCount } from './count.ts'
import type { Needs } from './needs.ts'
import { refuse } from './refusals.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { Comparison, PoolExplained } from './types.ts'

export type Counting = ReturnType<typeof createCounting>

export function createCounting(needs: Needs) {
  const { db, budgets, places, opened, timezone } = needs
  const day = (at: Date): string =>
    at.toLocaleDateString('pl', { timeZone: timezone, day: '2-digit', month: '2-digit', year: 'numeric' })

  async function kept(edition: string): Promise<store.Kept> {
    await budgets.edition(edition)
    const found = await store.result(db, edition)
    if (!found) throw refuse.notCounted({ edition })
    return found
  }

  async function pool(edition: string, code: string): Promise<PoolResult> {
    const result = JSON.parse((await kept(edition)).document) as Result
    const found = result.pools.find((one) => one.pool === code)
    if (!found) throw refuse.unknownPool({ edition, pool: code })
    return found
  }

  return {
    ...createCount(needs),
    archives: createArchives(needs),

    /** For the bundle of the vote; undefined before the count. */
    async resultOf(edition: string): Promise<Result | undefined> {
      const found = await store.result(db, edition)
      return found && (JSON.parse(found.document) as Result)
    },

    /** The document in the bytes whose SHA-256 is in the ledger. Throws `participation.notCounted`. */
    result: kept,

    /** Throws `participation.notCounted`, `participation.unknownPool`. */
    async explained(edition: string, code: string): Promise<PoolExplained> {
      const found = await pool(edition, code)
      const { currency } = await budgets.edition(edition)
      const titles = new Map((await budgets.listed(edition)).map(({ number, titles }) => [number, titles]))
      const areas = new Map((await places.areas()).map(({ id, names }) => [id, names]))
      return {
        ...found,
        decisions: found.decisions.map(
          ({ project, enters, reason, votes, points, cost_minor, left_minor, ...more }) => {
            const decision = { project, enters, reason, votes, points, cost_minor, left_minor }
            const said = LANGS.map((lang) => {
              const titleOf = (number: string) => titles.get(number)?.[lang] ?? ''
              const limitOf = (name: string) => areas.get(name)?.[lang] ?? name
              return [lang, rules.sentenceOf({ ...decision, ...more }, lang, { currency, titleOf, limitOf })]
            })
            return { ...decision, titles: titles.get(project), said: Object.fromEntries(said) as PoolExplained['decisions'][number]['said'] } // prettier-ignore
          },
        ),
      }
    },

    /** By every rule that was counted so far. Throws `participation.notCounted`, `participation.unknownPool`. */
    async comparisons(edition: string, code: string): Promise<Comparison[]> {
      await pool(edition, code)
      return store.comparisons(db, edition, code)
    },

    /** A counted pool as a file of the standard, line by line; its ballots say nothing of who cast them. */
    async pabulib(edition: string, code: string): Promise<AsyncGenerator<string>> {
      const found = await pool(edition, code)
      const asked = await budgets.edition(edition)
      const listed = await budgets.listed(edition)
      const { ballot } = asked.sections.find(({ code: section }) => section === asked.pools.find((one) => one.code === code)!.section)! // prettier-ignore
      const pointed = ballot.kind === 'points'
      const head = [
        ...writePabulib({
          ...{ meta: rules.metaOf(asked, found, day), projects: rules.projectRows(found, listed) },
          ...{ votes: [], voteColumns: ['voter_id', 'vote', ...(pointed ? ['points'] : [])] },
        }),
      ].join('')
      async function* lines(): AsyncGenerator<string> {
        yield head
        let voter = 0
        for await (const one of opened(edition)) {
          if (one.pool !== code) continue
          const cells = [String(++voter), one.choices.map(([number]) => number).join()]
          yield `${[...cells, ...(pointed ? [one.choices.map(([, points]) => points).join()] : [])].join(';')}\n`
        }
      }
      return lines()
    },
  }
}
