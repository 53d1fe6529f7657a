/** Taking published figures back: which of those that still stand, and the public note. */
import { error, fail, redirect } from '@sveltejs/kit'
import { submitted, textOf } from '#lib/server/forms.ts'
import { enter, importHref } from '#lib/server/imports.ts'
import { placedIn } from '#lib/server/views/findings.ts'
import { sentence, words } from '#words'
import type { Actions, PageServerLoad } from './$types'

const SHOWN = 200
const LANGUAGES = ['pl', 'en', 'uk'] as const

export const load: PageServerLoad = async (event) => {
  enter(event)
  const { city, actor, lang } = event.locals
  if (!actor.can('indicators.publish')) error(403, sentence(lang, 'forbidden'))
  const { imports } = city.indicators
  const found = await imports.preview(actor, event.params.id)
  const standing = found.state === 'published' ? await city.indicators.standing(actor, found.id) : []
  const placed = await placedIn(city, lang, standing.slice(0, SHOWN))
  return {
    found: { id: found.id, number: found.number, fileName: found.fileName },
    total: standing.length,
    figures: placed.map((place, i) => ({ ...place, value: standing[i]!.value, key: keyOf(standing[i]!) })),
  }
}

type Cell = { area: string; measure: string; dimension: string; period: string }
const keyOf = ({ area, measure, dimension, period }: Cell) => [area, measure, dimension, period].join('|')
function cellOf(key: string): Cell {
  const [area = '', measure = '', dimension = '', period = ''] = key.split('|')
  return { area, measure, dimension, period }
}

export const actions: Actions = {
  default: async (event) => {
    const { city, actor, lang } = event.locals
    const id = event.params.id!
    const { t } = words[lang]
    const result = await submitted(event, { fields: {} }, async (_, form) => {
      const notes = Object.fromEntries(LANGUAGES.map((one) => [one, textOf(form, `note-${one}`)]))
      const values = {
        ...Object.fromEntries(LANGUAGES.map((one) => [`note-${one}`, notes[one]!])),
        which: textOf(form, 'which'),
      }
      const wrong = (field: string, message: string) => fail(422, { errors: [{ field, message }], values })
      if (Object.values(notes).every((note) => note!.trim() === ''))
        return wrong('note-pl', t('checking.withdraw.noteMissing'))
      const cells = form.getAll('figure').map((key) => cellOf(String(key)))
      const isSome = textOf(form, 'which') === 'some'
      if (isSome && cells.length === 0) return wrong('which-some', t('checking.withdraw.chooseSome'))
      return city.indicators.withdraw(actor, id, { notes, ...(isSome && { cells }) })
    })
    if (!('seq' in result)) return result
    redirect(303, importHref(event, id, { done: 'withdrawn', seq: String(result.seq), rows: String(result.rows) }))
  },
}
