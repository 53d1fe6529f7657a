/** The newest publications as an Atom feed. An entry's id is that of its place in the ledger, in every language. */
import { href } from '#lib/paths.ts'
import { atom } from '#lib/server/views/atom.ts'
import { publicationsOf, type PublicationLine } from '#lib/server/views/publications.ts'
import { words, type Lang } from '#words'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ url, locals: { city, lang } }) => {
  const { publications } = await publicationsOf(city, lang)
  const { t } = words[lang]
  const page = url.origin + href(lang, '/indicators/publications')
  const entries = publications.map((one) => {
    const what = one.title ?? t('checking.publications.vintage', { seq: one.seq })
    return {
      ...{ id: one.entryId, at: one.at, category: one.kind, page: `${page}#v${one.seq}` },
      title: `${what}: ${t(`checking.publications.kinds.${one.kind}`)}`,
      summary: [saidOf(one, lang), one.note?.text].filter(Boolean).join(' '),
    }
  })
  const self = url.origin + href(lang, '/indicators/publications/feed.atom')
  const [title, subtitle] = [t('checking.publications.title'), t('checking.publications.lead')]
  return atom(city, lang, { origin: url.origin, page, self, title, subtitle, entries })
}

/** What the publication changed, in a sentence. */
function saidOf({ kind, added, corrected, of, definitionCount, definitions }: PublicationLine, lang: Lang): string {
  const { t } = words[lang]
  switch (kind) {
    case 'definition': {
      const named = definitions.map(({ name }) => name).join(', ')
      const more = definitionCount - definitions.length
      const rest = more > 0 ? ` ${t('checking.publications.moreDefinitions', { n: more })}` : ''
      return `${t('checking.publications.definitions', { n: definitionCount })} ${named}${rest}`
    }
    case 'withdrawn':
      return t('checking.publications.withdrawn', { n: corrected ?? 0, file: of?.fileName ?? '' })
    case 'published':
    case 'corrected':
      return added === null || corrected === null ? '' : t('checking.publications.figures', { added, corrected })
    default:
      return t(`checking.publications.${kind}`)
  }
}
