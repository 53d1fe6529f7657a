/** Saying what figures are and where they come from: measures, datasets, sources. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Json } from '#platform/ledger'
import { countsOtherwise, sameData } from '../rules.ts'
import { catalogue, publications } from '../store/index.ts'
import type { Dataset, Measure, Source, Via } from '../types.ts'
import { announce } from './announce.ts'
import type { Needs } from './needs.ts'

export type Description = { measures: Measure[]; datasets: Dataset[]; sources: Source[]; via: Via[] }

export function createDescribing(needs: Needs) {
  const { db, gate } = needs

  return {
    /** Adds them, or brings them up to date, in one publication; undefined where all this is known already. */
    async describe(actor: Actor, given: Description, grounds: string): Promise<{ seq: number } | undefined> {
      demand(actor, 'indicators.define')
      const described = async (tx: Tx) => {
        await publications.lock(tx)
        const known = await catalogue.measures(tx)
        const { sources, via } = await catalogue.sources(tx)
        const measures = newsIn(given.measures, known)
        const changed = {
          datasets: newsIn(given.datasets, await catalogue.datasets(tx)),
          sources: newsIn(given.sources, sources),
          via: newsIn(given.via, via),
        }
        if ([measures, ...Object.values(changed)].every(({ length }) => length === 0)) return undefined
        await catalogue.putMeasures(tx, measures)
        await catalogue.putDatasets(tx, changed.datasets)
        await catalogue.putSources(tx, changed.sources, changed.via)
        const counted = new Map(known.map((measure) => [measure.id, measure]))
        const isOther = measures.some(
          (measure) => counted.has(measure.id) && countsOtherwise(measure, counted.get(measure.id)!),
        )
        const payload = {
          ...{ measures: measures.length, datasets: changed.datasets.length },
          sources: changed.sources.length + changed.via.length,
        }
        const entry = { kind: 'indicators.described', actor: actor.id, subject: 'indicators', grounds, payload }
        const pass = await gate.passWords(tx, actor, {
          module: 'indicators',
          ...{ id: 'catalogue', title: [...measures, ...changed.datasets].map(({ names }) => names.pl).join(', ') },
          content: { measures, ...changed, grounds } as unknown as Json,
          address: '/indicators/methodology',
        })
        return { seq: await announce(needs, tx, { kind: isOther ? 'measures' : 'catalogue', entry, pass }) }
      }
      return gate.orHold(() => db.transaction().execute(described))
    },
  }
}

function newsIn<T extends { id: string }>(given: T[], known: T[]): T[] {
  const byId = new Map(known.map((one) => [one.id, one]))
  return given.filter((one) => !sameData(one, byId.get(one.id)))
}
