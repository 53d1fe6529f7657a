/** The screens that a voter sees, one after the other: nothing is asked that is known, or was voted on already. Pure. */
import type { Form } from './choices.ts'

export type Section = { code: string; choice: 'residence' | 'any'; ballot: Form; pools: string[] }
export type Standing = {
  voter?: { pool?: string; needsConsent?: boolean }
  entitlements: { section: string; pool: string }[]
}
export type Step = { screen: string; section?: string; pool?: string }

export function stepsOf(
  sections: readonly Section[],
  standing: Standing | null,
  chosen: Readonly<Record<string, string>>,
): Step[] {
  const issued = new Set(standing?.entitlements.map(({ section }) => section))
  const residence = standing?.voter?.pool
  const parts = sections.flatMap(({ code: section, choice, pools }): Step[] => {
    if (issued.has(section)) return []
    const open = choice === 'residence' && residence && pools.includes(residence) ? [residence] : pools
    const pool = open.length === 1 ? open[0] : chosen[section]
    const which: Step[] = open.length > 1 ? [{ screen: 'pool', section }] : []
    return pool && open.includes(pool) ? [...which, { screen: 'choose', section, pool }] : which
  })
  return [{ screen: 'who' }, ...parts, { screen: 'review' }]
}
