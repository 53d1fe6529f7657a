/** What a message is, and what may not be in one. */
import { refusals } from '#platform/errors'

export const refuse = refusals('mail', { badAddress: 400, badSubject: 400 })

const ADDRESS_CHARS_MAX = 254
const SUBJECT_CHARS_MAX = 300
/** One mailbox, bare: no display name, no list, nothing that a header could be built of. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}.]+(\.[^\s@<>()[\]\\,;:"\p{Cc}.]+)*$/u
/** A line break would begin another header; so would what some servers take for one. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u

export type Message = {
  /** One address. A message to several people is several messages. */
  to: string
  subject: string
  text: string
  html?: string
  /** Where one POST without any cookie ends letters of this kind (RFC 8058). */
  unsubscribe?: string
}

/** Throws `mail.badAddress` or `mail.badSubject` where a message could carry more than it says. */
export function check({ to, subject }: Message): void {
  if (to.length > ADDRESS_CHARS_MAX || !ADDRESS.test(to)) throw refuse.badAddress()
  if (!subject.trim() || subject.length > SUBJECT_CHARS_MAX || CONTROL.test(subject)) throw refuse.badSubject()
}
