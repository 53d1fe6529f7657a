/** What risk is reckoned from and what comes of it. */

import type { Levels } from './hierarchies.ts'

/** A column whose values are numbered: each row holds the place of its value. A missing cell is the value ''. */
export type Coded = { name: string; values: readonly string[]; codes: Int32Array }

export type Sensitive = Coded & {
  /** What each word belongs to, and what that belongs to: near words are less far apart. */
  levels?: Levels
  /** Numbers are as far apart as they lie in order; words are all equally far. */
  kind: 'ordered' | 'categorical'
}

/** Rows alike in all quasi-identifiers, by their size. */
export type SizeShare = { size: number; classes: number; rows: number }

export type Diversity = {
  column: string
  /** The fewest different values in a class. */
  distinct: number
  /** The lowest effective number of values in a class: e to its entropy. */
  entropy: number
  /** The largest distance of a class's values from those of the whole table, from 0 to 1. */
  t: number
  distance: 'ordered' | 'equal' | 'hierarchy'
}

export type AttackRisk = {
  /** Of all rows. */
  average: number
  highest: number
  /** The share of rows whose risk is above the threshold. */
  above: number
}

export type Reidentification = {
  threshold: number
  /** Knows that the person is in the table. */
  prosecutor: AttackRisk
  /** Does not know it; the population tells how many are alike. */
  journalist: AttackRisk
  /** Wants as many as possible; the average is the share of rows to be matched rightly. */
  marketer: AttackRisk
  /** How many persons there are to each row, where that is assumed; null where a table of the population was given. */
  populationFactor: number | null
}

export type Measures = {
  rows: number
  classes: number
  /** The size of the smallest class. */
  k: number
  sizes: SizeShare[]
  /** Rows that no other is like. */
  alone: number
  sensitive: Diversity[]
  risk: Reidentification
}

/** What is asked for. `distinctL`, `entropyL` and `t` hold for each sensitive column. */
export type Goals = { k: number; distinctL?: number; entropyL?: number; t?: number }

export type Loss = {
  /** Normalised certainty penalty: how much of each column's width a value spans, from 0 to 1. */
  certainty: number
  /** Non-uniform entropy lost, from 0 to 1. */
  entropy: number
  /** Discernibility: the sum of squared sizes of classes; a suppressed row counts as many as there are rows. */
  discernibility: number
  suppressed: number
}
