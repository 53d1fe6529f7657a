/** The letter that tells whoever answers that other cities wait for a value; of what they wrote it says nothing. */
import type { Message } from '#platform/mail'
import { formatsFor, translate, words, type Lang } from '#words'

const DESK: Record<Lang, string> = { pl: 'pulpit/siec-miast/prosby', en: 'workspace/network/requests', uk: 'robochyi-prostir/merezha-mist/zapyty' } // prettier-ignore

type What = { count: number; late: number; due: string }
export function reminder(to: { email: string; language: Lang }, { count, late, due }: What, { baseUrl, timezone }: { baseUrl: string; timezone: string }): Message {
  const { email, language } = to
  const day = formatsFor(language, words[language] as never, timezone).period(due)
  const values = { count, late, due: day, link: `${baseUrl}/${language}/${DESK[language]}` }
  return { to: email, subject: translate(language, 'requests.letter.subject', values), text: translate(language, 'requests.letter.text', values) }
} // prettier-ignore
