/** What a delivery is to the gate and to those who look at it, and what may be done with it. Pure. */
import type { Problem, ProblemCode } from '#tables'
import { refuse } from '../refusals.ts'
import { withoutValues } from './columns.ts'
import type { DatasetText, DistributionEntry, Entered } from '../datasets/types.ts'
import type { Delivery, DeliveryView, Earlier, State } from './types.ts'

type Place = { dataset: Entered; distribution: DistributionEntry; assetId: string }
const TITLE_CHARS_MAX = 300

/** The delivery as the gate is to see it: of one distribution, so that the same content again is the same examination. */
export function candidateOf({ dataset, distribution, assetId }: Place, { fingerprint, findings, figures }: Delivery) {
  const { description, distributions } = dataset.said.text as DatasetText
  const title = `${description.title.pl} · ${distributions[distribution.slug]?.title.pl ?? distribution.slug}`
  return {
    subject: {
      module: 'catalog',
      kind: distribution.kind === 'table' ? ('table' as const) : ('file' as const),
      id: distribution.id,
      title: title.slice(0, TITLE_CHARS_MAX),
    },
    ...{ fingerprint: fingerprint!, findings, assetId, aggregate: figures !== undefined },
  }
}

const BEHIND: readonly State[] = ['ready', 'held', 'opened', 'refused']
/** Is it read, and not public? */
export const isBehindGate = ({ state }: Delivery): boolean => BEHIND.includes(state)

/** Throws `catalog.alreadyPublished`: what is or was public is given up by withdrawing it. */
export function demandUnpublished({ id, state }: Delivery): void {
  if (state === 'published' || state === 'withdrawn') throw refuse.alreadyPublished({ id })
}

/** Throws `catalog.alreadyPublished` and `catalog.notRereadable`. */
export function demandRereadable(delivery: Delivery): void {
  demandUnpublished(delivery)
  const { id, state } = delivery
  if (state !== 'stopped' && !isBehindGate(delivery)) throw refuse.notRereadable({ id, state })
}

/** What the reading came to that another takes the place of. */
export const earlierOf = ({ state, rows, problemCount, dictionaryVersion, findings, content }: Delivery): Earlier => ({
  ...{ state, rows, problemCount, dictionaryVersion, findings: findings.length },
  columns: (content?.columns ?? []).map(({ name, type }) => ({ name, type })),
})

/** Whoever neither brought it nor decides sees how much is wrong and where, and nothing of what stands there. */
export function viewOf({ content, ...delivery }: Delivery, isInsider: boolean): DeliveryView {
  const { columns, statistics, dictionary, isTreated } = content ?? {}
  if (isInsider) return { ...delivery, ...(columns && { columns, statistics, isTreated, dictionary }) }
  const problems = delivery.problems.map((problem) => ({
    ...problem,
    places: problem.places.map((place) => ({ ...place, found: '' })),
  }))
  const { failure, reading } = delivery
  return {
    ...delivery,
    problems,
    ...(reading?.columns && { reading: { ...reading, columns: reading.columns.map(withoutValues) } }),
    ...(failure && { failure: { ...failure, details: {} } }),
    ...(columns && { columns }),
  }
}

/** Of the file itself, whatever its dictionary says of the columns. */
const OF_FILE: readonly ProblemCode[] = [
  ...(['encodingMixed', 'encodingBroken', 'nul', 'headerTwice', 'headerEmpty', 'rowsNone'] as const),
  ...(['spreadsheetError', 'formulaUnvalued'] as const),
]

/**
 * What was seen when the file was looked through, and what came up when it was read by its dictionary, once each. What a
 * column should be is told from the file alone where the dictionary was made of it.
 */
export function problemsOf(seen: readonly Problem[], read: readonly Problem[], isOwn: boolean): Problem[] {
  const keyOf = ({ code, column }: Problem) => `${code} ${column?.index ?? ''}`
  const known = new Set(read.map(keyOf))
  return [...seen.filter((one) => !known.has(keyOf(one)) && (isOwn || OF_FILE.includes(one.code))), ...read]
}

export const countOf = (problems: readonly Problem[]): number => problems.reduce((sum, { count }) => sum + count, 0)

const UNCUT: readonly ProblemCode[] = ['rowRagged', 'rowUnreadable', 'quoteOpen']

/**
 * Is it otherwise than the dictionary says? Rows that are not cut like the header are kept and reported, and their values,
 * which may be other columns', break nothing.
 */
export function breaksDictionary(problems: readonly Problem[]): boolean {
  const uncut = problems.filter(({ code }) => UNCUT.includes(code))
  const count = uncut.reduce((sum, problem) => sum + problem.count, 0)
  const lines = new Set(uncut.flatMap(({ places }) => places.map(({ line }) => line)))
  return problems.some(
    ({ code, count: hits, places }) =>
      code.startsWith('column') ||
      (code.startsWith('value') && (hits > count || places.some(({ line }) => !lines.has(line)))),
  )
}
