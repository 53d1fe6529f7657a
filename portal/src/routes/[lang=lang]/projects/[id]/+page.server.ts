/** A project: what was promised, what it costs, what happened; and the word of those who asked for it. */
import { redirect } from '@sveltejs/kit'
import { money, originText, said } from '#strategy'
import { href } from '#lib/paths.ts'
import { follow, followOf } from '#lib/server/following.ts'
import { noteOf, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { decisionLinks } from '#lib/server/views/decisions.ts'
import { goalLinks } from '#lib/server/views/strategy.ts'
import { originLink } from '#lib/server/views/origins.ts'
import { aroundOf, cardOf, ledgerOf, lineOf, sourcesOf, mapOf, saying, verdictTag } from '#lib/server/views/projects.ts'
import { measuredOf } from '#lib/server/views/pilots.ts'
import { threadOfProject } from '#lib/server/views/thread.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { city, lang, actor } = event.locals
  const [project, organisations] = await Promise.all([
    city.strategy.projects.one(event.params.id),
    city.identity.organisations(),
  ])
  const say = saying(city, lang)
  const { t, format } = say
  const offices = new Map(organisations.map(({ id, names }) => [id, names[lang]]))
  const { budget_minor, spent_minor, currency, origin } = project
  const left = budget_minor - spent_minor
  const facts: [string, string, string?][] = [
    [t('projects.glance.budget'), money(say, budget_minor, currency)],
    [t('projects.glance.spent'), money(say, spent_minor, currency), left < 0 ? t('projects.glance.over', { amount: money(say, -left, currency) }) : t('projects.glance.left', { amount: money(say, left, currency) })], // prettier-ignore
    [t('projects.glance.owner'), offices.get(project.organisationId) ?? ''],
    [t('projects.glance.place'), project.area ? (await city.places.area(project.area)).names[lang] : ''],
    [t('projects.glance.promised'), format.day(project.promised)],
  ]
  const goals = project.goals.length > 0 ? await city.strategy.strategies.goals() : []
  const isAuthor = project.authors.includes(actor.id)
  return {
    ...{ note: noteOf(event, ['confirmed']), id: project.id, card: cardOf(say, project), verdict: verdictTag(say, project.verdict) }, // prettier-ignore
    summary: project.summaries && said(project.summaries, lang),
    ...{ facts: facts.filter(([, value]) => value !== ''), origin: originText(say, project) },
    from: originLink(say, origin),
    goals: goalLinks(
      goals.filter(({ key }) => project.goals.includes(key)),
      lang,
    ),
    decisions: await decisionLinks(city, lang, { project: project.id }),
    share: t('projects.money.share', { share: format.percent(budget_minor > 0 ? spent_minor / budget_minor : 0) }),
    ...ledgerOf(say, project, project.diary),
    around: aroundOf(say, project),
    measured: await measuredOf(say, project),
    thread: await threadOfProject(say, project),
    bySource: sourcesOf(say, await city.strategy.money.ofProject(project.id), city.strategy.money.currency),
    milestones: project.milestones.map(({ id, title, due, doneOn, overdue }) => ({
      ...{ id, title, isDone: doneOn !== null, isLate: overdue },
      when: doneOn === null ? format.day(due) : t('projects.milestones.done', { day: format.day(doneOn) }),
    })),
    photos: project.photos.map(({ id, alt, at }) => ({ id, alt, at: format.day(at), src: `/api/v1/projects/${project.id}/photos/${id}` })), // prettier-ignore
    diary: project.diary.map((entry) => ({ ...lineOf(say, project, entry, offices), by: '' })).reverse(),
    map: await mapOf(say, [project], true),
    following: await followOf(event, `project:${project.id}`),
    mayConfirm: isAuthor && project.state === 'finished',
    mayRun: actor.can('strategy.projects', project.organisationId),
  }
}

export const actions: Actions = {
  follow: (event) => follow(event, `project:${event.params.id}`),

  confirm: async (event) => {
    const { city, actor, lang } = event.locals
    const result = await doing(event, { fields: {}, choices: { agrees: 'projects.confirm.title' }, blame: { 'strategy.reason': 'words' } }, (form) => city.strategy.projects.confirm(actor, event.params.id, { agrees: textOf(form, 'agrees') === 'yes', words: textOf(form, 'words') })) // prettier-ignore
    if (!('done' in result)) return result
    redirect(303, href(lang, '/projects/[id]', { id: event.params.id }, { done: 'confirmed' }))
  },
}
