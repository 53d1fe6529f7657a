/** A challenge in words: lines of its log as people read them. Pure. */
import type { Formats } from '#words/format'
import { LANGS, type Key, type Lang, type Values, type Words } from '#words'
import type { Line } from './types.ts'

type Voice = Pick<Words<Key>, 't'> & { format: Formats; lang: Lang }

/** In the reader's language, or else in one that there is. */
export function said(texts: Partial<Record<Lang, string>>, lang: Lang): { text: string; lang: Lang } {
  const found = [lang, ...LANGS].find((one) => texts[one])!
  return { text: texts[found]!, lang: found }
}

/** What happened, and what was said of it. */
export function lineOf(
  { t, format }: Voice,
  { kind, content: given }: Pick<Line, 'kind' | 'content'>,
): { what: string; text: string } {
  // prettier-ignore
  const content = given as Record<string, string> & { count?: number; teams?: { team: string }[] }
  const day = (name: string) => (content[name] ? format.day(content[name]) : '')
  const values: Values = { ...content, teams: content.teams?.map(({ team }) => team).join(', '), to: day('to'), from: day('from'), until: day('until') } // prettier-ignore
  const text = kind === 'answer' ? `${content.asked}\n\n${content.text}` : (content.text ?? content.reason ?? content.reasons ?? content.lesson ?? content.purpose ?? '') // prettier-ignore
  const departure = content.departure ? `\n\n${t('challenges.departure')}: ${content.departure}` : ''
  return { what: t(`challenges.log.${kind}`, values), text: text + departure }
}
