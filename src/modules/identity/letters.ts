/** The letters that identity sends, in the reader's language. */
import type { Message } from '#platform/mail'
import { translate, type Lang, type Texts } from '#words'
import { RESET_MINUTES } from './auth.ts'
import { INVITATION_DAYS, type Invitation } from './types.ts'

/** The portal's pages that a letter leads to, as the portal addresses them. */
const PAGES = {
  invitation: { pl: 'zaproszenie', en: 'invitation', uk: 'zaproshennia' },
  reset: { pl: 'nowe-haslo', en: 'reset-password', uk: 'novyi-parol' },
  email: { pl: 'potwierdzenie-adresu', en: 'confirm-email', uk: 'pidtverdzhennia-adresy' },
} as const satisfies Record<string, Texts>

export const linkTo = (baseUrl: string, lang: Lang, page: keyof typeof PAGES, token: string): string =>
  `${baseUrl}/${lang}/${PAGES[page][lang]}/${encodeURIComponent(token)}`

export function invitationLetter({ email, role, language }: Invitation, organisation: Texts, link: string): Message {
  const values = {
    organisation: organisation[language],
    role: translate(language, `identity.role.${role}`),
    link,
    days: INVITATION_DAYS,
  }
  return letter(email, language, 'invitation', values)
}

export const resetLetter = (to: string, lang: Lang, link: string): Message =>
  letter(to, lang, 'reset', { link, minutes: RESET_MINUTES })

export const emailLetter = (to: string, lang: Lang, link: string): Message =>
  letter(to, lang, 'email', { link, minutes: RESET_MINUTES })

export const accountChangedLetter = (to: string, lang: Lang, what: 'password' | 'email' | 'totp'): Message =>
  letter(to, lang, 'changed', { what })

type Kind = 'invitation' | 'reset' | 'email' | 'changed'

function letter(to: string, lang: Lang, kind: Kind, values: Record<string, string | number>): Message {
  return {
    to,
    subject: translate(lang, `identity.mail.${kind}.subject`, values),
    text: translate(lang, `identity.mail.${kind}.text`, values),
  }
}
