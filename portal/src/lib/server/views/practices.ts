/** What the pages of practices show, and the form that writes a card. */
import { money, said } from '#strategy'
import { PRACTICE_LICENCES, type PracticeDraft, type PracticeWithPilot } from '#innovations'
import { textOf } from '#lib/server/forms.ts'
import { dimensionIn } from './dimensions.ts'
import { linesIn, optionalTexts, perhapsNumber, textsIn, typedTexts } from './innovations.ts'
import { foundOf } from './pilots.ts'
import type { Say } from './projects.ts'

const MINOR = 100
const TEXTS = ['context', 'failed', 'conditions'] as const

export function practiceCard(say: Say, { card, pilot, found }: PracticeWithPilot) {
  const { t, lang } = say
  const { id, titles, problem, effect, elsewhere, dimension } = card
  return {
    ...{ id, title: said(titles, lang), problem: said(problem, lang), effect: said(effect, lang) },
    elsewhere: elsewhere ? t('community.written.doneIn', { city: elsewhere }) : '',
    dimension: dimension ? t(`innovations.dimensions.${dimension}`) : '',
    // An evaluation is attached where it is public: not where somebody says that there is one.
    evaluation: pilot && found ? { pilotId: pilot.id, ...foundOf(say, pilot.plan, found) } : undefined,
  }
}
export type PracticeCard = ReturnType<typeof practiceCard>

/** All that it says, under its headings, in the order in which one asks. */
export function practiceOf(say: Say, one: PracticeWithPilot) {
  const { t, lang } = say
  const { card } = one
  const parts = (['problem', 'context', 'done', 'effect', 'failed', 'conditions'] as const).flatMap((name) => {
    const texts = card[name]
    return texts ? [{ name, heading: t(`community.written.${name}`), ...said(texts, lang) }] : []
  })
  const facts: [string, string][] = [
    [t('community.written.cost'), card.cost ? money(say, card.cost.amount_minor, card.cost.currency) : ''],
    [t('community.written.contact'), card.contact],
    [t('community.written.licence'), card.licence],
    [t('community.dimension'), card.dimension ? t(`innovations.dimensions.${card.dimension}`) : ''],
  ]
  return {
    ...{ ...practiceCard(say, one), parts, facts: facts.filter(([, value]) => value !== '') },
    source: card.source && { name: said(card.source.names, lang).text, url: card.source.url },
  }
}

export function practiceIn(form: FormData, currency: string): PracticeDraft {
  const cost = perhapsNumber(form, 'cost', '1 250,50')
  const optional = (name: string) => textOf(form, name).trim() || undefined
  return {
    ...{ titles: textsIn(form, 'title'), problem: textsIn(form, 'problem'), done: textsIn(form, 'done') },
    ...{ effect: textsIn(form, 'effect'), contact: textOf(form, 'contact'), pilotId: optional('pilotId') },
    ...Object.fromEntries(TEXTS.map((name) => [name, optionalTexts(form, name)])),
    ...(cost !== undefined && { cost: { amount_minor: Math.round(cost * MINOR), currency } }),
    licence: PRACTICE_LICENCES.find((one) => one === textOf(form, 'licence')),
    ...{ dimension: dimensionIn(textOf(form, 'dimension')), elsewhere: optional('elsewhere') },
    indicators: linesIn(form, 'indicators'),
  }
}

export function practiceTyped(card: Partial<PracticeDraft>): Record<string, string> {
  const texts = ['problem', 'done', 'effect', ...TEXTS] as const
  return {
    ...typedTexts('title', card.titles),
    ...Object.assign({}, ...texts.map((name) => typedTexts(name, card[name]))),
    ...{ contact: card.contact ?? '', pilotId: card.pilotId ?? '', licence: card.licence ?? 'CC-BY-4.0' },
    ...{ dimension: card.dimension ?? '', elsewhere: card.elsewhere ?? '', indicators: (card.indicators ?? []).join('\n') }, // prettier-ignore
    cost: card.cost ? String(card.cost.amount_minor / MINOR) : '',
  }
}

export const PRACTICE_FORM = {
  fields: { 'title-pl': 'community.written.titles', 'problem-pl': 'community.written.problem', 'done-pl': 'community.written.done', 'effect-pl': 'community.written.effect', contact: 'community.written.contact', grounds: 'innovations.register.grounds' }, // prettier-ignore
  blame: { 'maintenance.typed': 'cost', 'cards.unknownIndicator': 'indicators', 'cards.unknownThing': 'pilotId' },
} as const
export const licenceChoices = PRACTICE_LICENCES.map((value) => ({ value, label: value }))
