/** Imports of figures: those there were, and a form that sends one more file. */
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { fail, redirect } from '@sveltejs/kit'
import type { Arrival } from '#indicators'
import { submitted, textOf } from '#lib/server/forms.ts'
import { enter, importHref } from '#lib/server/imports.ts'
import { sentence } from '#words'
import type { Actions, PageServerLoad } from './$types'

const SHOWN = 50

export const load: PageServerLoad = async (event) => {
  enter(event)
  const { city, actor, lang } = event.locals
  const before = Number(event.url.searchParams.get('before')) || undefined
  const [imports, datasets, measures] = await Promise.all([
    city.indicators.imports.list(actor, SHOWN + 1, before),
    city.indicators.datasets(),
    city.indicators.measures(),
  ])
  const named = <T extends { id: string; names: Record<typeof lang, string> }>(things: T[]) =>
    things.map(({ id, names }) => ({ id, name: names[lang] })).sort((a, b) => a.name.localeCompare(b.name, lang))
  return {
    imports: imports.slice(0, SHOWN),
    older: imports.length > SHOWN ? imports[SHOWN - 1]?.number : undefined,
    datasets: named(datasets),
    measures: named(measures),
    bytesMax: city.indicators.imports.bytesMax,
    me: actor.id,
  }
}

export const actions: Actions = {
  default: async (event) => {
    const { city, actor, lang } = event.locals
    const result = await submitted(event, { fields: {} }, async (_, form) => {
      const file = form.get('file')
      if (!(file instanceof File) || file.size === 0)
        return fail(400, { errors: [{ field: 'file', message: sentence(lang, 'fileMissing') }], values: {} })
      return city.indicators.imports.receive(actor, {
        // The same stream, under the names that the browser and Node give it.
        file: Readable.fromWeb(file.stream() as ReadableStream),
        fileName: file.name.slice(0, 255),
        dataset: textOf(form, 'dataset') || undefined,
        options: optionsOf(form),
      })
    })
    if (!('state' in result)) return result
    redirect(303, importHref(event, result.id, result.before ? { done: 'before' } : {}))
  },
}

/** What the reader is told; what is left to it, is not said. */
function optionsOf(form: FormData): Arrival['options'] {
  const said = (name: string) => textOf(form, name) || undefined
  const measure = said('measure')
  const options = { encoding: said('encoding'), decimal: said('decimal'), mapping: measure ? { measure } : undefined }
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}
