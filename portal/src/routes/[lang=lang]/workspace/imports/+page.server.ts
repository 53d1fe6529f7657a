/** Imports of figures: those there were, and a form that sends one more file. */
import { redirect } from '@sveltejs/kit'
import type { Readable } from 'node:stream'
import { brought, textOf } from '#lib/server/forms.ts'
import { byName, enter, importHref, optionsOf, whoIs } from '#lib/server/imports.ts'
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
  return {
    imports: imports.slice(0, SHOWN).map((one) => ({ ...one, who: whoIs(event, one.broughtBy) })),
    older: imports.length > SHOWN ? imports[SHOWN - 1]?.number : undefined,
    datasets: byName(lang, datasets),
    measures: byName(lang, measures),
    bytesMax: city.indicators.imports.bytesMax,
  }
}

/** The field that a refusal is about. */
const BLAME = {
  fileMissing: 'file',
  'files.tooLarge': 'file',
  'files.diskFull': 'file',
  malformed: 'file',
  'indicators.unknownDataset': 'dataset',
}

export const actions: Actions = {
  default: async (event) => {
    enter(event)
    const { city, actor } = event.locals
    const { imports } = city.indicators
    const keep = (file: Readable) => imports.keep(actor, file)
    const result = await brought(event, BLAME, keep, ({ name, sha256, bytes }, form) =>
      imports.receive(actor, {
        file: { sha256, bytes },
        fileName: name,
        dataset: textOf(form, 'dataset') || undefined,
        options: optionsOf(form),
      }),
    )
    if (!('state' in result)) return result
    redirect(303, importHref(event, result.id, { wait: '', ...(result.before && { done: 'before' }) }))
  },
}
