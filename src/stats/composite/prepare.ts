/** Everything before aggregation: divided, imputed, screened, treated, normalised. It does not depend on weights. */
import { exclusions } from './aggregate.ts'
import { checkChoices } from './choices.ts'
import { impute } from './impute.ts'
import { normalise } from './normalise.ts'
import { refuse } from './refusals.ts'
import { screen } from './screen.ts'
import type { Tree } from './structure.ts'
import { denominate, select, UNITS_MIN } from './table.ts'
import { treat } from './treat.ts'
import type { Choices, Composite, Excluded, Table, Treatment } from './types.ts'

/** Columns are in the order of the tree's indicators, and hold the units that stayed. */
export type Prepared = {
  readonly units: readonly string[]
  readonly leftOut: Composite['leftOut']
  readonly raw: readonly Float64Array[]
  readonly denominated: readonly Float64Array[]
  readonly filled: readonly Float64Array[]
  readonly treated: readonly Float64Array[]
  readonly treatments: readonly Treatment[]
  readonly normalised: readonly Float64Array[]
  /** By node. */
  readonly excluded: readonly (Excluded | null)[]
}

/** `staying` are the units to keep, where that was decided before. */
export function prepare(table: Table, tree: Tree, choices: Choices, staying?: readonly number[]): Prepared {
  checkChoices(choices)
  const { raw, denominated } = denominate(table, tree)
  const filled = impute(denominated, table, choices.imputation)
  const counted = choices.screening?.counts === 'measured' ? denominated : filled
  const screened = screen(counted, tree, table.units.length, staying ? null : choices.screening)
  const kept = staying ?? screened.kept
  if (kept.length < UNITS_MIN) throw refuse.tooFewUnits({ found: kept.length, least: UNITS_MIN })
  const units = kept.map((unit) => table.units[unit]!)
  const stayed = (columns: readonly Float64Array[]) => columns.map((column) => select(column, kept))
  const full = stayed(filled)
  const treatment = choices.normalisation.kind === 'target' ? ({ kind: 'none' } as const) : choices.treatment
  const treated = full.map((column) => treat(column, units, treatment))
  const scaled = treated.map(({ treated: column }, i) => normalise(column, tree.indicators[i]!, choices.normalisation))
  const excluded = exclusions(
    tree,
    scaled.map(({ excluded: why }) => why),
  )
  if (excluded.at(-1) !== null) throw refuse.nothingLeft()
  return {
    units,
    leftOut: screened.leftOut.map(({ unit, share }) => ({ unit: table.units[unit]!, share })),
    raw: stayed(raw),
    denominated: stayed(denominated),
    filled: full,
    treated: treated.map(({ treated: column }) => column),
    treatments: treated.map(({ treatment }) => treatment),
    normalised: scaled.map(({ normalised }) => normalised),
    excluded,
  }
}
