/** What was said of a dataset, part by part, to be read rather than changed. */
import type { DatasetText } from '#catalog'
import { words, type Key, type Lang } from '#words'
import { said } from './enter.ts'
import type { Choices } from './needs.ts'

const LANGUAGES = ['pl', 'en', 'uk'] as const
type Texts = Partial<Record<Lang, string>>
/** A text in one language, or in none. */
export type SaidPart = { label: string; lines: { lang?: Lang; text: string }[] }

const inAll = (text: Texts | undefined) =>
  LANGUAGES.flatMap((lang) => (text?.[lang] ? [{ lang, text: text[lang] }] : []))
const plain = (...texts: (string | undefined)[]) => texts.flatMap((text) => (text ? [{ text }] : []))

export function partsOf(
  lang: Lang,
  { description: about, asset, series, distributions }: DatasetText,
  choices: Choices,
): SaidPart[] {
  // prettier-ignore
  const { t, has } = words[lang]
  const named = (group: string, code: string) =>
    has(`vocabulary.${group}.${code}`) ? t(`vocabulary.${group}.${code}` as Key) : code
  const chosen = (from: Choices[keyof Choices], value: string | undefined) =>
    from.find((one) => one.value === value)?.label ?? value
  const list = (texts: string[]) => plain(texts.join(', '))
  const parts: Record<string, SaidPart['lines']> = {
    title: inAll(about.title),
    description: inAll(about.description),
    keywords: LANGUAGES.flatMap((one) => {
      const all = about.keywords.flatMap((word) => word[one] ?? [])
      return all.length > 0 ? [{ lang: one, text: all.join(', ') }] : []
    }),
    themes: list(about.themes.map((code) => named('theme', code))),
    hvd: list(about.hvdCategories.map((code) => named('hvd', code))),
    licence: plain(named('licence', about.licence)),
    frequency: plain(named('frequency', about.frequency)),
    contactName: plain(about.contact.name, about.contact.email, about.contact.url),
    from: plain([about.temporal?.from, about.temporal?.to].map((day) => day ?? '…').join(' – ')).filter(
      () => about.temporal !== undefined,
    ),
    areas: list(about.spatial.map((id) => chosen(choices.areas, id)!)),
    provenance: inAll(about.provenance),
    landingPage: plain(about.landingPage),
    asset: plain(chosen(choices.assets, asset)),
    series: plain(chosen(choices.series, series)),
  }
  const ways = Object.values(distributions).map(({ title }) => said(lang, title))
  return [
    ...Object.entries(parts).map(([name, lines]) => ({ label: t(`steward.form.${name}` as Key), lines })),
    { label: t('steward.page.distributions'), lines: list(ways) },
  ]
}
