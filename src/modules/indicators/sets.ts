/**
 * What indicators stand in: standards that others set, by their numbers there, and the city's own strategies, by the
 * areas that definitions name. Pure.
 */
import type { Standard, StandardIndicator } from './standards.ts'
import type { Definition, DefinitionDraft, Texts } from './types.ts'

/** One of the city's own strategies. What stands in its areas is for the definitions to say. */
export type Strategy = Pick<Standard, 'id' | 'name' | 'themes'> & { from: number; to: number }

export type Sets = { standards: Standard[]; strategies: Strategy[] }

/** A place of a definition in a set; `entry` is what a standard asks for there. */
export type Place = {
  set: string
  name: Texts
  theme: Standard['themes'][number]
  own: boolean
  entry?: StandardIndicator
}

/** Where a definition stands; what the sets do not know is left out. */
export function placesOf(definition: Pick<DefinitionDraft, 'standards' | 'strategies'>, sets: Sets): Place[] {
  return [
    ...definition.standards.flatMap(({ standard, code }): Place[] => {
      const found = sets.standards.find(({ id }) => id === standard)
      const entry = found?.indicators.find((one) => one.code === code)
      const theme = found?.themes.find(({ id }) => id === entry?.theme)
      return found && entry && theme ? [{ set: standard, name: found.name, theme, own: false, entry }] : []
    }),
    ...definition.strategies.flatMap(({ strategy, area }): Place[] => {
      const found = sets.strategies.find(({ id }) => id === strategy)
      const theme = found?.themes.find(({ id }) => id === area)
      return found && theme ? [{ set: strategy, name: found.name, theme, own: true }] : []
    }),
  ]
}

/** The first place that a draft names and no set has: `iso37120 8.99`, `strategy/area`. */
export function unknownPlace(
  { standards, strategies }: Pick<DefinitionDraft, 'standards' | 'strategies'>,
  sets: Sets,
): string | undefined {
  const standard = standards.find((one) => placesOf({ standards: [one], strategies: [] }, sets).length === 0)
  const strategy = strategies.find((one) => placesOf({ standards: [], strategies: [one] }, sets).length === 0)
  return standard ? `${standard.standard} ${standard.code}` : strategy && `${strategy.strategy}/${strategy.area}`
}

export type Entry = StandardIndicator & { definition?: Definition }

/** What a standard asks for, each with the definition that gives it. */
export const entriesOfStandard = ({ id, indicators }: Standard, definitions: Definition[]): Entry[] =>
  indicators.map((indicator) => ({
    ...indicator,
    definition: definitions.find(({ standards }) =>
      standards.some((one) => one.standard === id && one.code === indicator.code),
    ),
  }))

/** What stands in the areas of a strategy: nothing but what there are definitions of. */
export const entriesOfStrategy = ({ id, themes }: Strategy, definitions: Definition[]): Entry[] =>
  themes.flatMap((theme) =>
    definitions
      .filter(({ strategies }) => strategies.some((one) => one.strategy === id && one.area === theme.id))
      .map((definition) => ({
        ...{ code: definition.id, theme: theme.id, kind: null, names: definition.names, unit: definition.unit },
        direction: definition.direction === 'context' ? null : definition.direction,
        ...{ unverified: [], definition },
      })),
  )
