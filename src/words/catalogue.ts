/** The engine under the catalogues: nested messages, their keys as types, and one language's voice. */
import { IntlMessageFormat } from 'intl-messageformat'
import type { Lang } from './langs.ts'

export type Messages = { readonly [name: string]: string | Messages }

/** What a translation of `T` must hold: every message, and no other. */
export type Shape<T extends Messages> = {
  readonly [K in keyof T]: T[K] extends string ? string : T[K] extends Messages ? Shape<T[K]> : never
}

/** Every message's key: the names on the way to it, joined by dots. */
export type Keys<T extends Messages> = {
  [K in keyof T & string]: T[K] extends string ? K : T[K] extends Messages ? `${K}.${Keys<T[K]>}` : never
}[keyof T & string]

export type Values = Record<string, string | number | boolean | Date | null | undefined>

/** One language's voice. */
export type Words<Key extends string> = {
  readonly lang: Lang
  t(key: Key, values?: Values): string
  /** Is there such a message? For keys that are made at run time, such as the code of a refusal. */
  has(key: string): key is Key
}

/** Messages by their whole key. A name may itself hold dots: `errors` + `places.unknown`. */
export function flatten(messages: Messages, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [name, message] of Object.entries(messages)) {
    if (typeof message === 'string') flat.set(prefix + name, message)
    else for (const [key, text] of flatten(message, `${prefix}${name}.`)) flat.set(key, text)
  }
  return flat
}

/** Making an Intl object costs more than using it a hundred times; there are few kinds, so each is kept. */
function kept<Options, Made>(make: (locale: string | string[] | undefined, options: Options | undefined) => Made) {
  const made = new Map<string, Made>()
  return (locale?: string | string[], options?: Options): Made => {
    const key = JSON.stringify([locale, options])
    let found = made.get(key)
    if (!found) made.set(key, (found = make(locale, options)))
    return found
  }
}

/** The number of a day stays on the line of its month: 5 maja; and what makes a year of a Ukrainian number, of that number: 2026 р. */
const bindDay = (text: string): string => text.replace(/(?<=(?:^|\D)\d{1,2}) (?=\p{L})| (?=р\.)/gu, '\u00a0')

function boundDays(made: Intl.DateTimeFormat): Intl.DateTimeFormat {
  const { format } = made
  const formatRange = made.formatRange.bind(made)
  return Object.defineProperties(made, {
    format: { value: (at?: Date | number) => bindDay(format(at)) },
    formatRange: { value: (from: Date, to: Date) => bindDay(formatRange(from, to)) },
  })
}

/** Numbers inside sentences are grouped also at four digits: 3 204, as on the rest of the page. */
export const formatters = {
  getNumberFormat: kept<object, Intl.NumberFormat>(
    (locale, options) => new Intl.NumberFormat(locale, { useGrouping: 'always', ...options }),
  ),
  getDateTimeFormat: kept<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>((locale, options) =>
    boundDays(new Intl.DateTimeFormat(locale, options)),
  ),
  getPluralRules: kept<Intl.PluralRulesOptions, Intl.PluralRules>(
    (locale, options) => new Intl.PluralRules(locale, options),
  ),
}

/** One-letter words do not stand at the end of a line in Polish and Ukrainian. */
const SHORT_WORDS = /(?<=^|[\s({„«])([aiouwzіїйвузоая]) (?=[^{])/giu

export const bindShortWords = (lang: Lang, text: string): string =>
  lang === 'en' ? text : text.replace(SHORT_WORDS, '$1\u00a0')

/** A sentence that ends in a Ukrainian year, 2026 р., has its full stop already. */
const once = (text: string): string => text.replace(/(?<=\d[ \u00a0]р\.)\./g, '')

/** Messages are parsed when first said, and kept. A message without placeholders is said as it stands. */
export function speak<T extends Messages>(lang: Lang, catalogue: T): Words<Keys<T>> {
  const texts = flatten(catalogue)
  const parsed = new Map<string, IntlMessageFormat>()
  return {
    lang,
    has: (key): key is Keys<T> => texts.has(key),
    t(key, values) {
      const text = texts.get(key)
      if (text === undefined) throw new Error(`no message "${key}" in ${lang}`)
      if (!/[{'<]/.test(text)) return bindShortWords(lang, text)
      let message = parsed.get(key)
      if (!message) {
        message = new IntlMessageFormat(bindShortWords(lang, text), lang, undefined, { formatters, ignoreTag: true })
        parsed.set(key, message)
      }
      return once(String(message.format(values)))
    },
  }
}
