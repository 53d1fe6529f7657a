/** For the test that kills it: one process of the house. It may be told to hold still at a point, where it says so and waits to be killed. */
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { migrate, openDatabase } from '#platform/db'
import {
  analyst,
  definition,
  described,
  HEADER,
  measure,
  MIGRATIONS,
  processOn,
  STANDARD,
  STATISTICS,
  three,
  type Change,
} from './testing.ts'
import type { Needs } from './service/needs.ts'

type Point = 'reading' | 'publishing' | 'computing' | 'sourcing' | 'opening'
/** `rows`: what is received, file by file. `do`: deeds, and where it is to hold still from then on. */
type Order = { dataDir: string; databaseUrl?: string; do: string[]; rows?: string[] }
const order = JSON.parse(await text(process.stdin)) as Order

let point: Point | undefined
const isAt = (one: Point): boolean => point === one
const hold = (): Promise<never> => {
  process.stdout.write('"holding"\n')
  return new Promise(() => {})
}
const holding: Change = (needs) => {
  const { files, events, ledger, catalog } = needs
  const get: typeof files.get = async (sha256) => {
    const file = await files.get(sha256)
    return isAt('reading') ? Readable.from(half(file)) : file
  }
  const emit: typeof events.emit = (...of) => (isAt('publishing') ? hold() : events.emit(...of))
  const append: typeof ledger.append = (tx, entry) =>
    isAt('computing') && entry.kind === 'indicators.computed' ? hold() : ledger.append(tx, entry)
  /** The file is a version in the catalogue then, and the figures do not know it yet. */
  const lay: CatalogueHouse['lay'] = async (...of) => {
    const laid = await catalog.house.lay(...of)
    return isAt('sourcing') && of[2].fileName === 'figures.csv' ? hold() : laid
  }
  /** The dataset of a set is there then, and its values are not. */
  const keep: CatalogueHouse['keep'] = async (...of) => {
    const kept = await catalog.house.keep(...of)
    return isAt('opening') && of[1].slug === 'indicators-iso' ? hold() : kept
  }
  return {
    ...{ ...needs, files: { ...files, get }, events: { ...events, emit }, ledger: { ...ledger, append } },
    ...{ catalog: { ...catalog, house: { ...catalog.house, lay, keep } }, standards: [STANDARD] },
  }
}
type CatalogueHouse = Needs['catalog']['house']

async function rowsOf(query: string): Promise<Record<string, unknown>[]> {
  return (await database.pool.query<Record<string, unknown>>(query)).rows
}
const count = async (from: string) => Number((await rowsOf(`select count(*) as n from ${from}`))[0]!.n)

/** Which import it is: their numbers may have gaps, since a sequence of a database that was killed leaves some out. */
const placeOf = (number: string): string =>
  `(select nullif(count(*), 0)::int from indicators_imports n where n.number <= ${number})`

/** Gives the beginning of a file and, when the first rows of that are kept, nothing more, for ever. */
async function* half(source: AsyncIterable<Buffer>) {
  const before = await count('indicators_observations')
  for await (const chunk of source) {
    yield chunk
    while ((await count('indicators_observations')) === before) await setTimeout(50)
    await hold()
  }
}

const database = await openDatabase(order)
await migrate(database.db, MIGRATIONS)
const house = await processOn(database, order.dataDir, holding)
const { indicators, places, governance, jobs } = house

const CITIES = ['north', 'south']
const deeds: Record<string, () => Promise<unknown>> = {
  async describe() {
    const parts = Array.from({ length: 40 }, (_, i) => ({
      id: `d${i}`,
      kind: 'district',
      names: three(`d${i}`),
      parent: CITIES[i % 2]!,
    }))
    await places.load(analyst, [...CITIES.map((id) => ({ id, kind: 'city', names: three(id) })), ...parts], 'test')
    await indicators.takeAreas()
    await governance.assets.add(analyst, STATISTICS, 'test')
    await indicators.describe(analyst, described(measure('beds', 'bed'), measure('people', 'person')), 'test')
    const whole = definition('whole', 'sum_areas(beds) / sum_areas(people)', 'bed/person', {
      standards: [{ standard: 'iso', code: '1.1' }],
    })
    const rate = definition('rate', 'beds / people', 'bed/person', { areas: ['district'] })
    await indicators.define(analyst, [whole, rate, definition('growth', 'change(@whole)', 'bed/person')], 'test')
    await indicators.recompute()
  },
  async receive() {
    const file = Readable.from([Buffer.from(HEADER + order.rows!.shift()!)])
    return indicators.imports.receive(analyst, { file, fileName: 'figures.csv' })
  },
  publish: async () => indicators.imports.publish(analyst, (await indicators.imports.list(analyst, 1))[0]!.id, 'test'),
  work: () => jobs.work(),
  /** Until no job waits or runs. */
  async settle() {
    while ((await count(`pgboss.job where state < 'completed' and name like 'indicators%'`)) > 0) await setTimeout(100)
  },
  /** As if an hour had passed since the killed process last gave a sign of life; a house that is alone does not wait for that. */
  async age() {
    await rowsOf(`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour' where state = 'active'`)
    await rowsOf(`update pgboss.queue set monitor_claim_on = monitor_claim_on - interval '1 hour'`)
  },
  /** Everything that is known: the imports, the publications, each vintage of each value, what the catalogue made of them. */
  async state() {
    return {
      imports: await rowsOf(`select ${placeOf('i.number')} as number, state, accepted, rejected, unchanged,
        (select count(*) from indicators_observations o where o.import_number = i.number) as kept from indicators_imports i order by number`),
      publications: await rowsOf(
        `select seq, kind, ${placeOf('import_number')} as import_number, computed_at is not null as computed from indicators_publications order by seq`,
      ),
      values: await rowsOf(
        `select indicator_id, area_id, period, seq, value, status, reason from indicators_values order by 1, 2, 3, 4`,
      ),
      versions:
        await rowsOf(`select d.slug as dataset, t.slug, v.number, v.rows, v.sha256, ${placeOf('i.number')} as import, f.is_laid
        from catalog_versions v join catalog_distributions t on t.id = v.distribution_id join catalog_datasets d on d.id = t.dataset_id
        left join indicators_deliveries f on f.delivery_id = v.delivery_id left join indicators_imports i on i.number = f.import_number
        order by 1, 2, 3`),
      ledger: await rowsOf(
        `select kind, count(*) from (select kind from ledger_entries union all select kind from ledger_pending) e group by kind order by kind`,
      ),
    }
  },
}

for (const name of order.do) {
  if (name.startsWith('hold ')) point = name.slice('hold '.length) as Point
  else process.stdout.write(`${JSON.stringify({ [name]: (await deeds[name]!()) ?? null })}\n`)
}
await jobs.stop()
await database.close()
