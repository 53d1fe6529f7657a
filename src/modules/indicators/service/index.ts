/** The verbs of indicators, joined. */
import { DECIDED, WITHDRAWN, type Decided, type Withdrawn } from '#governance'
import { createEntries } from '../entry/service.ts'
import { createOmissions } from '../omissions/service.ts'
import { createWithdrawal } from '../withdrawal/service.ts'
import { createAreas } from './areas.ts'
import { createAsOf } from './as-of.ts'
import { createChecking } from '../checking/service.ts'
import { createComparison } from './comparison.ts'
import { createDefinitions } from './definitions.ts'
import { createDescribing } from './describing.ts'
import { createExports } from './exports.ts'
import { FED, type Fed } from '#infrastructure'
import { createFeeding } from '../feeding/service.ts'
import { createFetches } from '../fetches/service.ts'
import { createImports, READ_JOB } from './imports.ts'
import { createMappings } from '../mappings/service.ts'
import type { Needs } from './needs.ts'
import { createOpening, openSoon } from '../opening/service.ts'
import { createProvenance } from './provenance.ts'
import { createRecompute } from './recompute.ts'
import { createSourcing } from '../sourcing/service.ts'
import { createStructure } from './structure.ts'
import { createTrial } from './trial.ts'
import { createViews } from './views.ts'

export function createIndicators(needs: Needs) {
  const { db, jobs, events, home } = needs
  const checking = createChecking(needs)
  const sourcing = createSourcing(needs)
  const imports = createImports(needs, checking, sourcing)
  const views = createViews(needs)
  const takeAreas = createAreas(needs)
  const recompute = createRecompute(needs)
  const withdrawal = createWithdrawal(needs)
  const opening = createOpening(needs)
  const fetches = createFetches(needs, imports)
  const feeding = createFeeding(needs, imports)
  jobs.define<{ id: string }>(READ_JOB, async (job) => {
    await imports.read(job)
    await fetches.wasRead(job.data.id)
  })
  events.on('places.loaded', 'indicators.areas', () => takeAreas())
  // Values are opened with the names of their areas.
  events.on('places.loaded', 'indicators.named', () => db.transaction().execute((tx) => openSoon(needs, tx)))
  events.on('indicators.published', 'indicators.recompute', () => recompute())
  events.on<Fed>(FED, 'indicators.feed', ({ feed }) => feeding.take(feed))
  events.on<Withdrawn>(WITHDRAWN, 'indicators.withdraw', (fact) => withdrawal.follow(fact))
  events.on<Withdrawn>(WITHDRAWN, 'indicators.takeBack', sourcing.withdrawn)
  events.on<Decided>(DECIDED, 'indicators.opened', sourcing.decided)

  return {
    /** The area that the city itself is. */
    home,
    imports,
    ...createMappings(needs, imports),
    /** Another person vouches for an import, or sends it back. */
    checkRules: checking.checkRules,
    verify: checking.verify,
    sendBack: checking.sendBack,
    /** Makes versions of datasets of what was published; done by itself. */
    source: sourcing.run,
    takenBack: sourcing.withdrawn,
    /** Makes datasets of the sets of indicators; done by itself. */
    open: opening.run,
    openDatasetsOf: opening.datasetsOf,
    setDatasets: opening.datasets,
    /** Takes over what places say now; done by itself when they tell that they changed. */
    takeAreas,
    /** Figures that the house fetches by itself. */
    fetches,
    /** Takes what a feed made of readings; done by itself. */
    takeFeed: feeding.take,
    /** Figures typed by hand. */
    entries: createEntries(needs, imports),
    ...withdrawal,
    ...createOmissions(needs),
    ...createDescribing(needs),
    ...createDefinitions(needs),
    ...createTrial(needs),
    ...views,
    ...createProvenance(needs, sourcing),
    ...createComparison(needs, views),
    ...createAsOf(needs),
    ...createExports(needs),
    ...createStructure(needs),
    /** Computes what the publications since the last time affect; says how many values came out different. */
    recompute,
  }
}
export type Indicators = ReturnType<typeof createIndicators>
