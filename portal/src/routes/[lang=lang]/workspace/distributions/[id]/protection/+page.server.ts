/** What is done to a table so that nobody can be told from it: weighed, proposed, taken up, and kept for the next delivery. */
import { fail, redirect, type RequestEvent } from '@sveltejs/kit'
import { isOfTable, joined, recognised, treatsOf, type Treat } from '#catalog'
import { href } from '#lib/paths.ts'
import { refuseEntry, submitted, textOf } from '#lib/server/forms.ts'
import { patiently } from '#lib/server/patience.ts'
import { shownOf } from '#lib/server/steward/description.ts'
import { newestOf, placeOf, rulingOf } from '#lib/server/steward/distribution.ts'
import { enter } from '#lib/server/steward/enter.ts'
import * as protection from '#lib/server/steward/protection.ts'
import { sentence, words } from '#words'
import type { Actions, PageServerLoad } from './$types'

const BEHIND = ['ready', 'held', 'opened', 'refused']

export const load: PageServerLoad = async (event) => {
  await enter(event)
  const { city, actor, lang } = event.locals
  const { entry, view } = await placeOf(event, event.params.id)
  if (!actor.can('catalog.describe', entry.organisation)) refuseEntry(lang)
  const [ruling, newest] = [await rulingOf(event, view.id), await newestOf(event, view.id)]
  const findings = newest?.findings ?? []
  const treatment = ruling?.treatment ?? []
  const there = new Set(newest?.columns?.map(({ name }) => name))
  const mayWeigh = newest !== undefined && BEHIND.includes(newest.state) && actor.can('catalog.inspect', entry.organisation) // prettier-ignore
  const look = async () => (mayWeigh ? city.catalog.lastWeighing(actor, newest.id) : undefined)
  const isSettled = (found: Awaited<ReturnType<typeof look>>) => found?.state !== 'weighing' || !event.url.searchParams.has('wait') // prettier-ignore
  const weighing = await patiently(look, isSettled)
  // What was tried stays in the form until something is kept.
  // The rows were read anew since: what was weighed is no longer so.
  const isOld = weighing && newest?.readAt && weighing.at < newest.readAt
  const tried = weighing && ruling && weighing.at > ruling.at ? weighing.asked.treatment : []
  return {
    place: view,
    version: ruling?.version ?? 0,
    columns: (ruling?.dictionary.fields ?? []).map(({ name, type }) => ({
      ...{ name, type, ...protection.shownRule(joined(treatment, tried), name) },
      found: findings.filter(({ column }) => column === name).map(({ detector, severity }) => ({ detector, severity })),
      isThere: there.has(name),
      role: roleOf(weighing?.asked, name),
    })),
    tables: treatment.filter(isOfTable),
    looksLike: newest && mayWeigh ? recognised(await city.catalog.deliveries.view(actor, newest.id)) : undefined,
    delivery: newest && { id: newest.id, number: newest.number },
    mayWeigh,
    weighedMax: city.catalog.weighedMax,
    weighing:
      weighing && !isOld
        ? {
            ...{ id: weighing.id, state: weighing.state, k: weighing.asked.k, progress: weighing.progress },
            ...{ tried: weighing.asked.treatment.length > 0, result: weighing.result },
            failure: weighing.failure && sentence(lang, weighing.failure.code, weighing.failure.details),
          }
        : undefined,
  }
}

function roleOf(asked: { quasi: string[]; sensitive: string[] } | undefined, name: string) {
  if (asked?.quasi.includes(name)) return 'quasi'
  return asked?.sensitive.includes(name) ? 'sensitive' : 'neither'
}

async function ruled(event: RequestEvent) {
  await enter(event)
  const { city, actor } = event.locals
  const ruling = await city.catalog.ruling(actor, event.params.id!)
  return { ...ruling, columns: ruling.dictionary.fields.map(({ name }) => name) }
}
type Ruled = Awaited<ReturnType<typeof ruled>>

/** What the form says goes to `work`; a number that lacks is asked for. */
async function told<T>({ locals: { lang } }: RequestEvent, form: FormData, work: () => Promise<T>) {
  const { t } = words[lang]
  const wrong = (status: number, message: string, field?: string) =>
    fail(status, { errors: [{ field, message }], values: shownOf(form) })
  try {
    return await work()
  } catch (error) {
    if (error instanceof protection.AmountMissing)
      return wrong(422, t('steward.protect.amountMissing', { column: error.message }), `amount-${error.at}`)
    if ((error as { code?: string }).code === 'catalog.overtaken') return wrong(409, t('steward.dictionary.conflict'))
    throw error
  }
}

/** Keeps the rules that `next` makes of those of before, and reads the newest delivery again by them. */
async function kept(event: RequestEvent, next: (ruling: Ruled, form: FormData) => Promise<Treat[]>) {
  const { city, actor, lang } = event.locals
  const id = event.params.id!
  const result = await submitted(event, { fields: {}, blame: { 'catalog.badColumnName': 'as' } }, (_, form) =>
    told(event, form, async () => {
      const ruling = await ruled(event)
      const { dictionary } = ruling
      const treatment = await next(ruling, form)
      await city.catalog.rule(actor, id, { seen: Number(textOf(form, 'seen')), dictionary, treatment })
      const newest = await newestOf(event, id)
      const isOpen = newest && (newest.state === 'stopped' || BEHIND.includes(newest.state))
      return { delivery: isOpen ? (await city.catalog.deliveries.readAgain(actor, newest.id)).id : undefined }
    }),
  )
  if (!('delivery' in result)) return result
  const again = { done: 'protected', wait: '1' }
  redirect(303, result.delivery ? href(lang, '/workspace/deliveries/[id]', { id: result.delivery }, again) : href(lang, '/workspace/distributions/[id]', { id })) // prettier-ignore
}

/** The rules of the proposal that the form means, as it stands in the weighing that showed it. */
async function proposed({ locals: { city, actor, lang } }: RequestEvent, form: FormData): Promise<Treat[]> {
  const { t } = words[lang]
  const { result } = await city.catalog.weighing(actor, textOf(form, 'weighing'))
  const { steps = [] } = result?.proposals[Number(textOf(form, 'proposal'))] ?? {}
  return treatsOf(steps, { as: t('steward.protect.countColumn'), total: t('steward.protect.totalValue') })
}

/** Nothing was chosen of what must be. */
class ChoiceMissing extends Error {}

export const actions: Actions = {
  save: (event) =>
    kept(event, async ({ columns, treatment }, form) => protection.treatmentIn(form, columns, treatment)),

  take: (event) => kept(event, async ({ treatment }, form) => joined(treatment, await proposed(event, form))),

  counts: async (event) => {
    const { lang } = event.locals
    try {
      return await kept(event, async ({ columns, treatment }, form) => {
        const rule = protection.countsIn(form, columns)
        if (!rule) throw new ChoiceMissing()
        return protection.withCounts(treatment, rule)
      })
    } catch (error) {
      if (!(error instanceof ChoiceMissing)) throw error
      return fail(422, { errors: [{ field: undefined, message: words[lang].t('steward.protect.chooseCounts') }], values: {} }) // prettier-ignore
    }
  },

  /** Nothing is kept: what the rule in the form, in a proposal, or one that is kept, would take away. */
  look: async (event) => {
    await enter(event)
    const { city, actor, lang } = event.locals
    const { t } = words[lang]
    return submitted(event, { fields: {} }, async (_, form) => {
      const { columns, treatment } = await ruled(event)
      const at = textOf(form, 'at')
      const ofForm = async () => (form.has('proposal') ? (await proposed(event, form)).find(isOfTable) : protection.countsIn(form, columns)) // prettier-ignore
      const rule = at === '' ? await ofForm() : treatment.filter(isOfTable)[Number(at)]
      const newest = await newestOf(event, event.params.id)
      const isCounting = rule?.rule === 'counts' || rule?.rule === 'aggregate'
      const message = t(isCounting ? 'steward.protect.noDelivery' : 'steward.protect.chooseCounts')
      if (!isCounting || !newest) return fail(422, { errors: [{ field: undefined, message }], values: {} })
      return { looked: { rule, suppression: await city.catalog.suppression(actor, newest.id, rule) } }
    })
  },

  remove: (event) =>
    kept(event, async ({ treatment }, form) => {
      const gone = treatment.filter(isOfTable)[Number(textOf(form, 'at'))]
      return treatment.filter((one) => one !== gone)
    }),

  try: async (event) => {
    const { city, actor, lang } = event.locals
    const id = event.params.id!
    const result = await submitted(event, { fields: {} }, (_, form) =>
      told(event, form, async () => {
        const { treatment, columns } = await ruled(event)
        const [quasi, sensitive] = (['quasi', 'sensitive'] as const).map((role) => protection.withRole(form, columns, role)) // prettier-ignore
        const message = words[lang].t('steward.protect.choose')
        const first = columns.length > 0 ? 'role-0' : undefined
        if (quasi!.length === 0) return fail(422, { errors: [{ field: first, message }], values: shownOf(form) })
        // The rows are as the rules of before left them: only what is new is done to them.
        const isNew = (one: Treat) => !treatment.some((old) => JSON.stringify(old) === JSON.stringify(one))
        const fresh = protection.columnsIn(form, columns, treatment).filter(isNew)
        const newest = (await newestOf(event, id))!
        const asked = { quasi: quasi!, sensitive: sensitive!, treatment: fresh, k: protection.leastIn(form) }
        return { weighing: (await city.catalog.weigh(actor, newest.id, asked)).id }
      }),
    )
    if (!('weighing' in result)) return result
    redirect(303, `${href(lang, '/workspace/distributions/[id]/protection', { id }, { wait: '1' })}#risk`)
  },

  cancel: async (event) => {
    await enter(event)
    const { city, actor, lang } = event.locals
    const id = event.params.id!
    const result = await submitted(event, { fields: {} }, async (_, form) => {
      await city.catalog.cancelWeighing(actor, textOf(form, 'weighing'))
      return { done: true }
    })
    if (!('done' in result)) return result
    redirect(303, `${href(lang, '/workspace/distributions/[id]/protection', { id })}#risk`)
  },
}
