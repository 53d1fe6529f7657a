/** One language's words, fetched when asked for: what a page in the browser needs, and not the other two. */
import type { Catalogue } from './en.ts'
import { speak } from './catalogue.ts'
import type { Lang } from './langs.ts'

const catalogues: Record<Lang, () => Promise<{ default: Catalogue }>> = {
  pl: () => import('./pl.ts'),
  en: () => import('./en.ts'),
  uk: () => import('./uk.ts'),
}

export async function loadWords(lang: Lang) {
  return speak(lang, (await catalogues[lang]()).default)
}
