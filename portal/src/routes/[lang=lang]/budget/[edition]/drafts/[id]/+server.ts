/** What is written, saved while it is written: the fields of the form, and the revision that was read. */
import { json } from '@sveltejs/kit'
import { keepDraft, standing } from '#lib/server/drafts.ts'
import { editionOf } from '#lib/server/proposals.ts'
import { saying } from '#lib/server/views/maintenance.ts'
import type { RequestHandler } from './$types'

const FIELDS_MAX = 300
const isWritten = (data: unknown): data is [string, string][] =>
  Array.isArray(data) && data.length <= FIELDS_MAX && data.every((one) => Array.isArray(one) && one.length === 2 && one.every((text) => typeof text === 'string')) // prettier-ignore

export const PUT: RequestHandler = async (event) => {
  const { city, lang, actor } = event.locals
  if (actor.kind === 'visitor') return json({}, { status: 401 })
  const data: unknown = await event.request.json().catch(() => undefined)
  if (!isWritten(data)) return json({}, { status: 400 })
  const form = new FormData()
  for (const [name, value] of data) form.append(name, value)
  const result = await keepDraft(event, form)
  if (!('kept' in result)) return json(result.data, { status: result.status })
  const at = saying(city, lang).format.moment(city.participation.budgets.now())
  return json({ kept: result.kept, at, standing: await standing(event, await editionOf(event)) })
}
