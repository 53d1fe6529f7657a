/** The options of counting, on the command line. */
import { COMPLETIONS, TIES, tiesOf, type Completion, type Tie, type Utility } from '#counting'
import { Refusal } from '#platform/errors'

export const COUNTING_OPTIONS = {
  rule: { type: 'string' },
  completion: { type: 'string' },
  ties: { type: 'string' },
  utility: { type: 'string' },
  next: { type: 'string' },
  threshold: { type: 'string' },
  without: { type: 'string' },
  excluding: { type: 'string', multiple: true },
} as const
type Multiple = 'excluding'
export type CountingValues = { [K in Exclude<keyof typeof COUNTING_OPTIONS, Multiple>]?: string } & {
  [K in Multiple]?: string[]
}

export const RULES = ['greedy', 'equal-shares', 'phragmen'] as const
export type Rule = (typeof RULES)[number]

export type Asked = {
  rule?: Rule
  completion: Completion
  utility: Utility
  ties: readonly Tie[]
  next?: 'skip' | 'stop'
  threshold?: number
  /** What if these had not stood on the list. */
  without: readonly string[]
  /** Of each of these sets at most one project may enter. */
  excluding: readonly (readonly string[])[]
}

/** Throws `counting.choice`, `counting.ties`. */
export function askedOf(values: CountingValues): Asked {
  const { rule, completion = 'none', utility = 'cost', ties, next, threshold, without, excluding = [] } = values
  return {
    ...(rule !== undefined && { rule: oneOf('rule', rule, RULES) }),
    completion: oneOf('completion', completion, COMPLETIONS),
    utility: oneOf('utility', utility, ['cost', 'votes', 'points'] as const),
    ties: ties === undefined ? TIES : tiesOf(ties),
    ...(next !== undefined && { next: oneOf('next', next, ['skip', 'stop'] as const) }),
    ...(threshold !== undefined && { threshold: thresholdOf(threshold) }),
    without: idsOf(without),
    excluding: excluding.map(idsOf),
  }
}

function oneOf<const T extends string>(option: string, found: string, choices: readonly T[]): T {
  const chosen = choices.find((choice) => choice === found)
  if (chosen === undefined) throw new Refusal('counting.choice', 400, { option, found, choices: choices.join(', ') })
  return chosen
}

const idsOf = (said = '') => said.split(',').map((id) => id.trim()).filter((id) => id !== '') // prettier-ignore

function thresholdOf(found: string): number {
  if (!/^\d{1,12}$/.test(found))
    throw new Refusal('counting.choice', 400, { option: 'threshold', found, choices: '0, 1, 2 …' })
  return Number(found)
}
