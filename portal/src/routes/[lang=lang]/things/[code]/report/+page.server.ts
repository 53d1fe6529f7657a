/** A fault reported by whoever stands before the thing: one screen, no account. */
import { error, redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { isRefusal, perhapsBrought, textOf } from '#lib/server/forms.ts'
import { visitor } from '#platform/actor'
import { systemClock } from '#platform/clock'
import { sentence } from '#words'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang }, params }) => {
  try {
    const { assets } = city.infrastructure
    const { code, kind, kindNames, name, state } = await assets.one(visitor, params.code)
    if (state === 'scrapped') error(404, sentence(lang, 'things.unknown', { code }))
    const faults = assets.kinds.find((one) => one.code === kind)?.faults ?? []
    return {
      ...{ code, thing: name ?? `${kindNames[lang]} ${code}`, begunAt: systemClock.now().toISOString() },
      faults: faults.map(({ code: value, names }) => ({ value, label: names[lang] })),
    }
  } catch (problem) {
    if (isRefusal(problem) && problem.status === 404) error(404, sentence(lang, problem.code, problem.details))
    throw problem
  }
}

const BLAME = {
  'things.faultUnknown': 'fault',
  'things.reportWords': 'words',
  'things.fileType': 'photo',
  'files.tooLarge': 'photo',
}

export const actions: Actions = {
  default: async (event) => {
    const { city, lang, address } = event.locals
    const { reports } = city.infrastructure.assets
    const result = await perhapsBrought(
      event,
      BLAME,
      (photo) => reports.bringPhoto(address, photo),
      async (photo, form) => ({
        receipt: await reports.report(
          address,
          event.params.code,
          {
            ...{ fault: textOf(form, 'fault'), words: textOf(form, 'words').slice(0, 1000), language: lang },
            ...{ contact: textOf(form, 'contact').slice(0, 200), website: textOf(form, 'website') },
            begunAt: new Date(textOf(form, 'begunAt') || 0),
          },
          photo && { sha256: photo.sha256, mediaType: photo.mediaType },
        ),
      }),
    )
    if (!('receipt' in result)) return result
    redirect(303, href(lang, '/things/reports/[receipt]', { receipt: result.receipt }, { done: 'sent' }))
  },
}
