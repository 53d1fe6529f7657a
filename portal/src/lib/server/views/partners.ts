/** What the pages of partners show: what ties the city to others as people read it, the calendar, the form that writes it. */
import { calendarOf } from '#platform/ical'
import { TIE_KINDS, TIE_PHASES, TIE_ROLES, type ShownTie, type TieDraft, type TieKind, type TiePhase } from '#network'
import { LANGS, LANGUAGE_NAMES, type Lang } from '#words'
import { href } from '#lib/paths.ts'
import type { City } from '#lib/server/city.ts'
import { textOf } from '#lib/server/forms.ts'
import { linesIn, optionalTexts, textsIn, typedTexts } from './innovations.ts'
import { saying, type Say } from './projects.ts'
import { said } from './said.ts'

export const kindIn = (given: string | null): TieKind | undefined => TIE_KINDS.find((one) => one === given)
export const phaseIn = (given: string | null): TiePhase | undefined => TIE_PHASES.find((one) => one === given)

/** After “since” and “until” a month stands as in a day of it: października 2026. */
const whenSaid = ({ format }: Say, when: string) => when.length === 7 ? format.period(`${when}-01`).replace(/^1\s/, '') : format.period(when) // prettier-ignore
function timeOf(say: Say, { kind, from, to }: Pick<ShownTie, 'kind' | 'from' | 'to'>): string {
  if (from && to && from !== to) return say.t('partners.span', { from: whenSaid(say, from), to: whenSaid(say, to) })
  if (from)
    return kind === 'meeting' || from === to
      ? whenSaid(say, from)
      : say.t('partners.since', { from: whenSaid(say, from) })
  return to ? say.t('partners.until', { to: whenSaid(say, to) }) : ''
}

const TONES = { ahead: 'warning', now: 'good', over: 'plain', off: 'bad' } as const
/** Whether it holds now is news of what begins or ends, not of a partner city for good. */
export function tieCard(say: Say, tie: ShownTie) {
  const { t, lang } = say
  const isTimed = tie.phase !== 'now' || tie.to !== undefined || tie.kind === 'meeting'
  return {
    ...{ id: tie.id, kindId: tie.kind, kind: t(`partners.kinds.${tie.kind}`), name: said(tie.names, lang) },
    ...{ about: tie.about && said(tie.about, lang), country: tie.country ? said(tie.country, lang).text : '' },
    ...{ time: timeOf(say, tie), phase: isTimed ? t(`partners.phases.${tie.phase}`) : '', tone: TONES[tie.phase] },
    ...{ role: tie.role ? t(`partners.roles.${tie.role}`) : '', unverified: tie.unverified },
  }
}

/** First whom the city looks for and when one meets, last what lasts. */
const GROUPS: readonly TieKind[] = ['call', 'meeting', 'project', 'network', 'city']
export const tieGroups = (say: Say, ties: readonly ShownTie[]) =>
  GROUPS.map((kind) => ({ kind, cards: ties.filter((tie) => tie.kind === kind).map((tie) => tieCard(say, tie)) }))
    .filter(({ cards }) => cards.length > 0)
    .map((group) => ({ ...group, title: say.t(`partners.groups.${group.kind}`, { n: group.cards.length }) }))

export const tieChoices = ({ t }: Say) => ({
  phases: TIE_PHASES.map((value) => ({ value, label: t(`partners.phases.${value}`) })),
  kinds: TIE_KINDS.map((value) => ({ value, label: t(`partners.kinds.${value}`) })),
  roles: TIE_ROLES.map((value) => ({ value, label: t(`partners.roles.${value}`) })),
  languages: LANGS.map((lang) => ({ lang, name: LANGUAGE_NAMES[lang] })),
})

/** What is ahead, and what was, the newest first; what was called off stays among it. */
export async function tieDays(city: City, lang: Lang) {
  const say = saying(city, lang)
  const { format } = say
  const days = (await city.network.partners.dates()).map(({ tie, from, to, isPast }) => ({
    ...{ ...tieCard(say, tie), isPast, isLastDay: tie.kind !== 'meeting', where: tie.where ? said(tie.where, lang).text : '' }, // prettier-ignore
    ...{ day: from === to ? format.period(from) : say.t('partners.span', { from: format.period(from), to: format.period(to) }) }, // prettier-ignore
  }))
  return { ahead: days.filter(({ isPast }) => !isPast), past: days.filter(({ isPast }) => isPast).toReversed() }
}

export async function partnersCalendar(city: City, lang: Lang, origin: string): Promise<Response> {
  const { t } = saying(city, lang)
  const text = calendarOf({
    ...{ lang, name: `${t('partners.title')}, ${city.info.names[lang]}`, about: t('partners.calendarLead') },
    page: origin + href(lang, '/network/partners'),
    events: (await city.network.partners.dates()).map(({ tie, uid, from, to }) => ({
      ...{ uid, sequence: tie.version - 1, madeAt: tie.at, at: tie.at, from, to, cancelled: tie.phase === 'off' },
      ...{ title: `${t(`partners.kinds.${tie.kind}`)}: ${said(tie.names, lang).text}`, about: tie.about ? said(tie.about, lang).text : '' }, // prettier-ignore
      ...{ where: tie.where ? said(tie.where, lang).text : '', organiser: tie.contact ?? city.info.names[lang] },
      page: origin + href(lang, '/network/partners/[id]', { id: tie.id }),
    })),
  })
  return new Response(text, { headers: { 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'inline; filename="partners.ics"' } }) // prettier-ignore
}

export function tieIn(form: FormData): TieDraft {
  const optional = (name: string) => textOf(form, name).trim() || undefined
  const agreement = optionalTexts(form, 'agreement')
  return {
    ...{ kind: textOf(form, 'kind') as TieKind, names: textsIn(form, 'name'), about: optionalTexts(form, 'about') },
    ...{ country: optionalTexts(form, 'country'), where: optionalTexts(form, 'where') },
    role: TIE_ROLES.find((one) => one === textOf(form, 'role')),
    ...{ programme: optional('programme'), partners: linesIn(form, 'partners'), contact: optional('contact') },
    ...{ from: optional('from'), to: optional('to'), url: optional('url'), unverified: form.has('unverified') },
    ...(form.has('calledOff') && { calledOff: true }),
    ...(agreement && { agreement: { names: agreement, url: optional('agreementUrl') } }),
  }
}

/** The same the other way round, for a form that changes what is there. */
export const tieTyped = (tie: ShownTie): Record<string, string> => ({
  ...{ ...typedTexts('name', tie.names), ...typedTexts('about', tie.about), ...typedTexts('country', tie.country) },
  ...{ ...typedTexts('where', tie.where), ...typedTexts('agreement', tie.agreement?.names), kind: tie.kind },
  ...{ role: tie.role ?? '', programme: tie.programme ?? '', partners: tie.partners.join('\n'), from: tie.from ?? '' },
  ...{ to: tie.to ?? '', contact: tie.contact ?? '', url: tie.url ?? '', agreementUrl: tie.agreement?.url ?? '' },
  unverified: tie.unverified ? 'on' : '',
  calledOff: tie.calledOff ? 'on' : '',
})

export const TIE_FORM = {
  fields: { 'name-pl': 'partners.names', grounds: 'innovations.register.grounds' },
  labels: {
    names: ['name-pl', 'partners.names'],
    about: ['about-pl', 'partners.about'],
    country: ['country-pl', 'partners.country'],
    where: ['where-pl', 'partners.where'],
    'agreement.names': ['agreement-pl', 'partners.agreement'],
    'agreement.url': ['agreementUrl', 'partners.agreementUrl'],
    url: ['url', 'partners.url'],
    from: ['from', 'partners.from'],
    to: ['to', 'partners.to'],
    programme: ['programme', 'partners.programme'],
    contact: ['contact', 'partners.contact'],
    partners: ['partners', 'partners.partners'],
  },
  blame: {
    'partners.already': 'name-pl',
    'partners.backward': 'to',
    'partners.dayMissing': 'from',
    'governance.unfitText': 'grounds',
  },
} as const
