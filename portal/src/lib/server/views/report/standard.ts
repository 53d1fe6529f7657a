/** A report on a standard as its page shows it: theme by theme, what is reported, what is not, and what stands behind it. */
import type { Indicator, Line, StandardContent } from '#reports'
import type { City } from '#lib/server/city.ts'
import { words, type Lang } from '#words'
import { reasonsOf } from '../reasons.ts'
import { figureOf } from './figures.ts'
import { chartsOf, rowOf } from './lines.ts'

const BRIEF = 6

type Found = { line: Line; indicator: Indicator }

export async function standardView(city: City, lang: Lang, content: StandardContent) {
  const byId = new Map(content.indicators.map((indicator) => [indicator.id, indicator]))
  const lines = content.themes.flatMap(({ lines }) => lines)
  const reported = (some: Line[]): Found[] =>
    some.flatMap((line) => {
      const indicator = byId.get(line.indicator ?? '')
      return indicator?.value ? [{ line, indicator }] : []
    })
  const rows = (some: Found[]) => some.map(({ line, indicator }) => rowOf(indicator, lang, line))
  const profile = reported(lines.filter(({ kind }) => kind === 'profile'))
  const themes = content.themes.map(({ id, code, names, counts, lines }) => {
    const own = lines.filter(({ kind }) => kind !== 'profile')
    const found = reported(own)
    return {
      ...{ id, code, name: names[lang], counts, reported: found.length, total: own.length },
      rows: rows(found),
      charts: chartsOf(city, lang, content, found),
      lacking: own.filter(({ omission }) => omission).map(({ code, names }) => ({ code, name: names[lang] })),
    }
  })
  const { standard, counts } = content
  return {
    standard: {
      ...{ name: standard.names[lang], edition: standard.edition, publisher: standard.publisher, url: standard.url },
      note: standard.note[lang],
    },
    counts,
    brief: briefOf(content, reported).map(({ line, indicator }) => figureOf(indicator, lang, line)),
    profile: { rows: rows(profile), charts: chartsOf(city, lang, content, profile) },
    themes,
    certificate: certificateIn(content, lang),
    omitted: await omittedOf(city, lang, lines, byId),
  }
}

function certificateIn({ certificate, counts }: StandardContent, lang: Lang) {
  if (!certificate) return undefined
  const { names, edition, of, reported, reached, next, source } = certificate
  const { t } = words[lang]
  const { core, supporting } = counts
  const counted = {
    ...{ edition, of, reported, core: core.reported, coreTotal: core.total },
    ...{ supporting: supporting.reported, supportingTotal: supporting.total },
  }
  return {
    title: t('checking.certificate.title', {
      name: names[lang],
      level: reached?.[lang] ?? t('checking.certificate.none'),
    }),
    counts: t('checking.certificate.counts', counted),
    next: next
      ? t('checking.certificate.next', { ...next, names: undefined, level: next.names[lang] })
      : t('checking.certificate.top'),
    source: t('checking.certificate.source', { title: source }),
  }
}

/** The first core indicators that stand beside other cities, one of each theme. */
function briefOf({ themes }: StandardContent, reported: (some: Line[]) => Found[]): Found[] {
  const candidates = themes.flatMap(({ lines }) => {
    const found = reported(lines.filter(({ kind }) => kind === 'core'))
    return found.find(({ indicator }) => indicator.peers) ?? found[0] ?? []
  })
  return candidates.slice(0, BRIEF)
}

type Omitted = { why: string; line: Pick<Line, 'code' | 'kind'> & { name: string; note?: string } }

/** What has no figure, by why: most lack the same thing. */
async function omittedOf(city: City, lang: Lang, lines: Line[], byId: Map<string, Indicator>) {
  const reasonOf = await reasonsOf(city, lang)
  const lacking = lines.flatMap(({ code, kind, names, omission, said, indicator }): Omitted[] => {
    if (!omission) return []
    const reason = byId.get(indicator ?? '')?.reason
    const { t } = words[lang]
    if (said) {
      const why = t(`checking.omission.reasons.${said.reason}`).replace(/^./, (first) => first.toUpperCase())
      return [{ why, line: { code, kind, name: names[lang], note: said.notes[lang] } }]
    }
    const why = (reason && reasonOf(reason)) ?? t(`figures.why.${omission}`)
    return [{ why, line: { code, kind, name: names[lang] } }]
  })
  const groups = [...Map.groupBy(lacking, ({ why }) => why)]
  return groups.map(([why, some]) => ({ why, lines: some.map(({ line }) => line) }))
}
