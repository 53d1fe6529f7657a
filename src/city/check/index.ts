/** Checks a whole pack: each file by its schema, then what refers to what, the formulas, the outlines, every row of figures. */
import { fileURLToPath } from 'node:url'
import { readStandards } from '#indicators'
import { problemsOf, readOutlines } from '../read.ts'
import { readParts } from '../parts.ts'
import type { Problem } from '../types.ts'
import { assetProblems } from './assets.ts'
import { budgetProblems, groundProblems } from './budget.ts'
import { definitionProblems } from './definitions.ts'
import { innovationProblems } from './innovations.ts'
import { moneyProblems } from './money.ts'
import { figureProblems } from './figures.ts'
import { networkProblems } from './network.ts'
import { outlineProblems } from './outlines.ts'
import { referenceProblems } from './references.ts'
import { societyProblems } from './society.ts'
import { strategyProblems } from './strategies.ts'
import { thingProblems } from './things.ts'

const STANDARDS = fileURLToPath(new URL('../../../standards/', import.meta.url))

/** Every problem, in order of file and line; none where the pack is right. */
export async function checkCity(folder: string, standardsFolder = STANDARDS): Promise<Problem[]> {
  const parts = await readParts(folder)
  const outlines = await readOutlines(folder, parts.places.data?.areas ?? [], parts)
  const problems = [
    ...problemsOf(parts),
    ...outlines.problems,
    ...(await referenceProblems(folder, parts)),
    ...strategyProblems(parts),
    ...assetProblems(parts),
    ...thingProblems(parts),
    ...budgetProblems(parts),
    ...innovationProblems(parts),
    ...(await groundProblems(folder, parts)),
    ...networkProblems(parts),
    ...societyProblems(parts),
    ...definitionProblems(parts, await readStandards(standardsFolder)),
    ...outlineProblems(parts.places, outlines),
    ...(await figureProblems(folder, parts)),
    ...(await moneyProblems(folder, parts)),
  ]
  return problems.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column))
}
