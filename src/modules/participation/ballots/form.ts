/** The forms of ballots: what may be chosen, how often, with how many points; and how long a ballot can get. Pure. */
import type { BallotForm, ListedProject } from '../budgets/types.ts'
import { bodyText, type Choice } from './commitment.ts'
import { refuse } from './refusals.ts'

/** Who chooses what from what. */
export type Paper = {
  edition: string
  pool: string
  amount_minor: number
  form: BallotForm
  projects: ReadonlyMap<string, Pick<ListedProject, 'number' | 'cost_minor'>>
}

/**
 * Throws `participation.projectUnknown`, `projectTwice`, `choicesFew`, `choicesMany`, `pointsWrong`, `choicesUnsorted` or
 * `overBudget`: one ballot has one way to be written, so that it has one commitment.
 */
export function demandForm(paper: Paper, choices: readonly Choice[]): void {
  const { form, projects, pool } = paper
  const seen = new Set<string>()
  for (const [number] of choices) {
    if (!projects.has(number)) throw refuse.projectUnknown({ project: number, pool })
    if (seen.has(number)) throw refuse.projectTwice({ project: number })
    seen.add(number)
  }
  const { least, most } = boundsOf(form, projects.size)
  if (choices.length < least) throw refuse.choicesFew({ least, found: choices.length })
  if (choices.length > most) throw refuse.choicesMany({ most, found: choices.length })
  demandPoints(form, choices)
  const isSorted = choices.every(([number], i) => i === 0 || choices[i - 1]![0] < number)
  if (form.kind !== 'ordinal' && !isSorted) throw refuse.choicesUnsorted()
  if (form.kind !== 'knapsack') return
  const cost_minor = choices.reduce((sum, [number]) => sum + projects.get(number)!.cost_minor, 0)
  if (cost_minor > paper.amount_minor) throw refuse.overBudget({ cost_minor, amount_minor: paper.amount_minor })
}

function boundsOf(form: BallotForm, listed: number): { least: number; most: number } {
  switch (form.kind) {
    case 'approval':
      return { least: form.least ?? 0, most: form.most }
    case 'ordinal':
      return { least: 0, most: form.most }
    case 'points':
      return { least: 0, most: form.mostProjects ?? Math.min(form.points, listed) }
    case 'knapsack':
      return { least: 0, most: listed }
  }
}

function demandPoints(form: BallotForm, choices: readonly Choice[]): void {
  if (form.kind === 'points') {
    const each = form.mostEach ?? form.points
    const sum = choices.reduce((all, [, points]) => all + points, 0)
    if (sum > form.points || choices.some(([, points]) => points < 1 || points > each))
      throw refuse.pointsWrong({ points: form.points, each, found: sum })
    return
  }
  const right = (i: number) => (form.kind === 'ordinal' ? i + 1 : 1)
  if (choices.some(([, points], i) => points !== right(i))) throw refuse.pointsWrong({ points: 1, each: 1, found: 0 })
}

const TOKEN_CHARS = 86
const SIGNATURE_CHARS = 342
const SALT_CHARS = 43
const BLOCK_CHARS = 256

/** What is sealed: the ballot's text, its signature, and blanks. */
export const sealedText = (body: string, signature: string, chars: number): string =>
  `${body}\n${signature}`.padEnd(chars)

/** So long is every ballot of this paper once it is sealed, whatever is chosen on it: its length gives nothing away. */
export function sealedChars({ edition, pool, form, projects }: Paper): number {
  const { most } = boundsOf(form, projects.size)
  const longest = [...projects.keys()].sort((a, b) => JSON.stringify(b).length - JSON.stringify(a).length)
  const points = form.kind === 'points' ? (form.mostEach ?? form.points) : most
  const choices = longest.slice(0, most).map((number): Choice => [number, points])
  const [token, salt] = ['x'.repeat(TOKEN_CHARS), 'x'.repeat(SALT_CHARS)]
  const body = bodyText({ edition, pool, token, salt, choices })
  return Math.ceil((Buffer.byteLength(body) + 1 + SIGNATURE_CHARS) / BLOCK_CHARS) * BLOCK_CHARS
}
