/** One plan in the workspace: drafted, sealed, brought to, computed, checked, published. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Readable } from 'node:stream'
import type { FileKind } from '#infrastructure'
import { href } from '#lib/paths.ts'
import { brought, enterWith, noteOf, numberOf, submitted, textOf } from '#lib/server/forms.ts'
import { planIn, typedOf } from '#lib/server/savings.ts'
import { planOf, resultOf, saying, stateOf } from '#lib/server/views/savings.ts'
import { Refusal } from '#platform/errors'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['drafted', 'sealed', 'brought', 'computed', 'adjusted', 'verified', 'published'] as const

const enter = (event: RequestEvent) => enterWith(event, 'infrastructure.write')

export const load: PageServerLoad = async (event) => {
  enter(event)
  const { city, actor, lang } = event.locals
  const say = saying(city, lang)
  const { format, t } = say
  const [found, organisations] = await Promise.all([
    city.infrastructure.savings.whole(actor, event.params.id!),
    city.identity.organisations(),
  ])
  const [newest] = found.results
  return {
    ...{
      note: noteOf(event, NOTES),
      id: found.id,
      title: found.plan.title,
      option: found.plan.option,
      readsByItself:
        found.plan.option === 'C' ? found.plan.series !== undefined : found.plan.groups.every(({ things }) => things),
    },
    state: stateOf(found.seal, newest),
    plan: planOf(say, found),
    typed: typedOf(found.plan),
    organisations: organisations.map(({ id, names }) => ({ value: id, label: names[lang] })),
    files: found.files.map(({ kind, name, sha256, bytes, at }) => ({ kind, name, sha256, bytes: format.bytes(bytes), at: format.moment(at) })), // prettier-ignore
    adjustments: found.adjustments.map(({ id, from, to, perDay, reason }) => ({
      id,
      text: t('savings.adjustments.one', { from: format.day(from), to: to === null ? 'open' : format.day(to), perDay: format.value(perDay, 'kWh'), reason }), // prettier-ignore
    })),
    newest: newest && { id: newest.id, ...resultOf(say, found.plan, newest) },
    mayPublish: actor.can('infrastructure.admin'),
  }
}

/** After what was done, the page of this plan again, saying so. */
function again({ locals: { lang }, params }: RequestEvent, what: (typeof NOTES)[number]): never {
  redirect(303, href(lang, '/workspace/savings/[id]', { id: params.id! }, { done: what }))
}

const DONE = { done: true } as const
/** Does it, and shows the page again; what is refused is said on it. */
async function doing(
  event: RequestEvent,
  note: (typeof NOTES)[number],
  asked: Parameters<typeof submitted>[1],
  work: (form: FormData) => Promise<unknown>,
) {
  enter(event)
  const result = await submitted(event, asked, async (_, form) => {
    await work(form)
    return DONE
  })
  if (!('done' in result)) return result
  again(event, note)
}

const savingsOf = ({ locals: { city } }: RequestEvent) => city.infrastructure.savings
const BLAME = { 'savings.order': 'reportsFrom', 'savings.tooLate': 'begins', 'savings.period': 'to', 'savings.typed': 'perDay' } // prettier-ignore

export const actions: Actions = {
  redraft: (event) =>
    doing(event, 'drafted', { fields: { title: 'savings.workspace.field.title' }, blame: BLAME }, (form) =>
      savingsOf(event).redraft(event.locals.actor, event.params.id!, planIn(form, event.locals.city.info.timezone)),
    ),

  seal: (event) =>
    doing(event, 'sealed', { fields: {} }, () => savingsOf(event).seal(event.locals.actor, event.params.id!)),

  bring: async (event) => {
    enter(event)
    const { actor } = event.locals
    const savings = savingsOf(event)
    const keep = (file: Readable) => savings.keep(actor, file)
    const blame = { fileMissing: 'file', 'files.tooLarge': 'file', malformed: 'file', 'savings.file.unit': 'unit' }
    const result = await brought(event, blame, keep, async ({ name, sha256, bytes }, form) => {
      const kind = textOf(form, 'kind') as FileKind
      await savings.bring(actor, event.params.id!, { name, sha256, bytes, kind, unit: textOf(form, 'unit').trim() || undefined }) // prettier-ignore
      return DONE
    })
    if (!('done' in result)) return result
    again(event, 'brought')
  },

  adjust: (event) =>
    doing(
      event,
      'adjusted',
      { fields: { reason: 'savings.workspace.reason', adjustFrom: 'savings.workspace.from' }, blame: BLAME },
      async (form) => {
        // prettier-ignore
        const found = textOf(form, 'perDay')
        const perDay = numberOf(found)
        if (perDay === undefined) throw new Refusal('savings.typed', 422, { found, right: '12,5' })
        const draft = { from: textOf(form, 'adjustFrom'), to: textOf(form, 'adjustTo') || null, perDay, reason: textOf(form, 'reason') } // prettier-ignore
        await savingsOf(event).adjust(event.locals.actor, event.params.id!, draft)
      },
    ),

  compute: (event) =>
    doing(event, 'computed', { fields: {}, blame: BLAME }, (form) =>
      savingsOf(event).compute(event.locals.actor, event.params.id!, {
        from: textOf(form, 'from') || undefined,
        to: textOf(form, 'to') || undefined,
      }),
    ),

  verify: (event) =>
    doing(event, 'verified', { fields: { as: 'savings.workspace.as', grounds: 'savings.workspace.grounds' } }, (form) =>
      savingsOf(event).verify(event.locals.actor, textOf(form, 'result'), {
        ...{ as: textOf(form, 'as'), grounds: textOf(form, 'grounds') },
        verdict: textOf(form, 'verdict') === 'confirmed' ? 'confirmed' : 'returned',
      }),
    ),

  publish: (event) =>
    doing(event, 'published', { fields: {} }, (form) =>
      savingsOf(event).publish(event.locals.actor, textOf(form, 'result')),
    ),
}
