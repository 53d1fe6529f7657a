/** What every component says with: the page's language, its words, its figures, its addresses. */
import { createContext } from 'svelte'
import { bindShortWords } from '#words/catalogue'
import { formatsFor, type Formats } from '#words/format'
import type { Key, Lang, Texts, Words } from '#words'
import { href, type Route } from '#lib/paths.ts'

export type PortalWords = Words<Key> & {
  format: Formats
  /** A text of the data, in the page's language. */
  text(texts: Texts): string
  /** A text that is in the page's language already, with its short words bound to the next. */
  bind(text: string): string
  /** The language of a text of the data where it is not the page's, for its `lang`. */
  foreign(text: { lang: string }): string | undefined
  /** The address of a page, in the page's language. */
  href: <R extends Route>(route: R, ...rest: Tail<Parameters<typeof href<R>>>) => string
}
type Tail<T extends unknown[]> = T extends [unknown, unknown, ...infer Rest] ? Rest : never

export const [useWords, provideWords] = createContext<PortalWords>()

export function portalWords(words: Words<Key>, timezone: string): PortalWords {
  const lang: Lang = words.lang
  return {
    ...words,
    format: formatsFor(lang, words, timezone),
    text: (texts) => bindShortWords(lang, texts[lang]),
    bind: (text) => bindShortWords(lang, text),
    foreign: (text) => (text.lang === lang ? undefined : text.lang),
    href: (route, ...rest) => (href as (...parts: unknown[]) => string)(lang, route, ...rest),
  }
}
