/** Editions as organisers see them, and a new one. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { noteOf } from '#lib/server/forms.ts'
import { zoneOfCity } from '#lib/server/organising/fields.ts'
import { bare, enterAsOrganiser, likeThis, organised, suggested } from '#lib/server/organising/index.ts'
import { cardOf, saying } from '#lib/server/views/budgets.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['discarded'] as const
/** With what a new edition begins: no code of an edition has such letters. */
const [PACK, BARE] = ['PACK', 'BARE']

export const load: PageServerLoad = async (event) => {
  enterAsOrganiser(event)
  const { city, actor, lang } = event.locals
  const { budgets } = city.participation
  const say = saying(city, lang)
  const editions = await budgets.all(actor)
  return {
    note: noteOf(event, NOTES),
    editions: editions.map((one) => ({ ...cardOf(say, one, budgets.whereIs(one)), state: one.state })),
    starts: [
      ...(budgets.pack.template ? [{ value: PACK, label: say.t('budgets.work.startPack') }] : []),
      ...editions.map(({ code, names }) => ({ value: code, label: say.t('budgets.work.startLike', { name: names[lang] }) })), // prettier-ignore
      { value: BARE, label: say.t('budgets.work.startBare') },
    ],
    about: budgets.pack.about.map((said) => said[lang]),
    number: Math.max(0, ...editions.map(({ number }) => number)) + 1,
    year: budgets.now().getUTCFullYear() + 1,
  }
}

export const actions: Actions = {
  make: async (event) => {
    enterAsOrganiser(event)
    const { city, actor, lang } = event.locals
    const { budgets } = city.participation
    let code = ''
    const wrong = await organised(
      event,
      async (form) => {
        const [number, year] = [form.number('number', 1_000) ?? 0, form.number('year', 2_200) ?? 0]
        if (number === 0) form.wrong('number', 'missing')
        if (year < 2000) form.wrong('year', 'year')
        const names = form.names()
        form.end()
        const start = form.text('start')
        const like = [PACK, BARE, ''].includes(start) ? undefined : likeThis(await budgets.edition(start, actor))
        const rules = like ?? (start === BARE ? undefined : budgets.pack.template) ?? bare(city.info.currency)
        code = `${city.info.area}-${number}`
        const phases = suggested(zoneOfCity(city.info.timezone), budgets.now())
        await budgets.draft(actor, { ...rules, code, number, year, names, phases })
      },
      { 'participation.editionExists': 'number', 'participation.unknownEdition': 'start' },
    )
    if (wrong) return wrong
    redirect(303, href(lang, '/workspace/budget/[edition]', { edition: code }, { done: 'made' }))
  },
}
