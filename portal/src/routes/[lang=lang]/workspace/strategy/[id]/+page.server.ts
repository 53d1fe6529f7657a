/** A strategy being written: goals and documents kept in the draft, which another person publishes. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { StrategyDraft } from '#strategy'
import { href } from '#lib/paths.ts'
import { enterWith, isRefusal, noteOf, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { goalForm, goalIn } from '#lib/server/strategy-forms.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { Actions, PageServerLoad } from './$types'

const DONE = ['kept', 'published', 'dropped'] as const

/** What is being written, or what holds. */
async function heldOf({ locals: { city, actor }, params }: Pick<RequestEvent, 'locals' | 'params'>) {
  const { strategies } = city.strategy
  const [draft, held] = await Promise.all([
    strategies.draft(actor, params.id!),
    strategies.one(params.id!).catch((error: unknown) => {
      if (isRefusal(error) && error.code === 'strategies.unknown') return undefined
      throw error
    }),
  ])
  return { draft, held, content: draft?.content ?? held ?? (await strategies.one(params.id!)) }
}

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'strategy.edit')
  const { city, actor, lang } = event.locals
  const { t } = saying(city, lang)
  const { draft, held, content } = await heldOf(event)
  const changed = draft && city.strategy.strategies.compare(held, draft.content)
  const what = changed && [
    ...(['added', 'removed', 'changed'] as const).filter((id) => changed[id].length > 0).map((id) => t(`strategies.versions.${id}`, { codes: changed[id].join(', ') })), // prettier-ignore
    ...(changed.about ? [t('strategies.versions.about')] : []),
  ]
  return {
    ...{ id: content.id, name: content.names[lang], note: noteOf(event, DONE), isPublic: held !== undefined },
    state: draft && t('strategies.work.state', { base: draft.base, count: draft.writers.length, what: what?.join('; ') || t('strategies.work.nothing') }), // prettier-ignore
    goals: content.goals.map(({ code, names }) => ({ code, name: names[lang] })),
    goal: goalForm(content.goals.find(({ code }) => code === event.url.searchParams.get('goal'))),
    areas: content.areas.map(({ code, names }) => ({ value: code, label: names[lang] })),
    mayPublish: draft !== undefined && actor.can('strategy.publish') && !draft.writers.includes(actor.id),
  }
}

const FAULTS = { 'strategies.twice': 'goalCode', 'strategies.circle': 'parent', 'strategies.unknownParent': 'parent', 'strategies.otherArea': 'parent', 'strategies.unknownIndicator': 'indicators', 'strategies.line': 'directions' } // prettier-ignore

type Change = (content: StrategyDraft, form: FormData) => StrategyDraft

/** Keeps a change in the draft, and says so. */
async function keep(event: RequestEvent, asked: Parameters<typeof doing>[1], change: Change) {
  enterWith(event, 'strategy.edit')
  const { city, actor } = event.locals
  const result = await doing(event, asked, async (form) => {
    const { draft, held, content: given } = await heldOf(event)
    const { version: _v, at: _a, grounds: _g, entryId: _e, ...content } = given as typeof given & Record<'version' | 'at' | 'grounds' | 'entryId', unknown> // prettier-ignore
    await city.strategy.strategies.save(actor, change(content, form), draft?.base ?? held?.version ?? 0)
  })
  return 'done' in result ? back(event, 'kept') : result
}

const back = ({ locals, params }: RequestEvent, done: (typeof DONE)[number]): never =>
  redirect(303, href(locals.lang, '/workspace/strategy/[id]', { id: params.id! }, { done }))

export const actions: Actions = {
  goal: (event) =>
    keep(
      event,
      { fields: { goalCode: 'strategies.work.code', namePl: 'strategies.work.namePl' }, blame: FAULTS },
      (content, form) => {
        // prettier-ignore
        const was = textOf(form, 'was')
        const goals = content.goals ?? []
        const before = goals.find(({ code }) => code === was)
        const goal = goalIn(form, before)
        return { ...content, goals: before ? goals.map((one) => (one === before ? goal : one)) : [...goals, goal] }
      },
    ),

  remove: (event) =>
    keep(event, { fields: {}, blame: FAULTS }, (content, form) => ({
      ...content,
      goals: (content.goals ?? []).filter(({ code }) => code !== textOf(form, 'was')),
    })),

  document: (event) =>
    keep(
      event,
      { fields: { document: 'strategies.work.documentName', day: 'strategies.work.day' } },
      (content, form) => {
        const name = textOf(form, 'document').trim()
        const one = {
          names: { pl: name, en: name, uk: name },
          day: textOf(form, 'day'),
          url: textOf(form, 'url').trim() || undefined,
        }
        return { ...content, documents: [...(content.documents ?? []), one] }
      },
    ),

  publish: async (event) => {
    enterWith(event, 'strategy.edit')
    const { city, actor } = event.locals
    const result = await doing(event, { fields: { grounds: 'strategies.work.grounds' } }, (form) => city.strategy.strategies.publish(actor, event.params.id!, textOf(form, 'grounds').trim())) // prettier-ignore
    return 'done' in result ? back(event, 'published') : result
  },

  drop: async (event) => {
    enterWith(event, 'strategy.edit')
    const { city, actor } = event.locals
    const result = await doing(event, { fields: {} }, () => city.strategy.strategies.drop(actor, event.params.id!))
    if (!('done' in result)) return result
    redirect(303, href(event.locals.lang, '/workspace/strategy', {}, { done: 'dropped' }))
  },
}
