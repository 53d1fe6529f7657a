/** What a person is told when a token is issued, or a ballot paper handed out, in their name. */
import type { NoticeDraft } from '#identity'
import { words, type Key, type Texts } from '#words'

const inEach = (key: Key): Texts => ({ pl: words.pl.t(key), en: words.en.t(key), uk: words.uk.t(key) })

export const issuedNotice = (
  accountId: string,
  edition: string,
  section: string,
  kind: 'online' | 'paper',
): NoticeDraft => ({
  ...{ accountId, kind: `participation.issued.${section}` },
  title: inEach(`eligibility.notice.${kind}.title`),
  body: inEach(`eligibility.notice.${kind}.body`),
  path: `/budget/${edition}/vote`,
})

/** What a parent is told when a child asks for consent, and a child when it was given or taken back. */
export const consentNotice = (
  accountId: string,
  edition: string,
  what: 'asked' | 'given' | 'takenBack',
): NoticeDraft => ({
  ...{ accountId, kind: `participation.consent.${what}` },
  title: inEach(`eligibility.notice.${what}.title`),
  body: inEach(`eligibility.notice.${what}.body`),
  path: `/budget/${edition}/vote`,
})
