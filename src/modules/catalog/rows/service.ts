/** The verbs on published rows: asked for by page, read to their end, described column by column. */
import { Refusal } from '#platform/errors'
import type { Needs } from '../needs.ts'
import { refuse } from '../refusals.ts'
import type { Column, Content } from '../deliveries/types.ts'
import { createOpened, remembering } from '../versions/service/opened.ts'
import * as versions from '../versions/store.ts'
import type { Kept } from '../versions/types.ts'
import { createCounts } from './counts.ts'
import * as store from './store.ts'
import { createSums } from './summing/service.ts'
import { Question, type Asked, type Page, type TextRow } from './types.ts'

const BATCH_ROWS = 2_000

/** A version of a table that is public. */
export type PublicTable = { version: Kept; content: Content }

/** What was taken back meanwhile is no fault. */
function nothing(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error
}

export function createRows({ database, governance }: Needs) {
  const { db } = database
  const opened = createOpened({ database, governance })
  const contentOf = remembering(async (id) => ((await versions.content(db, id)) as Content | null) ?? undefined)
  const counts = createCounts()
  let ordering: Promise<store.Ordering> | undefined

  const order = () =>
    (ordering ??= store.orderingOf(db).catch((error) => ((ordering = undefined), Promise.reject(error))))

  /**
   * The table of a distribution, in its newest version or in that one. Throws `catalog.unknown`, `catalog.withdrawn`,
   * `governance.withdrawn`.
   */
  async function table(distributionId: string, number?: number): Promise<PublicTable> {
    const version = await opened(distributionId, number)
    const content = await contentOf(version.id)
    if (!content) throw refuse.unknown({ id: distributionId })
    return { version, content }
  }

  const tableOf = async ({ version, content }: PublicTable): Promise<store.Table> => ({
    ...{ id: version.deliveryId, columns: content.columns, rows: version.rows ?? 0, order: await order() },
  })

  const answer = async (found: PublicTable, asked: Asked): Promise<Page> =>
    store.page({ database, counts }, await tableOf(found), asked)

  return {
    table,
    ...createSums(database, tableOf),

    /** Makes what is published quick to ask; safe to run twice, and ended where it is taken back meanwhile. */
    async index({ distributionId, number }: { distributionId?: string; number?: number }): Promise<void> {
      if (distributionId === undefined || number === undefined) return
      const found = await table(distributionId, number).catch(nothing)
      if (!found) return
      const longest = new Map(found.content.statistics.map(({ name, longest = Infinity }) => [name, longest]))
      for await (const _ of store.indexing(database, await tableOf(found), longest));
    },

    /** One page of the rows. Throws what `table` throws, and what is wrong with the question. */
    async page(distributionId: string, question: Question, number?: number): Promise<Page & PublicTable> {
      const asked = Question.parse(question)
      const found = await table(distributionId, number)
      return { ...(await answer(found, asked)), ...found }
    },

    /** The same of a table that was just found public. */
    pageOf: async (found: PublicTable, question: Question): Promise<Page> => answer(found, Question.parse(question)),

    /**
     * All rows that the question means, in batches; however many there are, few are in memory. What is wrong with the
     * question is said before the first of them.
     */
    async all(
      found: PublicTable,
      question: Question,
    ): Promise<{ columns: Column[]; batches: AsyncGenerator<TextRow[]> }> {
      const asked = Question.parse({ ...question, limit: BATCH_ROWS, count: 'none' })
      const ask = (after: string | undefined) => answer(found, { ...asked, after })
      const first = await ask(asked.after)
      const batches = async function* () {
        for (
          let page: Page | undefined = first;
          page;
          page = page.next === undefined ? undefined : await ask(page.next)
        )
          if (page.rows.length > 0) yield page.rows
      }
      return { columns: first.columns, batches: batches() }
    },
  }
}
export type Rows = ReturnType<typeof createRows>
