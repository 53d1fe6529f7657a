/** The verbs of the catalogue, joined from its rooms. */
import { DECIDED, WITHDRAWN, type Decided, type Withdrawn } from '#governance'
import { createChanges } from './changes/service.ts'
import { ckanActions } from './ckan/index.ts'
import { createSandbox } from './ckan/sql/service.ts'
import { createDatasets } from './datasets/service.ts'
import { createReading as createDeliveryReading } from './deliveries/service/reading.ts'
import { createDeliveries, READ_JOB } from './deliveries/service/deliveries.ts'
import { createRulings } from './deliveries/service/rulings.ts'
import { createUploads } from './deliveries/service/uploads.ts'
import { createSuppressing } from './deliveries/service/suppressing.ts'
import { createWeighing, WEIGH_JOB } from './deliveries/service/weighing.ts'
import { createHouse } from './house.ts'
import type { Needs } from './needs.ts'
import { createQuality } from './quality/service.ts'
import { createSearch } from './search/following.ts'
import { publishedSource } from './search/published.ts'
import { createRows } from './rows/service.ts'
import { createDescribing } from './versions/service/describing.ts'
import { createNews } from './versions/service/news.ts'
import { createOriginals } from './versions/service/originals.ts'
import { createPublishing } from './versions/service/publishing.ts'
import { createReading } from './versions/service/reading.ts'
import { createWithdrawing } from './versions/service/withdrawing.ts'
import { createWorking } from './versions/service/working.ts'

const SWEEP_JOB = 'catalog.sweep'
/** The daily clearing away, for whoever keeps the schedule. */
export const SWEEP = { job: SWEEP_JOB, cron: '37 3 * * *' } as const

export function createCatalog(needs: Needs) {
  const { events, jobs } = needs
  const deliveries = createDeliveries(needs)
  const uploads = createUploads(needs, deliveries)
  const { read } = createDeliveryReading(needs)
  jobs.define<{ id: string }>(READ_JOB, read)
  const { weighIt, ...weighing } = createWeighing(needs, deliveries)
  jobs.define<{ id: string }>(WEIGH_JOB, weighIt)
  const rows = createRows(needs)
  const rulings = createRulings(needs)
  jobs.define(SWEEP_JOB, uploads.sweep)
  events.on<{ distributionId?: string; number?: number }>('catalog.published', 'catalog.index', rows.index)
  const describing = createDescribing(needs)
  const publishing = createPublishing(needs, describing)
  const { takenBack, ...withdrawing } = createWithdrawing(needs)
  events.on<Decided>(DECIDED, 'catalog.decided', publishing.decided)
  events.on<Withdrawn>(WITHDRAWN, 'catalog.takenBack', takenBack)

  const datasets = createDatasets(needs)
  const reading = createReading(needs)
  const search = createSearch(publishedSource(needs.database.db, reading, needs.places))

  return {
    /** What the house itself lays down. */
    house: createHouse(needs, { datasets, deliveries, describing, read, publish: publishing.publish }),
    quality: createQuality(needs, rows),
    /** What is said of data, by those who work on it. */
    datasets,
    /** Files that come in. */
    deliveries,
    uploads,
    /** What they are read by. */
    ...rulings,
    /** What rows tell of persons. */
    ...weighing,
    ...createSuppressing(needs, deliveries),
    /** Making public, and taking back. */
    publishDescription: describing.publishDescription,
    publish: publishing.publish,
    ...withdrawing,
    ...createWorking(needs),
    /** What everybody sees. */
    ...reading,
    ...createNews(needs, reading),
    ...createOriginals(needs),
    /** Rows of published tables. */
    rows,
    /** What changed from one version to another. */
    ...createChanges({ database: needs.database, rows, reading }),
    /** Published datasets by words and by where they belong. */
    search: search.ask,
    /** CKAN's action API, over all of this. */
    ckan: ckanActions({
      ...{ baseUrl: needs.baseUrl, identity: needs.identity, assets: needs.governance.assets },
      ruling: rulings.ruling,
      ...{ datasets, deliveries, describing, withdrawing, reading, rows, ask: search.ask },
      sandbox: createSandbox(needs),
    }),
    // For those who run the background work without a queue.
    read,
    weighIt,
    decided: publishing.decided,
    takenBack,
  }
}
export type Catalog = ReturnType<typeof createCatalog>
