/** What proposals rest on: the price list of an edition, and the layer of who owns the ground. */
import { text } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { href } from '#lib/paths.ts'
import { redirect } from '@sveltejs/kit'
import { brought, enterWith, noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { saying } from '#lib/server/views/maintenance.ts'
import { Refusal } from '#platform/errors'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['prices', 'ground'] as const
const GROUND_BYTES_MAX = 20_000_000

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'participation.organise')
  const { city, actor, lang } = event.locals
  const { budgets, proposals } = city.participation
  const editions = await budgets.all(actor)
  const asked = event.url.searchParams.get('edition')
  const edition = editions.find(({ code }) => code === asked) ?? editions[0]
  const { format } = saying(city, lang)
  const [list, layer] = [edition && (await proposals.basis.prices(edition.code)), await proposals.basis.layer()]
  return {
    ...{ note: noteOf(event, NOTES), edition: edition?.code ?? '' },
    editions: editions.map(({ code, names }) => ({ value: code, label: names[lang] })),
    prices: edition ? await proposals.basis.pricesText(edition.code) : '',
    version: list && list.version > 0 ? { version: list.version, n: list.items.length, at: format.moment(list.at) } : undefined, // prettier-ignore
    layer: layer && { n: layer.parcels, at: format.moment(layer.at), source: layer.source, madeUp: layer.madeUp },
  }
}

/** A layer is read whole: outlines are checked together. */
async function whole(file: Readable) {
  let bytes = 0
  const measured = async function* () {
    for await (const piece of file as AsyncIterable<Buffer>) {
      bytes += piece.length
      if (bytes > GROUND_BYTES_MAX) throw new Refusal('files.tooLarge', 413, { limitBytes: GROUND_BYTES_MAX })
      yield piece
    }
  }
  return { text: await text(Readable.from(measured())), bytes }
}

export const actions: Actions = {
  prices: async (event) => {
    enterWith(event, 'participation.organise')
    const { city, actor, lang } = event.locals
    const asked = { fields: { prices: 'proposals.office.basis.prices' }, blame: { 'proposals.badPrices': 'prices' } } as const // prettier-ignore
    const result = await submitted(event, asked, async ({ prices }, form) => {
      const edition = textOf(form, 'edition')
      await city.participation.proposals.basis.setPrices(actor, edition, prices)
      return { edition }
    })
    if (!('edition' in result)) return result
    redirect(303, href(lang, '/workspace/proposals/basis', {}, { edition: result.edition, done: 'prices' }))
  },
  ground: async (event) => {
    enterWith(event, 'participation.organise')
    const { city, actor, lang } = event.locals
    const blame = { 'proposals.badGround': 'layer', 'files.tooLarge': 'layer', fileMissing: 'layer' }
    const result = await brought(event, blame, whole, async (file, form) => {
      await city.participation.proposals.basis.setGround(actor, file.text, textOf(form, 'source'), form.has('madeUp'))
      return { isDone: true as const }
    })
    if (!('isDone' in result)) return result
    redirect(303, href(lang, '/workspace/proposals/basis', {}, { done: 'ground' }))
  },
}
