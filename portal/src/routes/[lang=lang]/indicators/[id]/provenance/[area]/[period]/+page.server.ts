/** The whole way back from one value, today's or an earlier vintage. */
import { error } from '@sveltejs/kit'
import { provenanceOf } from '#lib/server/views/provenance.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, url, locals: { city, lang } }) => {
  const seq = Number(url.searchParams.get('seq') ?? NaN)
  if (url.searchParams.has('seq') && !(Number.isInteger(seq) && seq > 0)) error(404, '')
  const [definition, area, provenance, vintages] = await Promise.all([
    city.indicators.definition(params.id),
    city.places.area(params.area),
    provenanceOf(city, lang, params.id, params.area, params.period, Number.isNaN(seq) ? undefined : seq),
    city.indicators.vintages(params.id, params.area, params.period),
  ])
  return {
    id: definition.id,
    name: definition.names[lang],
    unit: definition.unit,
    decimals: definition.decimals,
    area: { id: area.id, name: area.names[lang] },
    period: params.period,
    provenance,
    vintages: vintages.map(({ seq, value, status, at, version }) => ({ seq, value, status, at, version })),
  }
}
