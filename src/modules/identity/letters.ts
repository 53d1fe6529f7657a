/** The letters that identity sends, in the reader's language. */
import type { Message } from '#platform/mail'
import { translate, type Key, type Lang, type Texts } from '#words'
import { RESET_MINUTES } from './auth.ts'
import { INVITATION_DAYS, type Invitation, type Notice } from './types.ts'

/** Short: a link lies about in mail, and whoever finds it comes in. */
export const LINK_MINUTES = 30

/** The portal's pages that a letter leads to, as the portal addresses them. */
const PAGES = {
  invitation: { pl: 'zaproszenie', en: 'invitation', uk: 'zaproshennia' },
  reset: { pl: 'nowe-haslo', en: 'reset-password', uk: 'novyi-parol' },
  email: { pl: 'potwierdzenie-adresu', en: 'confirm-email', uk: 'pidtverdzhennia-adresy' },
  enter: { pl: 'wejscie', en: 'enter', uk: 'vkhid-za-posylanniam' },
  unsubscribe: { pl: 'rezygnacja', en: 'unsubscribe', uk: 'vidmova' },
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

/** The link that lets in: into the account, or, where there is none, into a new one. */
export const entryLetter = (to: string, lang: Lang, link: string, hasAccount: boolean): Message => ({
  to,
  subject: translate(lang, hasAccount ? 'signing.mail.knownSubject' : 'signing.mail.newSubject'),
  text: translate(lang, hasAccount ? 'signing.mail.known' : 'signing.mail.new', { link, minutes: LINK_MINUTES }),
})

/** A message in every language, for what is kept until somebody reads it. */
export const textsOf = (key: Key): Texts => ({
  pl: translate('pl', key),
  en: translate('en', key),
  uk: translate('uk', key),
})

/** What of signing in was changed. */
export type Changed = 'password' | 'email' | 'totp' | Gained
type Gained = 'passkeyAdded' | 'passkeyRemoved' | 'outsideConnected' | 'outsideDisconnected'
const isOld = (what: Changed): boolean => ['password', 'email', 'totp'].includes(what)

export const accountChangedLetter = (to: string, lang: Lang, what: Changed): Message =>
  isOld(what)
    ? letter(to, lang, 'changed', { what })
    : {
        to,
        subject: translate(lang, 'signing.mail.changedSubject'),
        text: translate(lang, 'signing.mail.changed', { what }),
      }

type Addressee = { email: string; language: Lang }

/** A title may be what somebody wrote; a header is one line, and one that is not would keep everybody from being told. */
const onOneLine = (title: string): string => title.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')

/** One notice; with the way out of those about the same subject, where it is about one. */
export function noticeLetter(
  baseUrl: string,
  { email, language }: Addressee,
  { title, body, path }: Notice,
  token?: string,
): Message {
  const way = token ? linkTo(baseUrl, language, 'unsubscribe', token) : ''
  const values = { body: body[language], link: `${baseUrl}/${language}${path}`, followed: token !== undefined, way }
  return {
    to: email,
    subject: onOneLine(title[language]),
    text: translate(language, 'notices.mail.one', values),
    unsubscribe: token && oneClick(baseUrl, token),
  }
}

/** What came in a week, in one letter. */
export function digestLetter(
  baseUrl: string,
  { email, language }: Addressee,
  notices: readonly Notice[],
  token: string,
): Message {
  const list = notices.map(
    ({ title, body, path }) => `${title[language]}\n${body[language]}\n${baseUrl}/${language}${path}`,
  )
  const values = { list: list.join('\n\n'), way: linkTo(baseUrl, language, 'unsubscribe', token) }
  return {
    to: email,
    subject: translate(language, 'notices.mail.weekSubject', { count: notices.length }),
    text: translate(language, 'notices.mail.week', values),
    unsubscribe: oneClick(baseUrl, token),
  }
}

const oneClick = (baseUrl: string, token: string) =>
  `${baseUrl}/api/v1/notices/unsubscription?token=${encodeURIComponent(token)}`

type Kind = 'invitation' | 'reset' | 'email' | 'changed'

function letter(to: string, lang: Lang, kind: Kind, values: Record<string, string | number>): Message {
  return {
    to,
    subject: translate(lang, `identity.mail.${kind}.subject`, values),
    text: translate(lang, `identity.mail.${kind}.text`, values),
  }
}
