/** What the pages of projects show: states, money, days and the diary as people read them. */
import { classificationName, diaryLine, money, promiseText, said, type Entry, type ListedProject, type MoneyKind, type ProjectAround, type Verdict } from '#strategy' // prettier-ignore
import { boxOf, boxOfAll } from '#lib/server/charts/outlines.ts'
import { formatsFor, type Formats } from '#words/format'
import { words, type Lang } from '#words'
import { framed, placesMap } from '../charts/places.ts'
import type { City } from '../city.ts'

export type Say = Pick<(typeof words)[Lang], 't' | 'lang'> & { format: Formats; lang: Lang; city: City }
export function saying(city: City, lang: Lang): Say {
  return { t: words[lang].t, lang, city, format: formatsFor(lang, words[lang] as never, city.info.timezone) }
}

const TONES = { planned: 'plain', preparing: 'plain', tender: 'plain', underWay: 'plain', finished: 'good', cancelled: 'bad' } as const // prettier-ignore
const VERDICT_TONES = { none: 'plain', waiting: 'plain', confirmed: 'good', disputed: 'warning' } as const

export const verdictTag = ({ t }: Say, verdict: Verdict) =>
  verdict === 'none' ? undefined : { tone: VERDICT_TONES[verdict], text: t(`projects.verdict.${verdict}`) }

export function cardOf(say: Say, project: ListedProject) {
  const { t, format, lang } = say
  const { state, due, finishedOn, overdue, budget_minor, spent_minor, currency, promised } = project
  const [budget, spent] = [money(say, budget_minor, currency), money(say, spent_minor, currency)]
  return {
    ...{ id: project.id, title: said(project.titles, lang), state, tone: TONES[state], overdue },
    number: t('projects.number', { number: project.number }),
    when:
      state === 'finished' && finishedOn ? t('projects.finishedOn', { day: format.day(finishedOn) })
      : state === 'cancelled' ? ''
      : t('projects.due', { day: format.day(due) }), // prettier-ignore
    delayed: due > promised ? t('projects.delayed', { day: format.day(promised) }) : '',
    ...{ budget, spent, of: t('projects.money.of', { spent, budget }) },
    share: budget_minor > 0 ? Math.min(1, spent_minor / budget_minor) : 0,
  }
}
export type ProjectCard = ReturnType<typeof cardOf>

/** One line of the diary, with its moment. */
export function lineOf(say: Say, project: ListedProject, entry: Entry, offices: ReadonlyMap<string, string>) {
  return { id: entry.id, at: say.format.moment(entry.at), ...diaryLine(say, project, entry, (id) => offices.get(id) ?? '') } // prettier-ignore
}

/** What was paid, and which tenders there were, of the diary. */
export function ledgerOf(say: Say, project: ListedProject, diary: readonly Entry[]) {
  const { format, t } = say
  type Paid = { title: string; amount_minor: number; on: string; supplier?: string; document?: string; reason: string }
  const paid = diary.filter(({ kind }) => kind === 'spending').map(({ id, content }) => ({ id, ...(content as Paid) }))
  type Tender = { reference: string; title: string; state: 'announced'; on: string; address?: string; supplier?: string; amount_minor?: number } // prettier-ignore
  const tenders = diary.filter(({ kind }) => kind === 'tender').map(({ id, content }) => ({ id, ...(content as Tender) })) // prettier-ignore
  return {
    paid: paid.map((one) => ({
      ...{
        id: one.id,
        on: format.day(one.on),
        what: one.title,
        supplier: one.supplier ?? '',
        document: one.document ?? '',
      },
      amount: money(say, one.amount_minor, project.currency),
    })),
    tenders: tenders.map((one) => ({
      ...{ id: one.id, reference: one.reference, title: one.title, on: format.day(one.on), address: one.address ?? '' },
      state: t(`projects.tenders.${one.state}`),
      supplier: one.supplier ?? '',
      amount: one.amount_minor === undefined ? '' : money(say, one.amount_minor, project.currency),
    })),
  }
}

/** Who helps, what may go wrong, the papers, the promised effect: the first word and the last. */
export function aroundOf(say: Say, { partners, risks, documents, promise }: ProjectAround) {
  const { t } = say
  return {
    ...{ partners, documents },
    risks: risks.map(({ title, answer, chance, isOver }) => ({
      ...{ title, answer, tone: isOver ? ('good' as const) : chance === 'high' ? ('warning' as const) : ('plain' as const) }, // prettier-ignore
      state: t(isOver ? 'projects.risks.over' : `projects.risks.${chance}`),
    })),
    promise: promise && {
      indicator: promise.now.indicator,
      first: promiseText(say, promise.first),
      now: promise.now.at.getTime() === promise.first.at.getTime() ? '' : promiseText(say, promise.now),
    },
  }
}

type Hanging = { year: number; kind: MoneyKind; source: string | null; division: string | null; chapter: string | null; amount_minor: number } // prettier-ignore
/** What the city's budget says of it, by year, source and place of the classification. */
export function sourcesOf(say: Say, all: readonly Hanging[], currency: string) {
  const rows = new Map<string, { year: string; source: string; what: string } & Record<MoneyKind, string>>()
  for (const { year, kind, source, division, chapter, amount_minor } of all) {
    const code = chapter ?? division
    const key = `${year} ${source} ${code}`
    const what = (code && [code, classificationName(code)?.[say.lang]].filter(Boolean).join(' ')) || '–'
    const named = say.t(`money.source.${(source ?? 'none') as 'own'}`)
    const row = rows.get(key) ?? { year: `${year}`, source: named, what, planned: '–', committed: '–', spent: '–' }
    rows.set(key, { ...row, [kind]: money(say, amount_minor, currency) })
  }
  return [...rows.values()]
}

const NEAR_DEG = 0.008
/** Where projects are, over the districts; undefined where none has a place. */
export async function mapOf(
  say: Say,
  projects: readonly Pick<ListedProject, 'place' | 'titles'>[],
  near = false,
  about = { title: say.t('projects.map'), description: say.t('projects.lead') },
): Promise<string | undefined> {
  const { city, lang } = say
  const placed = projects.filter(({ place }) => place)
  const own = boxOf(placed.map(({ place }) => place!))
  if (!own) return undefined
  const outlines = await city.places.outlines(city.info.area)
  const [west, south, east, north] = own
  const close: [number, number, number, number] = [west - NEAR_DEG, south - NEAR_DEG, east + NEAR_DEG, north + NEAR_DEG]
  return placesMap({
    ...{ ...about, outlines, bounds: 0, figures: [] },
    box: framed(near ? close : (boxOfAll(outlines) ?? close)),
    areas: new Map(outlines.features.map(({ id, properties }) => [id, { title: properties.names[lang] }])),
    circles: placed.map(({ place, titles }) => ({ lon: place![0], lat: place![1], r: near ? 9 : 6, title: said(titles, lang).text })), // prettier-ignore
  })
}
