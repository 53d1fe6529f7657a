/** Whether a ballot keeps to its form: projects of its pool, each once, as many and with as many points as it may. */
import type { OpenCheck } from './report.ts'
import type { BallotForm, Project, Sealed } from './rules.ts'

export type Choices = readonly (readonly [project: string, points: number])[]

/** Says what is wrong of the ballot in that line, and gives whether it can be counted. */
export function keepsForm(sealed: Sealed, pool: string, choices: Choices, check: OpenCheck, line: number): boolean {
  const found = sealed.pools.get(pool)
  if (!found) {
    check.wrong('poolUnknown', { line, pool })
    return false
  }
  const form = found.section.ballot
  const chosen: Project[] = []
  const seen = new Set<string>()
  for (const [number] of choices) {
    const project = sealed.projects.get(number)
    if (project?.pool !== pool) check.wrong('projectUnknown', { line, project: number, pool })
    else if (seen.has(number)) check.wrong('projectTwice', { line, project: number })
    else chosen.push(project)
    seen.add(number)
  }
  if (chosen.length < choices.length) return false
  const [least, most] = boundsOf(form)
  if (choices.length < least) check.wrong('tooFew', { line, found: choices.length, least })
  else if (choices.length > most) check.wrong('tooManyChoices', { line, found: choices.length, most })
  else if (!hasPoints(form, choices)) check.wrong('points', { line })
  else if (form.kind !== 'ordinal' && !isSorted(choices)) check.wrong('unsorted', { line })
  else if (form.kind === 'knapsack' && costOf(chosen) > found.budget) check.wrong('overBudget', { line })
  else return true
  return false
}

function boundsOf(form: BallotForm): [least: number, most: number] {
  if (form.kind === 'approval') return [form.least, form.most]
  if (form.kind === 'points') return [0, form.mostProjects]
  return [0, form.kind === 'ordinal' ? form.most : Infinity]
}

function hasPoints(form: BallotForm, choices: Choices): boolean {
  if (form.kind === 'ordinal') return choices.every(([, rank], i) => rank === i + 1)
  if (form.kind !== 'points') return choices.every(([, points]) => points === 1)
  const sum = choices.reduce((all, [, points]) => all + points, 0)
  return sum <= form.points && choices.every(([, points]) => points >= 1 && points <= form.mostEach)
}

const isSorted = (choices: Choices) => choices.every(([number], i) => i === 0 || choices[i - 1]![0] < number)
const costOf = (projects: readonly Project[]) => projects.reduce((sum, { cost }) => sum + cost, 0n)
