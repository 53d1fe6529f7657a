/** What a file's words may mean: areas, measures and breakdowns, each with its name and its id in one line. Pure. */
import { LANGS, words, type Lang } from '#words'
import { fold } from '#platform/text'
import { knownFrom } from '../../service/known.ts'
import type { Measure, Texts } from '../../types.ts'
import { likest, type Named } from '../likeness.ts'

type KnownArea = { id: string; names: Record<string, string>; identifiers?: { scheme: string; code: string }[] }
export type Kind = 'area' | 'measure' | 'dimension'

/** An area of another spelling is another area, so its name has to be nearly the same. */
const LEAST: Record<Kind, number | undefined> = { area: 0.85, measure: undefined, dimension: 0.6 }
/** Said for the whole of a column, and for rows that are to be left out. */
const TOTALS = /^(ogółem|razem|total|łącznie|усього|разом|загалом)$/i

export type World = ReturnType<typeof createWorld>

export function createWorld(areas: readonly KnownArea[], measures: readonly Measure[], lang: Lang) {
  const things: Record<Kind, Named[]> = {
    area: areas.map(({ id, names }) => ({ id, names: Object.values(names) })),
    measure: measures.map(({ id, names }) => ({ id, names: [...Object.values(names), id] })),
    dimension: breakdowns(measures),
  }
  const name: Record<Kind, Map<string, string>> = {
    area: new Map(areas.map(({ id, names }) => [id, names[lang] ?? id])),
    measure: new Map(measures.map(({ id, names }) => [id, names[lang]])),
    dimension: new Map(breakdowns(measures).map(({ id, names }) => [id, names[LANGS.indexOf(lang)] ?? id])),
  }
  const { t } = words[lang]
  const [total, skip] = [t('mapping.total'), t('mapping.skip')]
  const line = (kind: Kind, id: string): string => (name[kind].has(id) ? `${name[kind].get(id)} [${id}]` : id)

  return {
    known: knownFrom(areas, measures),
    units: new Set(measures.map(({ unit }) => unit)),
    /** Every answer there is, for a list to choose from. */
    lines: (kind: Kind): string[] => [
      ...(kind === 'dimension' ? [total] : []),
      ...[...name[kind].keys()].map((id) => line(kind, id)).sort((a, b) => a.localeCompare(b, lang)),
      ...(kind === 'measure' || kind === 'dimension' || kind === 'area' ? [skip] : []),
    ],
    /** How an answer that was given is shown: null for what is left out, '' for the total. */
    shown: (kind: Kind, meant: string | null | undefined): string =>
      meant === undefined ? '' : meant === null ? skip : meant === '' ? total : line(kind, meant),
    /** What a word may mean; '' where nothing is alike. `label`: what the file calls it. */
    proposed(kind: Kind, word: string, label?: string): string {
      if (kind === 'dimension' && (TOTALS.test(label ?? word) || word === '_T')) return total
      const found = likest(label ?? word, things[kind], LEAST[kind])
      return found ? line(kind, found.id) : ''
    },
    /** The answer's meaning; undefined where it is none. */
    meant(kind: Kind, answer: string): string | null | undefined {
      const text = answer.trim()
      if (isWord('skip', text)) return null
      if (kind === 'dimension' && isWord('total', text)) return ''
      const id = /\[([^[\]]+)\]$/.exec(text)?.[1] ?? text
      if (name[kind].has(id)) return id
      return things[kind].find(({ names }) => names.some((one) => fold(one) === fold(text)))?.id
    },
  }
}

const isWord = (key: 'skip' | 'total', text: string): boolean =>
  LANGS.some((lang) => words[lang].t(`mapping.${key}`).toLowerCase() === text.toLowerCase())

/** 'sex=female' with what it is called in each language, in the order of LANGS. */
function breakdowns(measures: readonly Measure[]): Named[] {
  const found = new Map<string, string[]>()
  const inOrder = (texts: Texts) => LANGS.map((lang) => texts[lang])
  for (const { dimensions = [] } of measures)
    for (const { id, values } of dimensions)
      for (const value of values) if (!found.has(`${id}=${value.id}`)) found.set(`${id}=${value.id}`, inOrder(value.names)) // prettier-ignore
  return [...found].map(([id, names]) => ({ id, names }))
}
