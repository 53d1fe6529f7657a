/** A city's strategies as its pack says them, as sets of indicators whose themes are their areas, and as the house keeps them. */
import { z } from 'zod'
import type { Strategy as StrategySet } from '#indicators'
import type { StrategyDraft } from '#strategy'
import { day, slug, Texts, url } from './words.ts'

export const indicatorId = z
  .string()
  .regex(
    /^[a-z0-9]+([.-][a-z0-9]+)*$/,
    'lower-case letters and digits joined by hyphens or dots, such as "iso37120-8.1"',
  )
export const areaCode = z.string().regex(/^[a-z0-9]+$/, 'lower-case letters and digits, such as "green"')
const code = z
  .string()
  .max(40)
  .regex(/^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/, 'letters and digits joined by dots or hyphens, such as "1.2"')

const Direction = z.strictObject({ code, names: Texts, indicators: z.array(indicatorId).max(50).default([]) })

/** Its targets are those of targets.json of the kind "strategy" for its indicators. */
const Goal = z.strictObject({
  code,
  area: areaCode,
  parent: code.optional(),
  names: Texts,
  about: Texts.optional(),
  indicators: z.array(indicatorId).max(50).default([]),
  directions: z.array(Direction).max(50).default([]),
})

/** A definition names the areas in which it stands; what goals say stands here. */
export const Strategy = z.strictObject({
  id: slug,
  names: Texts,
  from: z.int(),
  to: z.int(),
  adopted: day,
  act: Texts.optional(),
  source: slug,
  url: url.optional(),
  /** With how many goals it was adopted, where they are not all known here. */
  goalsAdopted: z.int().min(0).max(500).optional(),
  areas: z.array(z.strictObject({ code: areaCode, names: Texts })).min(1),
  goals: z.array(Goal).max(500).default([]),
  documents: z
    .array(z.strictObject({ names: Texts, act: Texts.optional(), day, url: url.optional() }))
    .max(50)
    .default([]),
})
export type Strategy = z.infer<typeof Strategy>

/** As `#indicators` reads them. */
export const strategiesOf = ({ strategies }: { strategies: readonly Strategy[] }): StrategySet[] =>
  strategies.map(({ id, names, from, to, areas }) => ({
    ...{ id, name: names, from, to },
    themes: areas.map(({ code, names }) => ({ id: code, code, names })),
  }))

type Pack = {
  info: { strategies: readonly Strategy[] }
  sources: readonly { id: string; names: Texts; url?: string | undefined }[]
}

/** As `#strategy` keeps them: with their sources in words. */
export const draftsOf = ({ info, sources }: Pack): StrategyDraft[] =>
  info.strategies.map(({ source: id, url, ...strategy }) => {
    const source = sources.find((one) => one.id === id)
    const address = url ?? source?.url
    return { ...strategy, source: { names: source?.names ?? text3(id), ...(address && { url: address }) } }
  })

const text3 = (said: string): Texts => ({ pl: said, en: said, uk: said })
