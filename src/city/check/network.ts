/** What the network would refuse of a pack, told before it is loaded; indicators and sources that are not there. */
import { tieProblem } from '#network'
import type { Parts } from '../parts.ts'
import type { Problem, Texts } from '../types.ts'

/** Years are told in words; whatever else is counted comes from an indicator, or it would grow old here unseen. */
const FIGURE = /(?<![\d])(?!(?:1[89]|2[01])\d\d(?!\d))\d+/
type At = (path: PropertyKey[], right: string) => Problem
const figuresIn = (texts: Texts, path: PropertyKey[], at: At): Problem[] =>
  Object.entries(texts).flatMap(([lang, text]) =>
    FIGURE.test(text) ? [at([...path, lang], 'no figure but a year: figures come from indicators')] : [],
  )

export function networkProblems({ network: part, indicators, sources }: Parts): Problem[] {
  const { partners = [], pages = [], sectors = [], distinctions = [] } = part.data ?? {}
  const known = sources.data && new Set(sources.data.sources.map(({ id }) => id))
  const defined = indicators.data && new Set(indicators.data.indicators.map(({ id }) => id))
  const at = (path: PropertyKey[], right: string) => part.problem(path, right)
  const source = (path: PropertyKey[], one: { source?: string | undefined }) =>
    one.source && known && !known.has(one.source) ? [at([...path, 'source'], 'a source of sources.json')] : []
  const lists = { partners, sectors, distinctions }
  return [
    ...Object.entries(lists).flatMap(([name, list]) =>
      list.flatMap((one, i) => [
        ...(one.id !== '' && list.findIndex(({ id }) => id === one.id) < i ? [at([name, i, 'id'], 'a name used once')] : []), // prettier-ignore
        ...source([name, i], one),
      ]),
    ),
    ...partners.flatMap((tie, i) => {
      const problem = tieProblem(tie)
      return problem ? [at(['partners', i, problem.field], problem.right)] : []
    }),
    ...pages.flatMap(({ audience, lead, chapters, indicators: asked }, i) => [
      ...(pages.findIndex((one) => one.audience === audience) < i ? [at(['pages', i, 'audience'], 'one page for each')] : []), // prettier-ignore
      ...figuresIn(lead, ['pages', i, 'lead'], at),
      ...chapters.flatMap((one, j) => [
        ...source(['pages', i, 'chapters', j], one),
        ...figuresIn(one.text, ['pages', i, 'chapters', j, 'text'], at),
      ]),
      ...asked.flatMap((id, j) => defined && !defined.has(id) ? [at(['pages', i, 'indicators', j], 'an indicator of indicators.json')] : []), // prettier-ignore
    ]),
  ]
}
