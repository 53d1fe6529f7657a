/** Findings of homes, days of birth and vehicles, and of tables as a whole: small counts, rows that stand alone, long texts. */
import { NO_TALLY, type Column } from './column.ts'
import { finding, type Context } from './judge.ts'
import type { Distinct } from './sketch.ts'
import type { Detected, Evidence } from './types.ts'

const MAJORITY = 0.5
const FLATS_SHARE = 0.1
/** Plain words and a number, such as `Narutowicza 12`, are streets only where most cells are. */
const headed = (yes: boolean): Evidence[] => (yes ? ['header'] : [])

export function addresses(column: Column, context: Context): Detected[] {
  const { words, tallies, cells } = column
  const found: Detected[] = []
  const address = tallies.get('address')
  const header = words.has('address') || words.has('street')
  if (
    address &&
    (address.valid > 0 || header || (address.sure / cells >= FLATS_SHARE && address.cells / cells >= MAJORITY))
  ) {
    const flats = address.sure / address.cells >= FLATS_SHARE
    const office = address.office / address.cells >= MAJORITY || (context.institutions && !flats)
    const evidence: Evidence[] = ['form', ...headed(header)]
    if (flats) evidence.push('flat')
    if (office) evidence.push('institution')
    if (context.persons) evidence.push('persons')
    const severity = severityOf({ office, persons: context.persons, home: flats || header, said: flats || words.has('address') }) // prettier-ignore
    const personal = severity !== 'note'
    const confidence = header || flats ? 'likely' : 'possible'
    found.push(finding(column, 'address', address, { confidence, severity, personal, proposal: personal ? 'generalise' : 'review', evidence })) // prettier-ignore
  }
  const postal = tallies.get('postalCode')
  if (postal && !address && (words.has('postalCode') || postal.cells / cells >= MAJORITY) && context.persons)
    found.push(finding(column, 'postalCode', postal, { confidence: 'likely', severity: 'decide', personal: true, proposal: 'generalise', evidence: ['form', 'persons'] })) // prettier-ignore
  return found
}

type Address = { office: boolean; persons: boolean; home: boolean; said: boolean }
/** A street in the subject of a contract is no home of the person who signed it. */
function severityOf({ office, persons, home, said }: Address): Detected['severity'] {
  if (office) return persons ? 'decide' : 'note'
  if (persons) return home ? 'blocks' : 'decide'
  return said ? 'decide' : 'note'
}

/** A street, a house and a flat in columns of their own. */
export function splitAddress(columns: readonly Column[], context: Context): Detected[] {
  const of = (word: 'street' | 'house' | 'flat') => columns.find(({ words, cells }) => words.has(word) && cells > 0)
  const [street, flat] = [of('street'), of('flat')]
  const house =
    of('house') ?? columns.find(({ at, words, cells }) => at - 1 === street?.at && words.has('number') && cells > 0)
  if (!street || !house || house === street || house.tallies.has('address')) return []
  const parts = [street, house, ...(flat && flat !== house && flat !== street ? [flat] : [])]
  const office = context.institutions && parts.length < 3
  const evidence: Evidence[] = ['header', ...(parts.length === 3 ? (['flat'] as const) : []), ...(context.persons ? (['persons'] as const) : []), ...(office ? (['institution'] as const) : [])] // prettier-ignore
  const severity = context.persons ? (office ? 'decide' : 'blocks') : parts.length === 3 ? 'decide' : 'note'
  return [
    {
      ...{ detector: 'address', columns: parts.map(({ at }) => at), hits: house.cells, cells: house.cells, share: 1 },
      ...{ places: [], samples: [], confidence: 'likely', severity, personal: severity !== 'note', evidence },
      proposal: severity === 'note' ? 'review' : 'generalise',
    },
  ]
}

const BIRTH_SPAN_YEARS = 40

export function births(column: Column, context: Context): Detected[] {
  const { words, tallies, dates, cells, yearLow, yearHigh } = column
  const severity = context.persons ? 'blocks' : 'decide'
  const persons: Evidence[] = context.persons ? ['persons'] : []
  const said = { severity, personal: true, proposal: 'generalise' } as const
  const inText = tallies.get('birthDate')
  if (inText)
    return [finding(column, 'birthDate', inText, { ...said, confidence: 'likely', evidence: ['keyword', ...persons] })]
  const whole = { ...NO_TALLY, cells: dates }
  if (words.has('birthDate') && dates > 0)
    return [finding(column, 'birthDate', whole, { ...said, confidence: 'likely', evidence: ['header', ...persons] })]
  if (context.persons && !context.aggregated && dates / cells > MAJORITY && yearHigh - yearLow >= BIRTH_SPAN_YEARS)
    return [finding(column, 'birthDate', whole, { ...said, severity: 'decide', confidence: 'possible', evidence: ['form', ...persons] })] // prettier-ignore
  return []
}

const PLATES_SHARE = 0.9
const PLATES_MIN = 10

export function plates(column: Column): Detected[] {
  const plate = column.tallies.get('plate')
  const header = column.words.has('plate')
  if (!plate) return []
  const full = plate.cells >= PLATES_MIN && plate.cells / column.cells >= PLATES_SHARE
  if (!header && plate.sure === 0 && !full) return []
  const evidence: Evidence[] = ['form', ...headed(header), ...(plate.sure > 0 ? (['keyword'] as const) : [])]
  const confidence = header || plate.sure > 0 ? 'likely' : 'possible'
  return [
    finding(column, 'plate', plate, { confidence, severity: 'decide', personal: true, proposal: 'drop', evidence }),
  ]
}

const within = ({ low, high }: Column, least: number, most: number): boolean => low >= least && high <= most

/** Latitude and longitude, each in a column, fine enough to tell a house. */
export function coordinates(columns: readonly Column[], context: Context): Detected[] {
  const fine = columns.filter(({ fine, cells }) => cells > 0 && fine / cells > MAJORITY)
  const north = fine.find((column) => column.words.has('latitude') && within(column, -90, 90))
  const east = fine.find((column) => column.words.has('longitude') && within(column, -180, 180))
  if (!north || !east || north === east) return []
  const home =
    context.persons || columns.some(({ words }) => words.has('home') || words.has('address') || words.has('flat'))
  return [
    {
      ...{ detector: 'coordinates', columns: [north.at, east.at], hits: north.fine, cells: north.cells },
      ...{ share: north.fine / north.cells, places: [], samples: [], confidence: home ? 'likely' : 'possible' },
      ...{ severity: home ? 'decide' : 'note', personal: home, proposal: home ? 'generalise' : 'review' },
      evidence: ['header', 'fine', ...(home ? (['persons'] as const) : [])],
    },
  ]
}

/** Both in one cell, or as a geometry. */
export function points(column: Column, context: Context): Detected[] {
  const of = column.tallies.get('coordinates')
  if (!of || of.cells / column.cells < FLATS_SHARE) return []
  const home = context.persons || column.words.has('home') || column.words.has('address')
  const said = home
    ? ({ severity: 'decide', personal: true, proposal: 'generalise', confidence: 'likely' } as const)
    : ({ severity: 'note', personal: false, proposal: 'review', confidence: 'possible' } as const)
  return [
    finding(column, 'coordinates', of, {
      ...said,
      evidence: ['form', 'fine', ...(home ? (['persons'] as const) : [])],
    }),
  ]
}

const INTEGERS_SHARE = 0.9
const LONG_SHARE = 0.02
const DIFFERENT_SHARE = 0.3

/** Counts of persons so small that they point at somebody. */
export function smallCells(column: Column, counts: boolean, context: Context): Detected[] {
  const { smalls, integers, cells, smallRows, at } = column
  if (!counts || smalls === 0 || context.persons || integers / cells < INTEGERS_SHARE) return []
  return [
    {
      ...{ detector: 'smallCells', columns: [at], hits: smalls, cells, share: smalls / cells, places: smallRows },
      ...{ samples: [], confidence: 'likely', severity: 'decide', personal: true, proposal: 'suppress' },
      evidence: ['form', 'header'],
    },
  ]
}

export function longTexts(column: Column): Detected[] {
  const { long, cells, longRows, at, words, sketch } = column
  const free = words.has('freeText')
  if (long === 0 || (long / cells < LONG_SHARE && !free) || sketch.result().distinct / cells < DIFFERENT_SHARE)
    return []
  return [
    {
      ...{ detector: 'freeText', columns: [at], hits: long, cells, share: long / cells, places: longRows, samples: [] },
      ...{ confidence: 'possible', severity: 'note', personal: true, proposal: 'review' },
      evidence: ['form', ...headed(free)],
    },
  ]
}

const UNIQUE_SHARE = 0.95
const ROWS_MIN = 20
const QUASI = ['sex', 'age', 'birthDate', 'postalCode', 'place', 'trait', 'street', 'address'] as const

/** Of a person, not of a place. */
export const isTrait = ({ words }: Column): boolean => TRAITS.some((word) => words.has(word))
const TRAITS = ['sex', 'age', 'birthDate', 'trait'] as const

/** Columns that together say who somebody is, by their names. */
export const quasiColumns = (columns: readonly Column[]): Column[] =>
  columns.filter(({ words }) => QUASI.some((word) => words.has(word)) && !words.has('count') && !words.has('value'))

/** Rows that no other row is like, in what others may know of a person. */
export function singledOut(quasi: readonly Column[], rows: number, { alone }: Distinct): Detected[] {
  if (alone === 0) return []
  const hits = Math.min(rows, alone)
  return [
    {
      ...{ detector: 'singledOut', columns: quasi.map(({ at }) => at), hits, cells: rows, share: hits / rows },
      ...{ places: [], samples: [], confidence: 'likely', severity: 'decide', personal: true, proposal: 'generalise' },
      evidence: ['header'],
    },
  ]
}

/** A column that numbers persons: it joins this table with others. */
export function unique(column: Column): Detected[] {
  const { distinct } = column.sketch.result()
  const amounts = column.fractions / column.cells > MAJORITY
  if (column.cells < ROWS_MIN || distinct / column.cells < UNIQUE_SHARE || amounts) return []
  return [
    {
      ...{ detector: 'unique', columns: [column.at], hits: Math.min(distinct, column.cells), cells: column.cells },
      ...{
        share: Math.min(1, distinct / column.cells),
        places: [],
        samples: [],
        confidence: 'possible',
        severity: 'note',
      },
      ...{ personal: true, proposal: 'review', evidence: ['form', 'persons'] },
    },
  ]
}
