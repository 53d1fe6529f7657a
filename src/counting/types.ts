/** What a count reads and what it gives. Money is a whole number of the smallest part of the currency that the vote knows. */

export type Project = { id: string; cost: bigint; name?: string }

/** One voter's choice: which projects (by their place in the list), each with its points; 1 where a vote has none. */
export type Choice = { project: number; points: number }

/**
 * A vote made ready for counting. Voters who chose the same are one group with a weight: under every rule here they
 * fare alike. `supporters` lists for each project the groups that chose it, with the points of each.
 */
export type Profile = {
  projects: readonly Project[]
  budget: bigint
  /** How many of the money's parts make one unit of the currency: 1, or 100 where there are hundredths. */
  partsPerUnit: bigint
  voters: number
  weights: Float64Array
  supporters: readonly Supporters[]
}
export type Supporters = {
  groups: Int32Array
  points: Float64Array
  /** How many voters, and the sum of their points. */
  votes: number
  score: number
}

export type Reason = 'fits' | 'overBudget' | 'belowThreshold' | 'constraint' | 'unsupported' | 'stopped'

/** What was decided of one project, and by what. */
export type Decision = {
  project: string
  enters: boolean
  reason: Reason
  cost: bigint
  votes: number
  score: number
  /** Of the budget, after this decision. */
  left: bigint
  /** The completion that took it in; without, the rule itself. */
  by?: 'utilitarian'
  /** Equal shares: what each supporter paid for one point at most, and how many paid that, or all that they had left. */
  paid?: { price: number; full: number; rest: number }
  /** Phragmén: what each supporter had been given when it was bought. */
  load?: number
  /** Which limit left it out, and who won in its place. */
  limit?: string
  lostTo?: string[]
  /** Who had as much, and came after it by which criterion. */
  tied?: Tied
}
export type Tied = { before: string[]; by: 'cost' | 'votes' | 'score' | 'id' | 'lot' }

export type Outcome = {
  /** In the order in which they entered. */
  winners: string[]
  spent: bigint
  left: bigint
  decisions: Decision[]
  /** Equal shares: what each voter was given to spend, in parts of money. */
  endowment?: number
}
