/** The dictionary of a table: its columns, one to be changed, and how the newest delivery differs from it. */
import { fail, redirect, type RequestEvent } from '@sveltejs/kit'
import { isOfTable, renamed, type Treat } from '#catalog'
import type { Dictionary, Field } from '#tables'
import { href } from '#lib/paths.ts'
import { noteOf, submitted, textOf, type FormError } from '#lib/server/forms.ts'
import { shownOf } from '#lib/server/steward/description.ts'
import { against, BadLine, changed, fieldIn, valuesOf } from '#lib/server/steward/dictionary.ts'
import { newestOf, placeOf, rulingOf } from '#lib/server/steward/distribution.ts'
import { enter, whoIs } from '#lib/server/steward/enter.ts'
import { words } from '#words'
import type { Actions, PageServerLoad } from './$types'

const REREADABLE = ['stopped', 'ready', 'held', 'opened', 'refused']

export const load: PageServerLoad = async (event) => {
  await enter(event)
  const { actor } = event.locals
  const { entry, view } = await placeOf(event, event.params.id)
  const [ruling, newest] = [await rulingOf(event, view.id), await newestOf(event, view.id)]
  const columns = newest?.reading?.header.columns
  const name = event.url.searchParams.get('column')
  const field = ruling?.dictionary.fields.find((one) => one.name === name)
  return {
    place: view,
    ruling: ruling && { version: ruling.version, at: ruling.at, who: whoIs(event, ruling.by) },
    fields: ruling?.dictionary.fields.map(shortOf) ?? [],
    dropped: ruling?.dictionary.dropped ?? [],
    ...(ruling ? against(ruling.dictionary, columns) : { fresh: [], gone: [] }),
    columns: columns ?? [],
    chosen: field && { name: field.name, values: valuesOf(field) },
    delivery: newest && REREADABLE.includes(newest.state) ? { id: newest.id, number: newest.number } : undefined,
    mayChange: actor.can('catalog.describe', entry.organisation),
    done: noteOf(event, ['saved'] as const),
  }
}

/** A column as the list shows it: what is out of the ordinary. */
const shortOf = ({ name, source, type, unit, missingValues, constraints, mend }: Field) => ({
  ...{ name, source, type, unit },
  has: [
    ...(source ? ['source' as const] : []),
    ...(missingValues?.length ? ['missingValues' as const] : []),
    ...(constraints ? ['constraints' as const] : []),
    ...(mend?.length ? ['mend' as const] : []),
  ],
})

/** Saves what `change` makes of the dictionary that was read. */
async function saved(event: RequestEvent, change: (dictionary: Dictionary, form: FormData) => Promise<Dictionary>) {
  await enter(event)
  const { city, actor, lang } = event.locals
  const { t } = words[lang]
  const id = event.params.id!
  const blame = { 'catalog.badColumnName': 'name', 'catalog.unknownColumn': 'name' }
  const result = await submitted(event, { fields: {}, blame }, async (_, form) => {
    const { dictionary, treatment } = await city.catalog.ruling(actor, id)
    try {
      const next = await change(dictionary, form)
      const names = new Set(next.fields.map(({ name }) => name))
      const kept = afterRenaming(dictionary, next, treatment).filter((one) => isOfTable(one) || names.has(one.column))
      return await city.catalog.rule(actor, id, {
        seen: Number(textOf(form, 'seen')),
        dictionary: next,
        treatment: kept,
      })
    } catch (error) {
      if (error instanceof BadLine) {
        const message = t('steward.dictionary.badLine', { line: error.message })
        return fail(422, { errors: [{ field: error.field, message }], values: shownOf(form) })
      }
      if ((error as { code?: string }).code !== 'catalog.overtaken') throw error
      return fail(409, {
        errors: [{ message: t('steward.dictionary.conflict') }] as FormError[],
        values: shownOf(form),
      })
    }
  })
  if (!('version' in result)) return result
  redirect(303, href(lang, '/workspace/distributions/[id]/dictionary', { id }, { done: 'saved' }))
}

/** What is done to a column goes along with its new name. */
function afterRenaming(before: Dictionary, after: Dictionary, treatment: Treat[]): Treat[] {
  const old = before.fields.findIndex(({ name }, i) => after.fields.length === before.fields.length && name !== after.fields[i]!.name) // prettier-ignore
  if (old < 0) return treatment
  return treatment.map((one) => renamed(one, before.fields[old]!.name, after.fields[old]!.name))
}

export const actions: Actions = {
  save: (event) =>
    saved(event, async (dictionary, form) => {
      const column = textOf(form, 'column')
      const fields = dictionary.fields.map((field) => (field.name === column ? fieldIn(form, field) : field))
      const at = dictionary.fields.findIndex(({ name }) => name === column)
      const primaryKey = dictionary.primaryKey?.map((name) => (name === column ? fields[at]!.name : name))
      return { ...dictionary, fields, ...(primaryKey && { primaryKey }) }
    }),
  change: (event) =>
    saved(event, async (dictionary, form) => {
      const newest = await newestOf(event, event.params.id!)
      return changed(dictionary, textOf(form, 'act'), textOf(form, 'column'), newest?.reading?.columns ?? [])
    }),
  again: async (event) => {
    await enter(event)
    const { city, actor, lang } = event.locals
    const result = await submitted(event, { fields: {} }, (_, form) =>
      city.catalog.deliveries.readAgain(actor, textOf(form, 'delivery')),
    )
    if (!('state' in result)) return result
    redirect(303, href(lang, '/workspace/deliveries/[id]', { id: result.id }, { done: 'again', wait: '1' }))
  },
}
