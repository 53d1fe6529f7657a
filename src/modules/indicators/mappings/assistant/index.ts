/** Asks a person what a file's columns and words mean, and makes a description of the answers. Pure. */
import type { Column, Format } from '../../reading/index.ts'
import type { Description } from '../types.ts'
import { describedBy, type Problem } from './answers.ts'
import { questionsOf, type Question } from './questions.ts'
import { currentRoles, playedTwice, spreadOf, spreadRoles, type ColumnRole } from './roles.ts'
import type { World } from './world.ts'

export { COLUMN_ROLES, isColumnRole, type ColumnRole } from './roles.ts'
export { createWorld, type Kind, type World } from './world.ts'
export type { Problem } from './answers.ts'
export type { AnswerKind, Question } from './questions.ts'

export type Seen = { columns: Column[]; format: Format | undefined; dimensionColumns: readonly number[] }
export type Asking = {
  columns: Column[]
  roles: ColumnRole[]
  /** Roles that two columns would play. */
  twice: ColumnRole[]
  /** No column holds figures. */
  valueless: boolean
  questions: Question[]
}
/** The roles that were chosen, by column; the others stay as they are. */
export type Chosen = Readonly<Record<number, ColumnRole>>

/** `look`: the table once more, with several figures of a row told apart. */
export async function ask(
  seen: Seen,
  said: Description,
  chosen: Chosen,
  world: World,
  look: (spread: string[]) => Promise<Seen>,
) {
  const current = currentRoles(seen.columns, said, seen.dimensionColumns)
  const before = { columns: seen.columns, roles: current.map((role, i) => chosen[i] ?? role) }
  const spread = spreadOf(before.columns, before.roles)
  const columns = spread ? (await look(spread)).columns : before.columns
  const roles = spread ? spreadRoles(columns, before, said) : before.roles
  const questions = questionsOf(columns, roles, { said, format: seen.format }, world)
  const valueless = !before.roles.includes('value')
  const asking: Asking = { ...before, twice: playedTwice(before.roles), valueless, questions }
  /** What the answers say; `answers` by the questions' fields. */
  const describe = (answers: Readonly<Record<string, string>>): { description: Description; problems: Problem[] } => {
    const given = questions.map((one) => ({ ...one, answer: answers[one.field] ?? '' }))
    return describedBy(columns, roles, given, world, before)
  }
  return { asking, describe }
}
