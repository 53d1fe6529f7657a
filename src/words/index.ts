/** Words: what the house says, in three languages. A message missing in one of them is a type error. */
import { speak, type Values, type Words } from './catalogue.ts'
import en, { type Key } from './en.ts'
import { formatsFor, type Formats } from './format.ts'
import type { Lang } from './langs.ts'
import pl from './pl.ts'
import uk from './uk.ts'

export { isLang, LANGS, LANGUAGE_NAMES, preferredLang, type Lang, type Texts } from './langs.ts'
export { chanceSaid, effectSaid, type EffectSaid, type EffectTold } from './effects/said.ts'
export { decisionSaid } from './counting/said.ts'
export { formatsFor, type Formats, type Key, type Values, type Words }

/** Each language's voice. */
export const words: Record<Lang, Words<Key>> = { pl: speak('pl', pl), en: speak('en', en), uk: speak('uk', uk) }

export const translate = (lang: Lang, key: Key, values?: Values): string => words[lang].t(key, values)

/** The sentence of a refusal. Where there is none, or what it needs is not known, it says that something failed and names the code. */
export function sentence(lang: Lang, code: string, details?: Record<string, unknown>): string {
  const key = `errors.${code}`
  const { t, has } = words[lang]
  const namesItself = details !== undefined && ['option', 'name'].some((one) => one in details)
  if (!namesItself && isBlank(details?.found) && typeof details?.right === 'string') return t('errors.field.empty', details as Values) // prettier-ignore
  try {
    if (has(key)) return t(key, daysSaid(lang, code, details) as Values)
  } catch {
    // A placeholder without its value: the code still says what it was.
  }
  return t('shell.error.unnamed', { code })
}

const DAY = /^\d{4}-\d\d-\d\d$/
/** Days as people write them; what was found in a table, and what should stand there, are told as they are written there. */
function daysSaid(lang: Lang, code: string, details: Record<string, unknown> = {}): Record<string, unknown> {
  if (code.startsWith('stats.')) return details
  const isDay = ([name, value]: [string, unknown]) => typeof value === 'string' && DAY.test(value) && !['found', 'right', 'value'].includes(name) // prettier-ignore
  const days = Object.entries(details).filter(isDay)
  if (days.length === 0) return details
  const { day } = formatsFor(lang, words[lang])
  return { ...details, ...Object.fromEntries(days.map(([name, value]) => [name, day(value as string)])) }
}

/** Where nothing was typed there is nothing that could not be read; a sentence that names what it is about says so itself. */
const isBlank = (found: unknown): boolean => typeof found === 'string' && found.trim() === ''
