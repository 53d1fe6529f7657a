/** The page's words on the server, for what is drawn or decided before the page is. */
import { formatsFor, words, type Formats, type Lang } from '#words'
import type { City } from '#lib/server/city.ts'

export function formatsOf(city: City, lang: Lang): Formats {
  return formatsFor(lang, words[lang], city.info.timezone)
}
