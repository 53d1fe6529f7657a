/** The letter about an alarm, in its reader's language. */
import type { Member } from '#identity'
import type { Message } from '#platform/mail'
import { formatsFor, translate, words, type Lang } from '#words'
import type { Alarm } from './types.ts'

/** The page of an alarm, as the portal addresses it. */
const PAGE: Record<Lang, string> = { pl: 'pulpit/alarmy', en: 'workspace/alarms', uk: 'robochyi-prostir/tryvohy' }
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu

export function alarmLetter(
  { email, language }: Pick<Member, 'email' | 'language'>,
  alarm: Pick<Alarm, 'id' | 'names' | 'severity' | 'value' | 'openedAt'>,
  thing: string,
  { baseUrl, timezone }: { baseUrl: string; timezone: string },
): Message {
  const { moment } = formatsFor(language, words[language] as never, timezone)
  const values = {
    ...{ what: alarm.names[language], thing, severity: alarm.severity, at: moment(alarm.openedAt) },
    ...{ hasValue: alarm.value === null ? 'no' : 'yes', value: alarm.value ?? '' },
    link: `${baseUrl}/${language}/${PAGE[language]}/${alarm.id}`,
  }
  return {
    to: email,
    subject: translate(language, 'alarms.letter.subject', values).replaceAll(CONTROL, ' ').slice(0, 250),
    text: translate(language, 'alarms.letter.text', values),
  }
}
