/** What the budget would refuse of the pack's files, told with row and column before it is loaded. */
import { join } from 'node:path'
import { Refusal } from '#platform/errors'
import { goalKey, moneyWord, readMoneyLines, type MoneyProblem } from '#strategy'
import type { Parts } from '../parts.ts'
import type { Problem } from '../types.ts'

export async function moneyProblems(folder: string, { money: part, places, info }: Parts): Promise<Problem[]> {
  const { files = [] } = part.data ?? {}
  const districts = (places.data?.areas ?? []).filter(({ kind }) => kind === 'district')
  const known = {
    districts: new Map(districts.flatMap(({ id, names }) => [id, ...Object.values(names)].map((name) => [moneyWord(name), id] as const))), // prettier-ignore
    goals: new Set(
      (info.data?.strategies ?? []).flatMap(({ id, goals }) => goals.map(({ code }) => goalKey(id, code))),
    ),
    projects: new Map<string, string>(),
    currency: info.data?.currency ?? '',
  }
  const problems: Problem[] = []
  for (const [i, { file }] of files.entries())
    try {
      await readMoneyLines(join(folder, file), known)
    } catch (error) {
      if (error instanceof Refusal && error.code === 'money.badRows')
        problems.push(...(error.details.problems as MoneyProblem[]).map((one) => problemOf(file, one)))
      else problems.push(part.problem(['files', i, 'file'], rightOf(error)))
    }
  return problems
}

const problemOf = (file: string, { line, column, found, reason, right }: MoneyProblem): Problem => ({
  ...{ file, line, column: 1, field: column, found: JSON.stringify(found), right: right || reason },
})

const rightOf = (error: unknown): string =>
  error instanceof Refusal ? `a table of budget lines (${error.code})` : 'a file of the pack'
