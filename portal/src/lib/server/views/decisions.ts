/** What the pages of decisions show. */
import type { Decision, Outcome, Pinned } from '#strategy'
import { said } from '#strategy'
import type { Say } from './projects.ts'

const TONES = { cameTrue: 'good', partly: 'warning', didNot: 'bad', tooEarly: 'plain' } as const

export function cardOf(say: Say, { id, titles, number, decidedOn, decidedBy, question }: Decision) {
  const { t, format, lang } = say
  return {
    ...{ id, title: said(titles, lang), question, number: t('decisions.number', { number }) },
    by: t('decisions.by', { by: decidedBy, day: format.day(decidedOn) }),
  }
}

export const truthOf = ({ t }: Say, { truth }: Pick<Outcome, 'truth'>) => ({ tone: TONES[truth], text: t(`decisions.truth.${truth}`) }) // prettier-ignore

/** A value as it was known after a publication, with the way back to its source as of that publication. */
export const pinnedOf = ({ t, format, lang }: Say, one: Pinned) => ({
  ...{ indicator: one.indicator, area: one.area, period: one.period, seq: one.seq, name: one.names[lang] },
  value: one.value === null ? '' : format.value(one.value, one.unit, one.decimals),
  when: [one.period && format.period(one.period), t('decisions.asOf', { seq: one.seq })].filter(Boolean).join(', '),
})
