/** What is done to columns so that nobody can be told from the rows: tried on the rows, and saved. */
import { fail, redirect, type RequestEvent } from '@sveltejs/kit'
import type { Treat } from '#catalog'
import { href } from '#lib/paths.ts'
import { refuseEntry, submitted, textOf } from '#lib/server/forms.ts'
import { shownOf } from '#lib/server/steward/description.ts'
import { newestOf, placeOf, rulingOf } from '#lib/server/steward/distribution.ts'
import { enter } from '#lib/server/steward/enter.ts'
import { AmountMissing, shownRule, treatmentIn, withRole } from '#lib/server/steward/protection.ts'
import { words } from '#words'
import type { Actions, PageServerLoad } from './$types'

const BEHIND = ['ready', 'held', 'opened', 'refused']

export const load: PageServerLoad = async (event) => {
  await enter(event)
  const { city, actor, lang } = event.locals
  const { entry, view } = await placeOf(event, event.params.id)
  if (!actor.can('catalog.describe', entry.organisation)) refuseEntry(lang)
  const [ruling, newest] = [await rulingOf(event, view.id), await newestOf(event, view.id)]
  const findings = newest?.findings ?? []
  const there = new Set(newest?.columns?.map(({ name }) => name))
  return {
    place: view,
    version: ruling?.version ?? 0,
    columns: (ruling?.dictionary.fields ?? []).map(({ name, type }) => ({
      ...{ name, type, ...shownRule(ruling?.treatment ?? [], name) },
      found: findings.filter(({ column }) => column === name).map(({ detector, severity }) => ({ detector, severity })),
      isThere: there.has(name),
    })),
    delivery: newest && { id: newest.id, number: newest.number },
    mayWeigh: newest !== undefined && BEHIND.includes(newest.state) && actor.can('catalog.inspect', entry.organisation),
    weighedMax: city.catalog.weighedMax,
  }
}

async function ruled(event: RequestEvent) {
  await enter(event)
  const { city, actor } = event.locals
  const ruling = await city.catalog.ruling(actor, event.params.id!)
  return { ...ruling, columns: ruling.dictionary.fields.map(({ name }) => name) }
}

/** What the form says goes to `work`; a number that lacks is asked for. */
async function told<T>({ locals: { lang } }: RequestEvent, form: FormData, work: () => Promise<T>) {
  const { t } = words[lang]
  const wrong = (status: number, message: string, field?: string) =>
    fail(status, { errors: [{ field, message }], values: shownOf(form) })
  try {
    return await work()
  } catch (error) {
    if (error instanceof AmountMissing)
      return wrong(422, t('steward.protect.amountMissing', { column: error.message }), `amount-${error.at}`)
    if ((error as { code?: string }).code === 'catalog.overtaken') return wrong(409, t('steward.dictionary.conflict'))
    throw error
  }
}

export const actions: Actions = {
  save: async (event) => {
    const { city, actor, lang } = event.locals
    const id = event.params.id!
    const result = await submitted(event, { fields: {} }, (_, form) =>
      told(event, form, async () => {
        const { dictionary, treatment, columns } = await ruled(event)
        const next = treatmentIn(form, columns, treatment)
        await city.catalog.rule(actor, id, { seen: Number(textOf(form, 'seen')), dictionary, treatment: next })
        const newest = await newestOf(event, id)
        const isOpen = newest && (newest.state === 'stopped' || BEHIND.includes(newest.state))
        return { delivery: isOpen ? (await city.catalog.deliveries.readAgain(actor, newest.id)).id : undefined }
      }),
    )
    if (!('delivery' in result)) return result
    const again = { done: 'protected', wait: '1' }
    redirect(303, result.delivery ? href(lang, '/workspace/deliveries/[id]', { id: result.delivery }, again) : href(lang, '/workspace/distributions/[id]', { id })) // prettier-ignore
  },
  try: async (event) => {
    const { city, actor, lang } = event.locals
    return submitted(event, { fields: {} }, (_, form) =>
      told(event, form, async () => {
        const { treatment, columns } = await ruled(event)
        const [quasi, sensitive] = [withRole(form, columns, 'quasi'), withRole(form, columns, 'sensitive')]
        const message = words[lang].t('steward.protect.choose')
        const first = columns.length > 0 ? 'role-0' : undefined
        if (quasi.length === 0) return fail(422, { errors: [{ field: first, message }], values: shownOf(form) })
        // The rows are as the rules of before left them: only what is new is done to them.
        const isNew = (one: Treat) => !treatment.some((old) => JSON.stringify(old) === JSON.stringify(one))
        const fresh = treatmentIn(form, columns, treatment).filter(isNew)
        const newest = (await newestOf(event, event.params.id!))!
        const weighed = await city.catalog.weigh(actor, newest.id, { quasi, sensitive, treatment: fresh })
        return { weighed, values: shownOf(form), errors: [] }
      }),
    )
  },
}
