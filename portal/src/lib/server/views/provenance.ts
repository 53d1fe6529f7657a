/** The way back from a value to its files, as pages tell it. */
import type { City } from '#lib/server/city.ts'
import type { Lang } from '#words'

export type Provenance = Awaited<ReturnType<typeof provenanceOf>>

export async function provenanceOf(
  { indicators, sources }: City,
  lang: Lang,
  id: string,
  area: string,
  period: string,
  seq?: number,
) {
  const { value, definition, formula, inputs } = await indicators.provenance(id, area, period, seq)
  const sourceOf = (id: string) => sources.find((source) => source.id === id)
  return {
    value,
    definition: { id: definition.id, version: definition.version, decimals: definition.decimals },
    formula,
    inputs: inputs.map((input) => ({
      ...input,
      name: input.names[lang],
      dataset: input.dataset && {
        id: input.dataset.id,
        name: input.dataset.names[lang],
        licence: input.dataset.licence[lang],
        sources: input.dataset.sources.flatMap((id) => {
          const source = sourceOf(id)
          return source ? [{ name: source.names[lang], url: source.url }] : []
        }),
      },
    })),
  }
}
