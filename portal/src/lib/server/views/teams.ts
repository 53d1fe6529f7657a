/** What the pages of teams show, and what they are teams of. */
import { TEAM_OF, type Team, type TeamDraft } from '#innovations'
import { said } from '#strategy'
import type { City } from '#lib/server/city.ts'
import { isRefusal, textOf } from '#lib/server/forms.ts'
import { textsIn, typedTexts } from './innovations.ts'
import type { Say } from './projects.ts'

export type TeamOf = TeamDraft['of']

export function ofIn(kind: string | null, id: string | null): TeamOf | undefined {
  const found = TEAM_OF.find((one) => one === kind)
  return found && id ? { kind: found, id } : undefined
}

/** What it is called; undefined where it is not public. */
async function titlesOf({ innovations }: City, { kind, id }: TeamOf) {
  try {
    if (kind === 'challenge') return (await innovations.challenges.one(id)).challenge.problem.titles
    if (kind === 'pilot') return (await innovations.pilots.one(id)).pilot.plan.titles
    return (await innovations.register.one(id)).entry.titles
  } catch (problem) {
    if (isRefusal(problem) && problem.status === 404) return undefined
    throw problem
  }
}

export async function thingOf(say: Say, of: TeamOf) {
  const titles = await titlesOf(say.city, of)
  return { ...of, word: say.t(`community.teams.of.${of.kind}`), name: titles ? said(titles, say.lang).text : '' }
}
export type Thing = Awaited<ReturnType<typeof thingOf>>

export async function teamCard(say: Say, team: Team) {
  const { t, format, lang } = say
  return {
    ...{ id: team.id, name: team.name, about: said(team.about, lang), ended: team.ended },
    members: t('community.teams.members', { n: team.members }),
    names: team.names.length > 0 ? t('community.teams.named', { names: format.list(team.names) }) : '',
    of: await thingOf(say, team.of),
  }
}

export const teamIn = (form: FormData, of: TeamOf): TeamDraft => ({
  ...{ name: textOf(form, 'name'), about: textsIn(form, 'about'), of, ended: form.has('ended') },
})
export const teamTyped = (team: Team): Record<string, string> => ({
  ...{ name: team.name, ended: team.ended ? 'on' : '', ...typedTexts('about', team.about) },
})
export const FOUND_FORM = {
  fields: { name: 'community.teams.name', 'about-pl': 'community.teams.about' },
} as const
export const TEAM_FORM = {
  fields: { name: 'community.teams.name', 'about-pl': 'community.teams.about', grounds: 'innovations.register.grounds' }, // prettier-ignore
} as const
export const JOIN_FORM = { fields: {}, blame: { 'governance.unfitText': 'as' } } as const
