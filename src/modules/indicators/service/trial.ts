/** What a definition would give before it is published: nothing is kept, and nobody else sees it. */
import { demand, type Actor } from '#platform/actor'
import { affected, evaluateCell, familyOf, readBy, readersOf, traceCell, type Kin } from '../formula/index.ts'
import { comparePeriods } from '../periods.ts'
import * as rules from '../rules.ts'
import { areas, catalogue, definitions, LATEST, observations, values } from '../store/index.ts'
import { DefinitionDraft, type Trial } from '../types.ts'
import { checked } from './definitions.ts'
import type { Needs } from './needs.ts'
import { partsOf, tokensOf } from './provenance.ts'
import { worldOf } from './world.ts'

/** So many of the newest periods are shown, and of so many areas one is looked for. */
const PERIODS_MAX = 6
const AREAS_MAX = 60
const INPUTS_MAX = 100

export function createTrial(needs: Needs) {
  const { db, home } = needs

  /** The city itself; where the definition is not for cities, the areas that it is for, the city's own parts first. */
  function areasFor({ areas: kinds }: DefinitionDraft, kin: Kin[]): string[] {
    const own = kin.find(({ id }) => id === home)
    if (own && kinds.includes(own.kind)) return [home]
    const concerned = [...partsOf(home, kin), ...kin].filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id)
    return [...new Set(concerned)].slice(0, AREAS_MAX)
  }

  /** What the draft gives wherever there are figures for it in these areas. */
  async function compute(draft: DefinitionDraft, kin: Kin[], tried: string[]) {
    const formulas = await checked(db, [draft], needs)
    const family = familyOf(kin)
    const measures = readBy(formulas, draft.id).flatMap(({ inputs }) => inputs.map(({ measure }) => measure))
    const read = [...tried, ...tried.flatMap((area) => partsOf(area, kin).map(({ id }) => id))]
    const rows = await observations.ofMeasures(db, [...new Set(measures)], LATEST, [...new Set(read)])
    const world = worldOf(rows, family)
    const cells = [...(affected(formulas, rows, family.parentOf).get(draft.id)?.values() ?? [])]
    const found = cells
      .filter(({ area }) => tried.includes(area))
      .map((cell) => ({ ...cell, ...rules.figureOf(evaluateCell(formulas, draft.id, cell, world), draft.valid) }))
    return { formulas, world, found: found.filter(({ reason }) => reason?.code !== 'indicators.noFigures') }
  }

  return {
    /**
     * The values of one area in its newest periods with what they follow from, beside those that are published. `expected`
     * is the version that the person saw. Throws what `define` throws.
     */
    async tryOut(actor: Actor, draft: DefinitionDraft, expected?: number): Promise<Trial> {
      demand(actor, 'indicators.define')
      const parsed = DefinitionDraft.parse(draft)
      const { id } = parsed
      const published = (await definitions.all(db)).find((definition) => definition.id === id)
      rules.nextVersion(parsed, published, expected)
      const kin = await areas.all(db)
      const tried = areasFor(parsed, kin)
      const { formulas, world, found } = await compute(parsed, kin, tried)
      const known = Map.groupBy(found, (one) => one.area)
      const many = (one: string) => known.get(one)?.length ?? 0
      const area = tried.toSorted((a, b) => many(b) - many(a))[0] ?? home
      const before = new Map((await values.current(db, [id], [area])).map((value) => [value.period, value]))
      const now = new Map(known.get(area)?.map((one) => [one.period, one]))
      const units = new Map((await catalogue.measures(db)).map(({ id, unit }) => [id, unit]))
      return {
        area,
        unchanged: rules.sameDefinition(parsed, published),
        readers: [...readersOf(formulas, new Set(), new Set([id]))].filter((reader) => reader !== id),
        points: newestOf([...now.values(), ...before.values()]).map((period) => {
          const { tokens, inputs } = traceCell(formulas, id, { area, period }, world)
          const { value = null, status = 'M', reason } = now.get(period) ?? {}
          const was = before.get(period)
          return {
            ...{ period, value, status, reason: reason ?? undefined, tokens: tokensOf(tokens) },
            published: was && { value: was.value, status: was.status },
            inputs: inputs.slice(0, INPUTS_MAX).map(({ measure, dimension, area, period }) => {
              const { value, status } = world.figure(measure, dimension, { area, period })!
              return { measure, dimension, area, period, value, status, unit: units.get(measure)! }
            }),
          }
        }),
      }
    },
  }
}

/** The newest periods, from the last one that has a value; newest first. */
function newestOf(figures: { period: string; value: number | null }[]): string[] {
  const periods = (some: typeof figures) => [...new Set(some.map(({ period }) => period))].sort(comparePeriods)
  const last = periods(figures.filter(({ value }) => value !== null)).at(-1)
  return periods(figures)
    .filter((period) => last === undefined || comparePeriods(period, last) <= 0)
    .slice(-PERIODS_MAX)
    .reverse()
}
