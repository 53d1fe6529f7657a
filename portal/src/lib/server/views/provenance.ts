/** The way back from a value to its files, as pages tell it. */
import { beforeRow } from '#catalog'
import type { Measure } from '#indicators'
import type { City } from '#lib/server/city.ts'
import type { Lang } from '#words'
import { noteIn, reasonsOf } from './reasons.ts'

export type Provenance = Awaited<ReturnType<typeof provenanceOf>>

/** Throws `indicators.unknownValue`. `seq` asks for an earlier vintage. */
export async function provenanceOf(city: City, lang: Lang, id: string, area: string, period: string, seq?: number) {
  const { indicators, places, sources, network } = city
  const { value, definition, formula, inputs } = await indicators.provenance(id, area, period, seq)
  const reasonOf = await reasonsOf(city, lang)
  const measures = new Map((await indicators.measures()).map((measure) => [measure.id, measure]))
  const areas = new Map((await places.areas()).map((one) => [one.id, one.names[lang]]))
  const sourcesOf = (ids: string[]) =>
    sources.filter((source) => ids.includes(source.id)).map(({ names, url }) => ({ name: names[lang], url }))
  const stated = await network.statements.of(value)
  return {
    /** The city's signed statement of this very value. */
    statement: stated.find(({ valueSeq }) => valueSeq === value.seq)?.id,
    value: { ...value, reason: value.reason && reasonOf(value.reason) },
    definition: { id: definition.id, version: definition.version, decimals: definition.decimals },
    formula,
    inputs: inputs.map(({ names, dataset, note, version, ...input }) => ({
      ...input,
      // The page of the table begins with the row.
      version: version && { ...version, after: version.row === undefined ? undefined : beforeRow(version.row) },
      // Of what a file says beside a figure nobody has said the language.
      note: note && input.reason === 'withdrawn' ? noteIn(lang, note) : note ? { text: note } : undefined,
      name: names[lang],
      dimension: saidDimension(measures.get(input.measure), input.dimension, lang),
      areaName: areas.get(input.area) ?? input.area,
      dataset: dataset && {
        name: dataset.names[lang],
        licence: dataset.licence[lang],
        sources: sourcesOf(dataset.sources),
      },
    })),
  }
}

/** The datasets of the catalogue in which the indicator's values stand. */
export async function openDataOf({ catalog, indicators }: City, id: string, lang: Lang) {
  const { datasets } = await catalog.catalogue()
  const known = new Set(datasets.map(({ slug }) => slug))
  return (await indicators.openDatasetsOf(id))
    .filter(({ slug }) => known.has(slug))
    .map(({ slug, name }) => ({ slug, name: name[lang] }))
}

/** `age=15-19;sex=female` in the words of the measure: "15–19 lat, kobiety". */
export function saidDimension(measure: Measure | undefined, dimension: string, lang: Lang): string {
  return dimension
    .split(';')
    .filter(Boolean)
    .map((part) => {
      const [id, value] = part.split('=')
      const values = measure?.dimensions?.find((one) => one.id === id)?.values
      return values?.find((one) => one.id === value)?.names[lang] ?? part
    })
    .join(', ')
}
