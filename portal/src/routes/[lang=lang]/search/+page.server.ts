/** One search over what is published. */
import { searchGuide } from '#lib/server/guide.ts'
import { shortName } from '#lib/server/views/doors.ts'
import { href } from '#lib/paths.ts'
import type { Finding } from '#indicators'
import type { Lang } from '#words'
import type { PageServerLoad } from './$types'

const QUERY_CHARS_MAX = 200
const FOUND_MAX = 60

export const load: PageServerLoad = async ({ url, locals: { city, lang } }) => {
  const query = (url.searchParams.get('q') ?? '').trim().slice(0, QUERY_CHARS_MAX)
  const found = query ? await city.indicators.search(query, FOUND_MAX) : []
  const standards = new Map(city.indicators.standards().map(({ id, name }) => [id, shortName(name[lang])]))
  const standardOf = ({ kind, id }: Finding) => (kind === 'standard' ? standards.get(id.split('/')[0]!) : undefined)
  return {
    query,
    chapters: searchGuide(lang, query).map(({ id, title }) => ({
      title,
      to: href(lang, '/guide/[chapter]', { chapter: id }),
    })),
    found: found.map((one) => ({ ...one, name: one.names[lang], in: standardOf(one), to: addressOf(lang, one) })),
  }
}

/** Where a thing is shown; a standard's indicator is found as `standard/theme#code`. */
function addressOf(lang: Lang, { kind, id }: Finding): string {
  if (kind === 'indicator') return href(lang, '/indicators/[id]', { id })
  if (kind === 'standard') {
    const [standard = '', rest = ''] = id.split('/')
    return href(lang, '/indicators/themes/[standard]/[theme]', { standard, theme: rest.split('#')[0]! })
  }
  return kind === 'area' ? `${href(lang, '/city')}#${id}` : `${href(lang, '/data')}#${id}`
}
