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
    omitted: await omittedOf(city, lang, lines, byId),
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

/** What has no figure, by why: most lack the same thing. */
async function omittedOf(city: City, lang: Lang, lines: Line[], byId: Map<string, Indicator>) {
  const reasonOf = await reasonsOf(city, lang)
  const lacking = lines.flatMap(({ code, kind, names, omission, indicator }) => {
    if (!omission) return []
    const reason = byId.get(indicator ?? '')?.reason
    const why = (reason && reasonOf(reason)) ?? words[lang].t(`figures.why.${omission}`)
    return [{ why, line: { code, kind, name: names[lang] } }]
  })
  const groups = [...Map.groupBy(lacking, ({ why }) => why)]
  return groups.map(([why, some]) => ({ why, lines: some.map(({ line }) => line) }))
}
