/** The verbs of indicators, joined. */
import { demand, type Actor } from '#platform/actor'
import { catalogue } from '../store/index.ts'
import type { Dataset, Measure, Source, Via } from '../types.ts'
import { createAsOf } from './as-of.ts'
import { createComparison } from './comparison.ts'
import { createDefinitions } from './definitions.ts'
import { createImports, READ_JOB } from './imports.ts'
import type { Needs } from './needs.ts'
import { createProvenance } from './provenance.ts'
import { createRecompute } from './recompute.ts'
import { createViews } from './views.ts'

type Description = { measures: Measure[]; datasets: Dataset[]; sources: Source[]; via: Via[] }

export function createIndicators(needs: Needs) {
  const { db, ledger, jobs, events, home } = needs
  const imports = createImports(needs)
  const views = createViews(needs)
  const recompute = createRecompute(needs)
  jobs.define<{ id: string }>(READ_JOB, (job) => imports.read(job))
  events.on('indicators.published', 'indicators.recompute', () => recompute())

  return {
    /** The area that the city itself is. */
    home,
    imports,
    ...createDefinitions(needs),
    ...views,
    ...createProvenance(needs, views),
    ...createComparison(needs, views),
    ...createAsOf(needs),
    /** Computes what the publications since the last time affect; says how many values came out different. */
    recompute,

    /** Says what figures are and where they come from: adds measures, datasets and sources, or brings them up to date. */
    async describe(actor: Actor, { measures, datasets, sources, via }: Description, grounds: string): Promise<void> {
      demand(actor, 'indicators.define')
      await db.transaction().execute(async (tx) => {
        await catalogue.putMeasures(tx, measures)
        await catalogue.putDatasets(tx, datasets)
        await catalogue.putSources(tx, sources, via)
        const payload = { measures: measures.length, datasets: datasets.length, sources: sources.length }
        await ledger.append(tx, {
          kind: 'indicators.described',
          actor: actor.id,
          subject: 'indicators',
          grounds,
          payload,
        })
      })
    },
  }
}
export type Indicators = ReturnType<typeof createIndicators>
