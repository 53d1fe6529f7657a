/**
 * What the city's things say live is open data as soon as they say anything: a dataset that changes all the time, asked for by
 * NGSI-LD. Each night it gets what they read by days and months as tables besides, by the way and through the gate of all others.
 */
import { Readable } from 'node:stream'
import { system } from '#platform/actor'
import { exclusively, type Db } from '#platform/db'
import type { Files } from '#platform/files'
import type { Job, Jobs } from '#platform/jobs'
import type { Catalog, HouseDraft } from '#catalog'
import { shippedIri, TABLE_COLUMNS, type Feeds, type Table } from '#infrastructure'
import { writeCsvOf } from '#tables'
import { formatsFor, LANGS, words, type Key } from '#words'
import type { City } from './types.ts'

export const LIVE = { job: 'city.live', cron: '27 * * * *' } as const
export const LIVE_TABLES = { job: 'city.liveTables', cron: '40 3 * * *' } as const
const house = system('live')

type Needs = {
  db: Db
  jobs: Pick<Jobs, 'define'>
  files: Pick<Files, 'put'>
  catalog: { house: Pick<Catalog['house'], 'announce' | 'keep' | 'lay'> }
  feeds: Pick<Feeds, 'isLive' | 'tables'>
  baseUrl: string
  uploadBytesMax: number
}
type One = { type: string; draft: HouseDraft }

/** Each with the IRI of its type, and what the catalogue says of it. */
export const liveOf = ({ things }: Pick<City, 'things'>, baseUrl: string): One[] =>
  things.live.map(({ id, type: name, names, descriptions, asset, terms, themes, spatial }) => {
    const type = shippedIri(name, things.contexts) ?? name
    const endpoint = {
      url: `${baseUrl}/ngsi-ld/v1/entities?type=${encodeURIComponent(type)}`,
      ...{ description: `${baseUrl}/api/v1/openapi.json`, protocol: 'NGSI-LD' },
    }
    const title = { pl: 'NGSI-LD', en: 'NGSI-LD', uk: 'NGSI-LD' }
    return {
      type,
      draft: {
        ...{ slug: id, asset },
        description: { title: names, description: descriptions, licence: terms, frequency: 'CONT', themes, spatial },
        distributions: [{ slug: 'ngsi-ld', kind: 'service', title, endpoint }],
      },
    }
  })

const inEach = (say: (lang: (typeof LANGS)[number]) => string) => ({ pl: say('pl'), en: say('en'), uk: say('uk') })
const NUMBERS = TABLE_COLUMNS.slice(4)
/** What of a table is about no single person, and what its columns are. */
const FIGURES = {
  columns: NUMBERS,
  fields: Object.fromEntries(
    TABLE_COLUMNS.map((name) => {
      const key: Key = `downloads.open.things.${name}`
      const type = name === 'count' ? 'integer' : NUMBERS.includes(name) ? 'number' : 'string'
      return [name, { title: inEach((lang) => words[lang].t(key)), type } as const]
    }),
  ),
}
const distributionOf = ({ month }: Pick<Table, 'month'>) => ({
  slug: month ? `days-${month}` : 'months',
  kind: 'table' as const,
  title: inEach((lang) =>
    month
      ? words[lang].t('downloads.open.things.days', {
          month: formatsFor(lang, words[lang]).period(month.replace('-', '-M')),
        })
      : words[lang].t('downloads.open.things.months'),
  ),
})

/** Looks every hour; said again it changes nothing. */
export function createLive(needs: Needs, city: Pick<City, 'things'>) {
  const { db, jobs, files, catalog, feeds, baseUrl } = needs
  const all = liveOf(city, baseUrl)

  async function announce(): Promise<void> {
    for (const { type, draft } of all) if (await feeds.isLive(type)) await catalog.house.announce(house, draft)
  }

  /** The same rows are the same file, and so the version that they were. */
  async function layTable(draft: HouseDraft, table: Table): Promise<void> {
    const one = distributionOf(table)
    const csv = Readable.from(writeCsvOf(TABLE_COLUMNS, table.rows()), { objectMode: false })
    const file = await files.put(csv, { limitBytes: needs.uploadBytesMax })
    const distribution = (await catalog.house.keep(house, { ...draft, distributions: [one] }))?.get(one.slug)
    if (!distribution) return
    const fileName = `${draft.slug}-${one.slug}.csv`
    await catalog.house.lay(house, distribution.id, { file, fileName, mediaType: 'text/csv', figures: FIGURES })
  }

  async function lay({ signal }: Pick<Job<object>, 'signal'>): Promise<void> {
    for (const { type, draft } of all)
      for (const table of await feeds.tables(type)) {
        signal.throwIfAborted()
        await layTable(draft, table)
      }
  }
  const layAll = (work: Pick<Job<object>, 'signal'>) => exclusively(db, LIVE_TABLES.job, () => lay(work))

  jobs.define(LIVE.job, announce)
  jobs.define(LIVE_TABLES.job, layAll)
  return { announce, lay: layAll }
}
