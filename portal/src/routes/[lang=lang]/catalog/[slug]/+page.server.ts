/** One dataset for everybody. */
import { inScript, schemaOrgDataset, worldOf } from '#catalog'
import { datasetOf } from '#lib/server/views/catalogue.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, locals: { city, lang } }) => {
  const { catalog, info } = city
  const dataset = await catalog.dataset(params.slug)
  const catalogue = await catalog.catalogue()
  return {
    dataset: await datasetOf(city, lang, dataset, catalogue.baseUrl, info.timezone),
    schemaOrg: inScript(schemaOrgDataset(worldOf(catalogue), dataset, lang)),
  }
}
