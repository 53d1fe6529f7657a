/** What a draft would give, as its page tells it: values with their way, and what changes. */
import type { Definition, DefinitionDraft, Trial } from '#indicators'
import type { City } from '#lib/server/city.ts'
import { shortName } from '#lib/server/views/doors.ts'
import { saidDimension } from '#lib/server/views/provenance.ts'
import { reasonsOf } from '#lib/server/views/reasons.ts'
import type { Lang } from '#words'
import { differences } from './fields.ts'

export type TrialView = Awaited<ReturnType<typeof trialView>>

export async function trialView(
  city: City,
  lang: Lang,
  { draft, published, trial }: { draft: DefinitionDraft; published: Definition | undefined; trial: Trial },
) {
  const { indicators, places } = city
  const reasonOf = await reasonsOf(city, lang)
  const measures = new Map((await indicators.measures()).map((measure) => [measure.id, measure]))
  const areas = new Map((await places.areas()).map(({ id, names }) => [id, names[lang]]))
  const names = new Map((await indicators.definitions()).map((one) => [one.id, one.names[lang]]))
  const { unit, decimals, formula } = draft
  return {
    area: areas.get(trial.area) ?? trial.area,
    ...{ unit, decimals, unchanged: trial.unchanged, version: (published?.version ?? 0) + 1 },
    publishedUnit: published?.unit ?? unit,
    publishedDecimals: published?.decimals ?? decimals,
    hasValue: trial.points.some(({ value }) => value !== null),
    points: trial.points.map(({ tokens, inputs, reason, ...point }) => ({
      ...point,
      reason: reason && reasonOf(reason),
      // Numbers in another unit are no more and no less.
      difference:
        point.value !== null && typeof point.published?.value === 'number' && published?.unit === unit
          ? point.value - point.published.value
          : undefined,
      formula: { text: formula, tokens },
      inputs: inputs.map(({ measure, dimension, area, ...input }) => ({
        ...input,
        key: [measure, dimension, area, input.period].join(' '),
        name: measures.get(measure)?.names[lang] ?? measure,
        dimension: saidDimension(measures.get(measure), dimension, lang),
        area: area === trial.area ? undefined : (areas.get(area) ?? area),
      })),
    })),
    places: indicators.placesOf(draft).map(({ set, name, theme, entry }) => ({
      ...{ set, theme: theme.id, code: entry?.code },
      ...{ name: shortName(name[lang]), themeName: theme.names[lang] },
    })),
    readers: trial.readers.map((id) => ({ id, name: names.get(id) ?? id })),
    changes: published ? differences(city, lang, published, draft) : [],
  }
}
