/** The reader's words, as the pages of live things need them. */
import type { City } from '#lib/server/city.ts'
import type { Say } from '#lib/live/things.ts'
import { words, type Lang } from '#words'
import { formatsOf } from '../words.ts'

export const saying = (city: City, lang: Lang): Say => ({ ...words[lang], format: formatsOf(city, lang) })
