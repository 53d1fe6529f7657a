/** Letters of an enquiry, each in its reader's language. What was typed into the form goes to nobody who did not type it but the city. */
import type { Message } from '#platform/mail'
import { formatsFor, translate, words, type Lang, type Texts } from '#words'
import type { Enquiry } from './types.ts'

/** The pages, as the portal addresses them. */
const PAGE: Record<Lang, string> = { pl: 'dlaczego/pytania', en: 'why/enquiries', uk: 'chomu/zapytannia' }
const DESK: Record<Lang, string> = { pl: 'pulpit/siec-miast/pytania', en: 'workspace/network/enquiries', uk: 'robochyi-prostir/merezha-mist/zapytannia' } // prettier-ignore

type About = { baseUrl: string; city: { names: Texts }; timezone: string }
const dayIn = (lang: Lang, day: string, timezone: string) =>
  formatsFor(lang, words[lang] as never, timezone).period(day)

/** To whoever asked; of what they wrote it says nothing, since the mailbox may be another's. */
export function receipt({ email, language, due, secret }: Pick<Enquiry, 'email' | 'language' | 'due' | 'secret'>, { baseUrl, city, timezone }: About): Message {
  const values = { city: city.names[language], due: dayIn(language, due, timezone), link: `${baseUrl}/${language}/${PAGE[language]}/${secret}` } // prettier-ignore
  return { to: email, subject: translate(language, 'enquiries.letter.receipt.subject', values), text: translate(language, 'enquiries.letter.receipt.text', values) } // prettier-ignore
} // prettier-ignore

export function answered({ email, language, secret }: Pick<Enquiry, 'email' | 'language' | 'secret'>, answer: string, { baseUrl, city }: About): Message {
  const values = { city: city.names[language], answer, link: `${baseUrl}/${language}/${PAGE[language]}/${secret}` }
  return { to: email, subject: translate(language, 'enquiries.letter.answer.subject', values), text: translate(language, 'enquiries.letter.answer.text', values) } // prettier-ignore
} // prettier-ignore

/** To whom it was handed. */
export function handed(to: { email: string; language: Lang }, { id, due }: Pick<Enquiry, 'id' | 'due'>, { baseUrl, timezone }: About): Message {
  const { email, language } = to
  const values = { due: dayIn(language, due, timezone), link: `${baseUrl}/${language}/${DESK[language]}/${id}` }
  return { to: email, subject: translate(language, 'enquiries.letter.handed.subject', values), text: translate(language, 'enquiries.letter.handed.text', values) } // prettier-ignore
} // prettier-ignore

/** To who answers for it. */
export function reminder(to: { email: string; language: Lang }, { id, due }: Pick<Enquiry, 'id' | 'due'>, isLate: boolean, { baseUrl, timezone }: About): Message {
  const { email, language } = to
  const values = { due: dayIn(language, due, timezone), late: isLate ? 'yes' : 'no', link: `${baseUrl}/${language}/${DESK[language]}/${id}` } // prettier-ignore
  return { to: email, subject: translate(language, 'enquiries.letter.reminder.subject', values), text: translate(language, 'enquiries.letter.reminder.text', values) } // prettier-ignore
} // prettier-ignore
