/** What stands behind a report's figures: breaks, methods, sources, datasets and files. */
import type { Content } from '#reports'
import type { Lang } from '#words'

export function behind(content: Content, lang: Lang) {
  const { indicators, sources, datasets, files } = content
  const named = new Map(sources.map((source) => [source.id, source]))
  return {
    breaks: breaksOf(content, lang),
    methods: indicators
      .filter(({ value }) => value)
      .map(({ id, names, formula, unit, version, method, approximates }) => ({
        ...{ id, name: names[lang], formula, unit, version, method: method[lang], approximates: approximates?.[lang] },
      })),
    sources: sources.map(({ id, names, publisher, url, licence, attribution }) => ({
      ...{ id, name: names[lang], publisher: publisher[lang], url, licence: licence[lang] },
      attribution: attribution[lang],
    })),
    datasets: datasets.map(({ id, names, sources, licence }) => ({
      ...{ id, name: names[lang], licence: licence[lang] },
      sources: sources.map((source) => named.get(source)?.names[lang] ?? source),
    })),
    files,
  }
}

/** A break that several series share is told once, with the names of them all. */
function breaksOf({ indicators, sources }: Content, lang: Lang) {
  const named = new Map(sources.map((source) => [source.id, source]))
  const told = indicators
    .filter(({ value }) => value)
    .flatMap(({ names, breaks }) =>
      breaks.map(({ period, note, source }) => ({
        ...{ period, note: note?.[lang], source: named.get(source ?? '')?.names[lang], name: names[lang] },
      })),
    )
  const groups = Map.groupBy(told, ({ period, note = '', source = '' }) => [period, note, source].join('\n'))
  return [...groups.values()]
    .map((some) => ({ ...some[0]!, names: [...new Set(some.map(({ name }) => name))] }))
    .sort((a, b) => (a.period < b.period ? -1 : 1))
}
export type Behind = ReturnType<typeof behind>
