/** A project in words: its money, its days, the lines of its diary. Pure. */
import type { Formats } from '#words/format'
import { LANGS, type Key, type Lang, type Words } from '#words'
import type { Entry, Project, Promised, Titles } from './types.ts'

const MINOR = 100
/** What says it: a language's words and figures. */
export type Voice = Pick<Words<Key>, 't' | 'lang'> & { format: Formats }

/** In the reader's language, or else in one that there is. */
export function said(texts: Titles, lang: Lang): { text: string; lang: Lang } {
  const found = [lang, ...LANGS].find((one) => texts[one])!
  return { text: texts[found]!, lang: found }
}

export const money = ({ format }: Voice, minor: number, currency: string): string =>
  format.value(minor / MINOR, currency, minor % MINOR ? 2 : 0)

export const originText = ({ t }: Voice, { origin }: Pick<Project, 'origin'>): string =>
  origin.kind === 'participatoryBudget'
    ? t('projects.origin.participatoryBudget', origin)
    : t(`projects.origin.${origin.kind}`)

/** An effect as it was promised: the indicator, by how much, until when. */
export const promiseText = ({ t, format, lang }: Voice, { names, size, unit, by }: Omit<Promised, 'at' | 'reason' | 'indicator'>): string =>
  t('projects.promise.line', { name: names[lang], size: unit === '%' ? format.difference(size, unit) : `${format.change(size)} ${format.unit(unit, size)}`.trim(), day: format.day(by) }) // prettier-ignore

/** One line of the diary: what happened, and what was said of it. */
export function lineOf(
  voice: Voice,
  project: Pick<Project, 'origin' | 'currency'>,
  { kind, content: given }: Pick<Entry, 'kind' | 'content'>,
  officeOf: (id: string) => string,
): { what: string; text: string } {
  // prettier-ignore
  const { t, format } = voice
  const content = given as Record<string, string> & { amount_minor: number; agrees: boolean }
  const what = {
    made: () => t('projects.diary.made', { origin: originText(voice, project) }),
    owner: () => t('projects.diary.owner', { name: officeOf(content.to!) }),
    goals: () => t('projects.diary.goals'),
    move: () => t('projects.diary.move', { state: t(`projects.state.${content.to as Project['state']}`) }),
    milestone: () => t('projects.diary.milestone', { title: content.title!, day: format.day(content.due!) }),
    milestoneDone: () => t('projects.diary.milestoneDone', { title: content.title! }),
    delay: () => t('projects.diary.delay', { from: format.day(content.from!), to: format.day(content.to!) }),
    spending: () => t(`projects.diary.${content.amount_minor < 0 ? 'back' : 'spending'}`, { amount: money(voice, Math.abs(content.amount_minor), project.currency), title: content.title! }), // prettier-ignore
    tender: () => t('projects.diary.tender', { reference: content.reference!, state: t(`projects.tenders.${content.state as 'awarded'}`) }), // prettier-ignore
    news: () => t('projects.diary.news'),
    photo: () => t('projects.diary.photo', { alt: content.alt! }),
    partner: () => t('projects.diary.partner', { name: content.name! }),
    risk: () => t(content.isOver ? 'projects.diary.riskOver' : 'projects.diary.risk', { title: content.title!, chance: t(`projects.risks.${content.chance as 'low'}`) }), // prettier-ignore
    document: () => t('projects.diary.document', { title: content.title! }),
    promise: () => t(content.isFirst ? 'projects.diary.promise' : 'projects.diary.promiseAnew', { promise: promiseText(voice, given as Promised) }), // prettier-ignore
    confirmation: () => t(`projects.diary.${content.agrees ? 'agrees' : 'disagrees'}`),
  }[kind]()
  const texts: Partial<Record<Entry['kind'], string>> = { move: content.reason, delay: content.reason, spending: content.reason, news: content.text, confirmation: content.words, tender: content.title, partner: content.part, risk: content.answer, document: content.address, promise: content.reason } // prettier-ignore
  return { what, text: texts[kind] ?? '' }
}
