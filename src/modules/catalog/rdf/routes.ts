/** HTTP: the catalogue and each thing in it as RDF, at its own address by `Accept` and by ending; what dane.gov.pl harvests. */
import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { bestOf } from '#platform/http'
import { refuse } from '../refusals.ts'
import type { Catalog } from '../service.ts'
import type { Catalogue, Dataset } from '../types.ts'
import { daneGovPl, md5Of } from './dane-gov-pl.ts'
import { describeCatalogue, describeDataset, describeDistribution } from './describe/index.ts'
import { SYNTAXES, type Syntax } from './syntaxes.ts'
import type { Thing } from './tree.ts'
import { worldOf, type World } from './world.ts'

/** A larger catalogue comes in pages, each of which leads to the next. */
const PAGE_SIZE = 500

const hide = { hide: true }
const SLUG = '[a-z0-9-]+'
const Paging = z.object({
  page: z.coerce.number().int().min(1).optional(),
  hvd: z.stringbool().default(false).describe('high-value datasets alone'),
})
const inCatalogue = new RegExp(`^/catalog(/${SLUG}){0,2}$`)
const inVersion = new RegExp(`^(/catalog/${SLUG}/${SLUG})/versions/\\d+$`)

/** Where a thing of the catalogue answers in the form that is asked for. */
export function catalogAddressFor(path: string, accept: string | undefined): string {
  if (!accept || !path.startsWith('/catalog')) return path
  const thing = inCatalogue.test(path) ? path : inVersion.exec(path)?.[1]
  if (thing === undefined) return path
  const types = Object.entries(SYNTAXES)
  const best = bestOf(accept, ['text/html', ...types.map(([, { mediaType }]) => mediaType)])
  const ending = types.find(([, { mediaType }]) => mediaType === best)?.[0]
  return ending ? `${thing}.${ending}` : path
}

export const rdfRoutes =
  (catalog: Pick<Catalog, 'catalogue' | 'dataset'>): FastifyPluginAsyncZod =>
  async (app) => {
    const { worldNow, kept } = remembering(catalog)

    app.get('/catalog/dane-gov-pl.xml', { schema: hide }, async (_, reply) =>
      reply.type('application/xml; charset=utf-8').send(await harvested()),
    )
    for (const beside of ['dane-gov-pl.md5', 'dane-gov-pl.xml.md5'])
      app.get(`/catalog/${beside}`, { schema: hide }, async (_, reply) =>
        reply.type('text/plain; charset=utf-8').send(md5Of(await harvested())),
      )
    async function harvested(): Promise<string> {
      const world = await worldNow()
      const text = kept(world, 'dane.gov.pl', () => daneGovPl(world) ?? '')
      if (text === '') throw refuse.unknown({ slug: 'dane-gov-pl' })
      return text
    }

    for (const syntax of Object.keys(SYNTAXES) as Syntax[]) {
      const { mediaType, write } = SYNTAXES[syntax]
      const answer = (reply: FastifyReply, world: World, key: string, things: () => Thing[]) =>
        reply
          .type(`${mediaType}; charset=utf-8`)
          .header('vary', 'accept')
          .header('access-control-allow-origin', '*')
          .header('cache-control', 'no-cache')
          .send(kept(world, `${syntax} ${key}`, () => write(things())))

      app.get(`/catalog.${syntax}`, { schema: { ...hide, querystring: Paging } }, async ({ query }, reply) => {
        const world = await worldNow()
        const { page, hvd } = query
        const only = hvd ? isHvd : () => true
        const count = [...world.datasets.values()].filter(only).length
        const addressOf = (number: number) => `${world.at.catalogue}.${syntax}?page=${number}${hvd ? '&hvd=true' : ''}`
        const isPaged = page !== undefined || count > PAGE_SIZE
        const asked = isPaged ? { number: page ?? 1, size: PAGE_SIZE, addressOf } : undefined
        const key = `${Math.min(page ?? 1, Math.ceil(count / PAGE_SIZE) + 1)} ${isPaged} ${hvd}`
        return answer(reply, world, key, () => describeCatalogue(world, asked, only))
      })
      const slug = z.string().max(100)
      app.get(
        `/catalog/:slug(^${SLUG}).${syntax}`,
        { schema: { ...hide, params: z.object({ slug }) } },
        async ({ params }, reply) => {
          const world = await worldNow()
          const dataset = await found(world, params.slug)
          return answer(reply, world, dataset.slug, () => describeDataset(world, dataset))
        },
      )
      app.get(
        `/catalog/:slug/:distribution(^${SLUG}).${syntax}`,
        { schema: { ...hide, params: z.object({ slug, distribution: slug }) } },
        async ({ params: { slug, distribution } }, reply) => {
          const world = await worldNow()
          const dataset = await found(world, slug)
          if (!dataset.distributions.some((one) => one.slug === distribution)) throw refuse.unknown({ slug: distribution }) // prettier-ignore
          return answer(reply, world, `${slug}/${distribution}`, () => describeDistribution(world, dataset, distribution)) // prettier-ignore
        },
      )
    }

    /** Throws `catalog.unknown`, and `catalog.withdrawn` with the reason. */
    const found = async (world: World, slug: string): Promise<Dataset> =>
      world.datasets.get(slug) ?? (await catalog.dataset(slug))
  }

const isHvd = ({ description }: Dataset): boolean => description.hvdCategories.length > 0

/** Texts are written once for each state of the catalogue, as many as are asked for again and again. */
const KEPT_MAX = 200

function remembering(catalog: Pick<Catalog, 'catalogue'>) {
  let state: { catalogue: Catalogue; world: World; texts: Map<string, string> } | undefined
  return {
    async worldNow(): Promise<World> {
      const catalogue = await catalog.catalogue()
      if (state?.catalogue !== catalogue) state = { catalogue, world: worldOf(catalogue), texts: new Map() }
      return state.world
    },
    kept(world: World, key: string, write: () => string): string {
      const texts = state?.world === world ? state.texts : new Map<string, string>()
      const known = texts.get(key)
      if (known !== undefined) return known
      const text = write()
      if (texts.size >= KEPT_MAX) texts.delete(texts.keys().next().value!)
      texts.set(key, text)
      return text
    },
  }
}
