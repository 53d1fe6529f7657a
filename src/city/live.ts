/** What the city's things say live is open data as soon as they say anything: a dataset that changes all the time, asked for by NGSI-LD. */
import { system } from '#platform/actor'
import type { Jobs } from '#platform/jobs'
import type { Catalog, HouseDraft } from '#catalog'
import { shippedIri, type Feeds } from '#infrastructure'
import type { City } from './types.ts'

export const LIVE = { job: 'city.live', cron: '27 * * * *' } as const
const house = system('live')

type Needs = {
  jobs: Pick<Jobs, 'define'>
  catalog: { house: Pick<Catalog['house'], 'announce'> }
  feeds: Pick<Feeds, 'isLive'>
  baseUrl: string
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

/** Looks every hour; said again it changes nothing. */
export function createLive({ jobs, catalog, feeds, baseUrl }: Needs, city: Pick<City, 'things'>) {
  async function announce(): Promise<void> {
    for (const { type, draft } of liveOf(city, baseUrl))
      if (await feeds.isLive(type)) await catalog.house.announce(house, draft)
  }
  jobs.define(LIVE.job, announce)
  return { announce }
}
