/** Where projects come from: back to it, and what a new one may be said to come from. */
import type { ProjectOrigin } from '#strategy'
import { href } from '#lib/paths.ts'
import type { Lang } from '#words'
import type { Say } from './projects.ts'

/** Back to what it comes from; undefined for what the city began by itself. */
export function originLink({ t, lang }: Say, origin: ProjectOrigin) {
  if (origin.kind === 'city') return undefined
  return { label: t(`projects.origin.back.${origin.kind}`), href: addressOf(lang, origin) }
}
function addressOf(lang: Lang, origin: Exclude<ProjectOrigin, { kind: 'city' }>): string {
  if (origin.kind === 'participatoryBudget') return href(lang, '/budget/[edition]', { edition: origin.edition })
  if (origin.kind === 'pilot') return href(lang, '/innovations/pilots/[id]', { id: origin.pilot })
  if (origin.kind === 'savingsPlan') return href(lang, '/savings/[id]', { id: origin.plan })
  const [id = '', code = ''] = origin.goal.split('/')
  return href(lang, '/strategy/[id]/goals/[code]', { id, code })
}

/** Goals and savings plans that hold, as options; pilots and votes make their projects by themselves. */
export async function originsOf({ t, city, lang }: Say): Promise<{ value: string; label: string }[]> {
  const [goals, plans] = await Promise.all([city.strategy.strategies.goals(), city.infrastructure.savings.list()])
  return [
    { value: '', label: t('projects.origin.city') },
    ...goals.map(({ key, goal }) => ({ value: `goal:${key}`, label: t('projects.work.ofGoal', { name: `${goal.code} ${goal.names[lang]}` }) })), // prettier-ignore
    ...plans.map(({ id, plan }) => ({ value: `plan:${id}`, label: t('projects.work.ofPlan', { name: plan.title }) })),
  ]
}

export function originIn(typed: string): ProjectOrigin {
  const [kind, id = ''] = typed.split(/:(.*)/s)
  if (kind === 'goal') return { kind: 'strategyGoal', goal: id }
  if (kind === 'plan') return { kind: 'savingsPlan', plan: id }
  return { kind: 'city' }
}
