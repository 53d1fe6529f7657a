/** Addresses of non-members that are read once a day; a catalogue is looked into for more. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { done, enterWith, noteOf, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { patiently } from '#lib/server/patience.ts'
import { saying } from '#lib/server/views/projects.ts'
import { visitOf } from '#lib/server/views/visits.ts'
import type { ListedCatalogue, SourceDraft } from '#network'
import { sentence } from '#words'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'network.organise')
  const { city, lang, actor } = event.locals
  const { sources } = city.network
  const waited = event.url.searchParams.get('wait')
  if (waited) await patiently(() => sources.wasRead(actor, waited), (visit) => visit?.state !== 'underWay') // prettier-ignore
  const { t, format } = saying(city, lang)
  const definitions = (await city.indicators.definitions()).filter(({ standards }) => standards.length > 0)
  const names = new Map(definitions.map(({ id, names: own }) => [id, own[lang]]))
  return {
    note: noteOf(event, ['subscribed', 'ended']),
    indicators: definitions
      .map(({ id, standards }) => ({
        value: id,
        label: `${names.get(id)} (${standards[0]!.standard} ${standards[0]!.code})`,
      })) // prettier-ignore
      .toSorted((a, b) => a.label.localeCompare(b.label, lang)),
    sources: await Promise.all((await sources.list()).map(async ({ id, sender, address, indicator, version, claims, goodAt, nextAt, failures, failure }) => ({
      ...{ id, sender, address, version, indicator: names.get(indicator) ?? indicator, failures },
      visit: visitOf(city, lang, 'source', await sources.wasRead(actor, id)),
      values: t('sources.values', { n: claims }),
      good: goodAt && t('sources.good', { moment: format.moment(goodAt) }),
      next: t('sources.next', { moment: format.moment(nextAt) }),
      problem: failure && `${t('sources.failing', { n: failures })} ${sentence(lang, failure.code, failure.details)}`,
    }))), // prettier-ignore
  }
}

const optional = (form: FormData, name: string) => textOf(form, name).trim() || undefined
const draftIn = (form: FormData): SourceDraft => ({
  ...{ sender: textOf(form, 'sender'), address: textOf(form, 'address'), indicator: textOf(form, 'indicator') },
  ...{ version: textOf(form, 'version'), unit: textOf(form, 'unit') },
  ...{ area: optional(form, 'area'), measure: optional(form, 'measure') },
  where: textOf(form, 'where').split('\n').filter((line) => line.includes('=')).map((line) => {
    const at = line.indexOf('=')
    return { column: line.slice(0, at).trim(), value: line.slice(at + 1).trim() }
  }), // prettier-ignore
})

const FORM = {
  fields: { sender: 'sources.sender', address: 'sources.address', indicator: 'sources.indicator', version: 'sources.version', unit: 'sources.unit', grounds: 'sources.grounds' },
  blame: { 'governance.unfitText': 'grounds', 'net.badAddress': 'address', 'net.privateAddress': 'address', 'sources.noStandard': 'indicator', 'sources.unknownIndicator': 'indicator' },
} as const // prettier-ignore

const WRONG_CATALOGUE = Object.fromEntries(
  [
    ...[
      'net.badAddress',
      'net.privateAddress',
      'net.unreachable',
      'net.timeout',
      'net.tooLarge',
      'net.undecodable',
      'net.tooManyRedirects',
    ],
    ...['noCatalogue', 'answered', 'aPage', 'notRdf', 'tooDeep', 'tooMuchRdf', 'tooSlow'].map(
      (code) => `sources.${code}`,
    ),
    ...['peers.notJson', 'peers.tooDeep'],
  ].map((code) => [code, 'catalogue']),
)

/** What comes of a reading is said with its source. */
const visiting = (work: 'readNow' | 'cancelReading') => async (event: RequestEvent) => {
  const { city, actor, lang } = event.locals
  let source = ''
  const result = await doing(event, { fields: {} }, (form) => city.network.sources[work](actor, (source = textOf(form, 'source')))) // prettier-ignore
  if (!('done' in result)) return result
  redirect(303, `${href(lang, '/workspace/network/sources', {}, { wait: source })}#source-${source}`)
}

export const actions: Actions = {
  visit: visiting('readNow'),
  cancelVisit: visiting('cancelReading'),
  subscribe: async (event) => {
    const { city, actor } = event.locals
    const result = await doing(event, FORM, (form) => city.network.sources.subscribe(actor, draftIn(form), textOf(form, 'grounds'))) // prettier-ignore
    return 'done' in result ? done(event, '/workspace/network/sources', 'subscribed') : result
  },
  end: async (event) => {
    const { city, actor } = event.locals
    const asked = { fields: { why: 'sources.grounds' }, blame: { 'governance.unfitText': 'why' } } as const
    const result = await doing(event, asked, (form) => city.network.sources.end(actor, textOf(form, 'source'), textOf(form, 'why'))) // prettier-ignore
    return 'done' in result ? done(event, '/workspace/network/sources', 'ended') : result
  },
  look: async (event) => {
    const { city, actor, lang } = event.locals
    let catalogue: ListedCatalogue | undefined
    let values = {}
    const asked = {
      fields: { catalogue: 'sources.catalogue', words: 'sources.catalogueWords' },
      blame: WRONG_CATALOGUE,
    } as const
    const result = await doing(event, asked, async (form) => {
      const [address, words] = [textOf(form, 'catalogue'), textOf(form, 'words')]
      values = { catalogue: address, words }
      catalogue = await city.network.sources.listed(actor, address, { words, languages: [lang, 'en'] })
    })
    return 'done' in result ? { listed: catalogue, values } : result
  },
  /** The address of a file that a catalogue lists, filled into the form. */
  take: async ({ request }) => {
    const form = await request.formData()
    return { values: { address: textOf(form, 'address'), sender: textOf(form, 'sender') } }
  },
}
