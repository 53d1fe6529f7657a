/** A file of the budget as it was read: what it brings, what does not add up, and its publication by another person. */
import { error, redirect } from '@sveltejs/kit'
import { moneyDiffers } from '#strategy'
import { sentence } from '#words'
import { href } from '#lib/paths.ts'
import { enterWith, isRefusal, noteOf, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { checkRows, exactOf, scopeOf } from '#lib/server/views/money.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { Actions, PageServerLoad } from './$types'

const CHECKS_SHOWN_MAX = 200

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'strategy.edit')
  const { city, actor, lang } = event.locals
  const say = saying(city, lang)
  const found = await city.strategy.money.preview(actor, event.params.id).catch((problem: unknown) => {
    if (isRefusal(problem)) error(problem.status, sentence(lang, problem.code, problem.details))
    throw problem
  })
  const amount = exactOf(say, found.currency)
  const differing = found.checks.filter(moneyDiffers)
  return {
    ...{ id: found.id, fileName: found.fileName, sha256: found.sha256, state: found.state, lines: found.lines },
    ...{ at: say.format.moment(found.at), isOwn: found.by === actor.id, mayPublish: actor.can('strategy.publish') },
    done: noteOf(event, ['published', 'dropped']),
    sums: found.sums.map((one) => ({ scope: scopeOf(say, one), amount: amount(one.amount_minor), lines: say.t('money.work.lines', { count: one.lines }) })), // prettier-ignore
    checks: checkRows(say, differing.slice(0, CHECKS_SHOWN_MAX), found.currency),
    first: found.first.map((one) => ({
      ...{ line: `${one.line}`, scope: scopeOf(say, { ...one, division: one.division ?? undefined, chapter: one.chapter ?? undefined } as never) }, // prettier-ignore
      ...{ title: one.title ?? '–', amount: amount(one.amount_minor) },
    })),
  }
}

export const actions: Actions = {
  publish: async (event) => {
    const { city, actor, lang } = event.locals
    const { id } = event.params
    const asked = { fields: { grounds: 'money.work.grounds' }, blame: { 'governance.unfitText': 'grounds' } } as const
    const result = await doing(event, asked, (form) => city.strategy.money.publish(actor, id, textOf(form, 'grounds')))
    if (!('done' in result)) return result
    redirect(303, href(lang, '/workspace/money/[id]', { id }, { done: 'published' }))
  },
  drop: async (event) => {
    const { city, actor, lang } = event.locals
    const { id } = event.params
    const result = await doing(event, { fields: {} }, () => city.strategy.money.drop(actor, id))
    if (!('done' in result)) return result
    redirect(303, href(lang, '/workspace/money/[id]', { id }, { done: 'dropped' }))
  },
}
