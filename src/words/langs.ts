/** The languages of the house. Polish comes first: it is the original. */
export const LANGS = ['pl', 'en', 'uk'] as const
export type Lang = (typeof LANGS)[number]

/** The same text in every language, as data carry it. */
export type Texts = Record<Lang, string>

export const isLang = (text: unknown): text is Lang => LANGS.includes(text as Lang)

/** How each language calls itself. */
export const LANGUAGE_NAMES: Texts = { pl: 'Polski', en: 'English', uk: 'Українська' }

/** The best language for an Accept-Language header; Polish where nothing fits. */
export function preferredLang(header: string | undefined | null): Lang {
  const wanted = (header ?? '').split(',', 20).map((part, order) => {
    const [tag = '', ...options] = part.trim().toLowerCase().split(';')
    const quality = options
      .find((option) => option.trim().startsWith('q='))
      ?.trim()
      .slice(2)
    return { lang: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) || 0, order }
  })
  wanted.sort((a, b) => b.quality - a.quality || a.order - b.order)
  const best = wanted.find(({ lang, quality }) => quality > 0 && isLang(lang))?.lang
  return isLang(best) ? best : 'pl'
}
