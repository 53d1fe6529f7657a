/** One distribution: a file is delivered here; what came in, and what is public. */
import { redirect } from '@sveltejs/kit'
import type { Readable } from 'node:stream'
import { href } from '#lib/paths.ts'
import { brought, noteOf } from '#lib/server/forms.ts'
import { placeOf, versionsOf } from '#lib/server/steward/distribution.ts'
import { enter, whoIs } from '#lib/server/steward/enter.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['added', 'withdrawn'] as const

export const load: PageServerLoad = async (event) => {
  await enter(event)
  const { city, actor } = event.locals
  const { entry, view } = await placeOf(event, event.params.id)
  const deliveries = view.kind === 'service' ? [] : await city.catalog.deliveries.list(actor, view.id)
  return {
    place: view,
    deliveries: deliveries.map(({ id, number, fileName, state, rows, problemCount, broughtBy, broughtAt }) => ({
      ...{ id, number, fileName, state, rows, problems: problemCount, who: whoIs(event, broughtBy), at: broughtAt },
    })),
    versions: await versionsOf(event, view.id),
    bytesMax: city.catalog.deliveries.bytesMax,
    may: {
      deliver: actor.can('catalog.deliver', entry.organisation) && view.kind !== 'service',
      withdraw: actor.can('catalog.withdraw', entry.organisation),
    },
    done: noteOf(event, NOTES),
  }
}

const BLAME = {
  ...{ fileMissing: 'file', 'files.tooLarge': 'file', 'files.diskFull': 'file', malformed: 'file' },
}

export const actions: Actions = {
  default: async (event) => {
    await enter(event)
    const { city, actor, lang } = event.locals
    const { deliveries } = city.catalog
    const id = event.params.id!
    const keep = (file: Readable) => deliveries.keep(actor, id, file)
    const result = await brought(event, BLAME, keep, ({ name, mediaType, ...file }) =>
      deliveries.receive(actor, id, { file, fileName: name, mediaType: mediaType ?? 'application/octet-stream' }),
    )
    if (!('state' in result)) return result
    const query = { wait: '1', ...(result.before && { done: 'before' }) }
    redirect(303, href(lang, '/workspace/deliveries/[id]', { id: result.id }, query))
  },
}
