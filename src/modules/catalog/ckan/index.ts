/** The action API v3 of CKAN, on the catalogue: what today's clients ask, answered as they know it. */
import type { Action } from './actions.ts'
import { datastoreActions } from './datastore.ts'
import type { Words } from './finding.ts'
import { helpAction, readingActions } from './reading.ts'
import { storingActions } from './storing.ts'
import { writingActions, type Needs as Writes } from './writing.ts'
import type { Rows } from '../rows/service.ts'
import type { Search } from '../search/following.ts'
import type { Sandbox } from './sql/service.ts'
import { QUERY_CHARS_MAX, ROWS_MAX } from '../search/types.ts'

export { ckanRoutes } from './routes.ts'

type Needs = Writes & { rows: Rows; ask: Search['ask']; sandbox: Sandbox }

/** Pages of the search, one after the other: an answer of CKAN's is sorted and counted over all of them. */
const wordsOver =
  (ask: Search['ask']): Words =>
  async (words) => {
    const ids: string[] = []
    for (;;) {
      const found = await ask({ q: words.slice(0, QUERY_CHARS_MAX), start: ids.length, rows: ROWS_MAX, facets: [] })
      ids.push(...found.ids)
      if (found.ids.length === 0 || ids.length >= found.count) return ids
    }
  }

export function ckanActions(needs: Needs): Record<string, Action> {
  const actions: Record<string, Action> = {
    ...readingActions({ catalog: needs.reading, words: wordsOver(needs.ask) }),
    ...datastoreActions(needs.rows, needs.baseUrl, needs.sandbox),
    ...writingActions(needs),
    ...storingActions(needs),
  }
  actions['help_show'] = helpAction(actions)
  return actions
}
