/** Units that can be read, formulas that can be computed, places in standards and strategies that exist. */
import { checkFormulas, knownFrom, type Standard } from '#indicators'
import { sentence } from '#words'
import type { Parts } from '../parts.ts'
import type { Problem } from '../types.ts'

const UNIT_RIGHT = 'a unit such as "%", "PLN/m2" or "bed/(100000 person)"'

export function definitionProblems(parts: Parts, standards: Standard[]): Problem[] {
  return [
    ...ofUnits(parts),
    ...ofRanges(parts),
    ...ofThresholds(parts),
    ...ofTargets(parts),
    ...ofFormulas(parts),
    ...ofStandards(parts, standards),
    ...ofStrategies(parts),
    ...ofOmissions(parts, standards),
  ]
}

const { unitFactor } = knownFrom([], [])
/** A blank unit is told by the schema. */
const isUnit = (unit: string): boolean => unit === '' || unitFactor(unit, unit) !== undefined

function ofUnits({ info, measures }: Parts): Problem[] {
  return [
    ...(info.data?.facts ?? []).flatMap(({ unit }, i) =>
      unit === undefined || isUnit(unit) ? [] : [info.problem(['facts', i, 'unit'], UNIT_RIGHT)],
    ),
    ...(measures.data?.measures ?? []).flatMap(({ unit }, i) =>
      isUnit(unit) ? [] : [measures.problem(['measures', i, 'unit'], UNIT_RIGHT)],
    ),
  ]
}

function ofRanges({ measures, indicators }: Parts): Problem[] {
  const right = (least: number) => `a number above the least one, ${least}`
  return [
    ...(measures.data?.measures ?? []).flatMap(({ min = -Infinity, max = Infinity }, i) =>
      min > max ? [measures.problem(['measures', i, 'max'], right(min))] : [],
    ),
    ...(indicators.data?.indicators ?? []).flatMap(({ valid: { min = -Infinity, max = Infinity } = {} }, i) =>
      min > max ? [indicators.problem(['indicators', i, 'valid', 'max'], right(min))] : [],
    ),
  ]
}

function ofThresholds({ indicators }: Parts): Problem[] {
  return (indicators.data?.indicators ?? []).flatMap(({ unit, thresholds = [] }, i) =>
    thresholds.flatMap((threshold, j) => {
      if (unit === '' || threshold.unit === '' || !isUnit(unit)) return []
      if (unitFactor(threshold.unit, unit) !== undefined) return []
      return [indicators.problem(['indicators', i, 'thresholds', j, 'unit'], `a unit comparable with "${unit}"`)]
    }),
  )
}

const BETTER_SIDE: Record<string, string | undefined> = { higher: 'atLeast', lower: 'atMost', context: undefined }

/** A target's unit must convert, and the side on which it is right must be told once. */
function ofTargets({ targets, indicators }: Parts): Problem[] {
  const known = new Map(indicators.data?.indicators.map((definition) => [definition.id, definition]))
  return (targets.data?.targets ?? []).flatMap(({ indicator, unit, bound }, i) => {
    const definition = known.get(indicator)
    // What is wrong with the definition is told there.
    if (!definition || !isUnit(definition.unit) || !Object.hasOwn(BETTER_SIDE, definition.direction)) return []
    const own = BETTER_SIDE[definition.direction]
    const misfit = unit !== '' && unitFactor(unit, definition.unit) === undefined
    const unsided = own ? bound !== undefined && bound !== own : bound === undefined
    const right = own ? `nothing, or "${own}" as "${indicator}" is better so` : '"atLeast" or "atMost"'
    return [
      ...(misfit ? [targets.problem(['targets', i, 'unit'], `a unit comparable with "${definition.unit}"`)] : []),
      ...(unsided ? [targets.problem(['targets', i, 'bound'], right)] : []),
    ]
  })
}

/** A definition's unit is checked with its formula. */
function ofFormulas({ indicators, measures }: Parts): Problem[] {
  if (!indicators.data || !measures.data) return []
  const definitions = indicators.data.indicators
  // A measure with a unit that cannot be read is told once, not again by each formula over it.
  const readable = new Set(measures.data.measures.flatMap(({ id, unit }) => (isUnit(unit) ? [id] : [])))
  const whole = definitions.filter(({ id, formula, unit }) => id && formula && unit)
  const { refusals } = checkFormulas(whole, measures.data.measures)
  return refusals.flatMap(({ code, details }) => {
    if (typeof details.measure === 'string' && code === 'indicators.formula.unit' && !readable.has(details.measure))
      return []
    // Told as an id used twice.
    if (code === 'indicators.formula.duplicate' && details.what === 'indicator') return []
    const index = definitions.findIndex(({ id }) => id === details.definition)
    const field = isUnit(definitions[index]!.unit) ? 'formula' : 'unit'
    const found = field === 'formula' ? JSON.stringify(definitions[index]!.formula) : undefined
    return [indicators.problem(['indicators', index, field], sentence('en', code, details), found)]
  })
}

const codesOf = (standards: Standard[]): Map<string, string[]> =>
  new Map(standards.map(({ id, indicators }) => [id, indicators.map(({ code }) => code)]))

/** What is not reported is in a standard, and nothing is said of it twice. */
function ofOmissions({ omissions }: Parts, standards: Standard[]): Problem[] {
  const codes = codesOf(standards)
  const seen = new Set<string>()
  return (omissions.data?.omissions ?? []).flatMap(({ standard, code }, i) => {
    const path = ['omissions', i]
    if (standard === '' || code === '') return []
    const own = codes.get(standard)
    if (!own) return [omissions.problem([...path, 'standard'], `one of ${[...codes.keys()].join(', ')}`)]
    if (!own.includes(code)) return [omissions.problem([...path, 'code'], `a code of ${standard}: ${some(own)}`)]
    if (seen.has(`${standard} ${code}`)) return [omissions.problem([...path, 'code'], 'a code used once')]
    seen.add(`${standard} ${code}`)
    return []
  })
}

function ofStandards({ info, indicators }: Parts, standards: Standard[]): Problem[] {
  const codes = codesOf(standards)
  const strategies = new Set(info.data?.strategies.map(({ id }) => id))
  const known = `one of ${[...codes.keys()].join(', ')}`
  return (indicators.data?.indicators ?? []).flatMap((definition, i) =>
    definition.standards.flatMap(({ standard, code }, j) => {
      const path = ['indicators', i, 'standards', j]
      if (standard === '' || code === '') return []
      const own = codes.get(standard)
      const right = strategies.has(standard) ? `${known}; "${standard}" is named under "strategies"` : known
      if (!own) return [indicators.problem([...path, 'standard'], right)]
      return own.includes(code) ? [] : [indicators.problem([...path, 'code'], `a code of ${standard}: ${some(own)}`)]
    }),
  )
}

/** A definition stands in areas of the strategies of city.json, once in each. */
function ofStrategies({ info, indicators }: Parts): Problem[] {
  if (!info.data) return []
  const areas = new Map(info.data.strategies.map((one) => [one.id, one.areas.map(({ code }) => code)]))
  const known = areas.size > 0 ? `one of ${[...areas.keys()].join(', ')}` : 'nothing, as city.json has no strategies'
  return (indicators.data?.indicators ?? []).flatMap((definition, i) => {
    const seen = new Set<string>()
    return definition.strategies.flatMap(({ strategy, area }, j) => {
      const path = ['indicators', i, 'strategies', j]
      if (strategy === '' || area === '') return []
      const own = areas.get(strategy)
      if (!own) return [indicators.problem([...path, 'strategy'], known)]
      if (!own.includes(area)) return [indicators.problem([...path, 'area'], `an area of ${strategy}: ${some(own)}`)]
      if (seen.has(`${strategy} ${area}`)) return [indicators.problem([...path, 'area'], 'an area named once')]
      seen.add(`${strategy} ${area}`)
      return []
    })
  })
}

const CODES_SHOWN = 8
const some = (codes: string[]): string =>
  codes.slice(0, CODES_SHOWN).join(', ') + (codes.length > CODES_SHOWN ? ' …' : '')
