/** The verbs of the city's things. */
import { COLUMNS } from '../exchange/types.ts'
import { KINDS } from '../kinds/index.ts'
import { createReports } from '../reports/service.ts'
import { createChanges } from './changes.ts'
import { createExchange } from './exchange.ts'
import { createThingFiles } from './files.ts'
import { createInner, type AssetsNeeds, type Inner } from './inner.ts'
import { createViews } from './views.ts'

export function createAssets(needs: AssetsNeeds) {
  const inner: Inner = { ...needs, ...createInner(needs) }
  const reports = createReports(inner)
  return {
    ...{ ...createChanges(inner), ...createViews(inner), ...createExchange(inner) },
    ...createThingFiles(inner),
    reports,
    kinds: KINDS,
    /** Of files that are imported, besides the fields of the kinds. */
    columns: COLUMNS,
  }
}
export type { AssetsNeeds } from './inner.ts'
export type Assets = ReturnType<typeof createAssets>
