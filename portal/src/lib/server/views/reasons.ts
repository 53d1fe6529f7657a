/** Why a value is missing, as a sentence that names measures and areas as people know them. */
import type { Reason } from '#indicators'
import type { City } from '#lib/server/city.ts'
import { words, type Lang, type Values } from '#words'
import { formatsOf } from './words.ts'

/** Gives the sentence of a reason; undefined where there is none, and the page says what it says in general. */
export async function reasonsOf(city: City, lang: Lang): Promise<(reason: Reason) => string | undefined> {
  const [measures, areas] = await Promise.all([city.indicators.measures(), city.places.areas()])
  const names = new Map([...measures, ...areas].map(({ id, names }) => [id, names[lang]]))
  const { period } = formatsOf(city, lang)
  const { t, has } = words[lang]
  const said = (value: unknown) =>
    typeof value === 'string' ? (names.get(value) ?? (/^\d{4}(-|$)/.test(value) ? period(value) : value)) : value
  return ({ code, details }) => {
    const key = `errors.${code}`
    if (!has(key)) return undefined
    const values = Object.fromEntries(
      Object.entries(details).map(([name, value]) => [name, name === 'note' ? noteIn(lang, value).text : said(value)]),
    )
    try {
      return sentenceCase(t(key, values as Values))
    } catch {
      return undefined
    }
  }
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.')
}

/** The note of a withdrawal holds a line for each language in which it was written; the reader's own, or the first. */
export function noteIn(lang: Lang, note: unknown): { text: string; lang?: Lang } {
  const lines = String(note)
    .split('\n')
    .map((line) => {
      const [, one, text] = /^(pl|en|uk): (.+)$/.exec(line) ?? []
      return one ? { text: text!, lang: one as Lang } : { text: line }
    })
  return lines.find((line) => line.lang === lang) ?? lines[0]!
}
