/** The loop is taken away as far as a house can that overwrites nothing: what it says of figures, goals and plans is withdrawn. */
import { DEMONSTRATION_GOAL, DEMONSTRATION_INDICATOR, DEMONSTRATION_KIND, DEMONSTRATION_STRATEGY } from '#platform/demonstration' // prettier-ignore
import { Refusal } from '#platform/errors'
import type { Unia } from '../../../app.ts'
import { house } from './before.ts'
import { PEOPLE } from './stage.ts'
import { SAID } from './words.ts'

const IMPORTS_MAX = 500
type House = Pick<Unia, 'analysis' | 'governance' | 'indicators' | 'strategy'>

/** False where there was none. */
export async function takeAway({ analysis, governance: { gate }, indicators, strategy }: House): Promise<boolean> {
  const isThere = (await strategy.strategies.list()).some(({ id }) => id === DEMONSTRATION_STRATEGY)
  for (const { id, fileName, state, origin } of await indicators.imports.list(house, IMPORTS_MAX))
    if (fileName.startsWith(`${DEMONSTRATION_KIND}-`) && state === 'published' && origin === 'file')
      await indicators.withdraw(house, id, { notes: SAID.away }).catch(unlessGone)
  await indicators.recompute()
  for (const { id, version } of await analysis.targets({ indicator: DEMONSTRATION_INDICATOR }))
    await analysis.withdrawTarget(house, id, version, SAID.away.pl)
  const { projects } = await strategy.projects.list({ goals: [DEMONSTRATION_GOAL] })
  for (const { id, state } of projects)
    if (state === 'planned') await strategy.projects.move(PEOPLE.office, id, { to: 'cancelled', reason: SAID.away.pl })
  const own = `/strategy/${DEMONSTRATION_STRATEGY}`
  for (const { releases } of await gate.register({ module: 'strategy' }))
    for (const { id, address, withdrawal } of releases)
      if (!withdrawal && (address === own || address.startsWith(`${own}/`))) await gate.withdrawRelease(house, id, SAID.away.pl) // prettier-ignore
  return isThere
}

/** Taken back before. */
function unlessGone(error: unknown): void {
  if (!(error instanceof Refusal) || error.code !== 'indicators.nothingToWithdraw') throw error
}
