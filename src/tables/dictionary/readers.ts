/** A cell's text as the one spelling of its type. Most cells already have it; the quick way tells by their characters. */
import { separators, splitNumber } from '../numbers.ts'
import { geometryText, readGeometry } from '../geometry/index.ts'
import type { ProblemCode, Type } from '../types.ts'
import { asAmerican, createDateLook, dayText, EITHER_FORMAT, DATE_FORMATS, momentText, readClock, readDate } from '../values/dates.ts' // prettier-ignore
import { numberText } from '../values/number-text.ts'
import { BOOLEANS } from '../values/words.ts'
import type { Field } from './schema.ts'

/** What is wrong with a cell besides its type. */
export type Tell = (code: ProblemCode, expected: string) => void
/** The value's spelling; undefined where the text is no such value. */
export type ReadCell = (text: string, tell: Tell) => string | undefined

export function readerOf(field: Field): ReadCell {
  switch (field.type) {
    case 'integer':
    case 'number':
      return numberReader(field)
    case 'latitude':
      return within(numberReader(field), 90)
    case 'longitude':
      return within(numberReader(field), 180)
    case 'boolean':
      return booleanReader(field)
    case 'date':
    case 'datetime':
      return dayReader(field)
    case 'time':
      return (text) => readClock(text.trim())?.text
    case 'year':
      return (text) => /^\s*(\d{4})(?:\s*r\.?)?\s*$/.exec(text)?.[1]
    case 'geojson':
      return geometryReader(field)
    case 'code':
      return (text) => text.trim()
    case 'string':
      return (text) => text
  }
}

/** An example of what would be right, without words. */
export function exampleOf({ type, format, decimalChar = '.', trueValues, falseValues }: Field): string {
  const examples: Record<Type, string> = {
    integer: '1234',
    number: `1234${decimalChar}5`,
    boolean: [...(trueValues ?? ['true']), ...(falseValues ?? ['false'])].join(' | '),
    date: format ?? '2025-12-31',
    datetime: format ?? '2025-12-31T14:30:00',
    time: '14:30:00',
    year: '2025',
    latitude: '−90 … 90',
    longitude: '−180 … 180',
    geojson: '{"type":"Point","coordinates":[22.5,51.2]}',
    code: '0012',
    string: '…',
  }
  return examples[type]
}

const [MINUS, POINT, COMMA, ZERO, NINE] = [45, 46, 44, 48, 57]

function numberReader(field: Field): ReadCell {
  const isInteger = field.type === 'integer'
  const mark = (field.decimalChar ?? '.') === ',' ? COMMA : POINT
  const slow = slowNumber(field)
  const { unit = '' } = field
  return (text) => {
    const end = unit !== '' && text.endsWith(unit) ? endOfNumber(text, text.length - unit.length) : text.length
    const from = text.charCodeAt(0) === MINUS ? 1 : 0
    let point = -1
    let at = from
    for (; at < end; at++) {
      const code = text.charCodeAt(at)
      if (code >= ZERO && code <= NINE) continue
      if (code !== mark || point >= 0 || at === from) return slow(text)
      point = at
    }
    if (end <= from || (text.charCodeAt(from) === ZERO && end > from + 1 && point !== from + 1)) return slow(text)
    if (point < 0) return from === 1 && text.charCodeAt(1) === ZERO ? '0' : end === text.length ? text : text.slice(0, end) // prettier-ignore
    if (isInteger || point === end - 1) return slow(text)
    while (text.charCodeAt(at - 1) === ZERO) at--
    if (at - 1 === point) return text.charCodeAt(from) === ZERO ? '0' : text.slice(0, point)
    if (mark === POINT) return at === text.length ? text : text.slice(0, at)
    return `${text.slice(0, point)}.${text.slice(point + 1, at)}`
  }
}

/** Before the spaces that stand before the unit. */
function endOfNumber(text: string, unitAt: number): number {
  let end = unitAt
  while (end > 0 && (text.charCodeAt(end - 1) === 32 || text.charCodeAt(end - 1) === 160)) end--
  return end
}

/** With groups, a unit, a sign apart, an exponent. */
function slowNumber({ type, decimalChar = '.', groupChar, unit }: Field): ReadCellAlone {
  const other = decimalChar === ',' ? '.' : ','
  return (text) => {
    let bare = text.trim()
    if (unit !== undefined && bare.startsWith(unit)) bare = bare.slice(unit.length).trimStart()
    const split = splitNumber(bare)
    const tail = split?.tail.trim()
    if (!split || (tail !== '' && tail !== unit)) return undefined
    const { negative, whole, rest, exponent } = split.number
    const reading = separators(split.number)
    if (reading.kind === 'bad') return undefined
    const meant = reading.kind === 'plain' ? undefined : reading.kind === 'ambiguous' ? 'either' : reading.kind
    const byMark = 'separator' in reading && reading.separator === decimalChar
    // A mark that may be either is what the column says it is; a mark of thousands only where the column has one.
    const isFraction = meant === 'either' ? byMark : meant === 'decimal'
    if (isFraction !== byMark && meant !== undefined) return undefined
    if (meant !== undefined && !isFraction && groupChar !== other) return undefined
    const cut = isFraction ? rest.lastIndexOf(decimalChar) : rest.length
    if (groupChar !== other && rest.slice(0, cut).includes(other)) return undefined
    const digits = whole.replace(/\D/g, '') + rest.slice(0, cut).replace(/\D/g, '')
    return spelled(negative, digits, rest.slice(cut + 1), exponent, type === 'integer')
  }
}
type ReadCellAlone = (text: string) => string | undefined

function spelled(negative: boolean, digits: string, fraction: string, exponent: string, isInteger: boolean) {
  const whole = digits.replace(/^0+(?=\d)/, '') || '0'
  const part = fraction.replace(/0+$/, '')
  let text = part === '' ? whole : `${whole}.${part}`
  if (exponent !== '') {
    const number = Number(text + exponent)
    if (!Number.isFinite(number)) return undefined
    text = numberText(number)
  }
  if (isInteger && text.includes('.')) return undefined
  return negative && text !== '0' ? `-${text}` : text
}

const within = (read: ReadCell, most: number): ReadCell =>
  function (text, tell) {
    const found = read(text, tell)
    if (found === undefined || Math.abs(Number(found)) <= most) return found
    tell('coordinatesOutside', `−${most} … ${most}`)
    return undefined
  }

function booleanReader({ trueValues, falseValues }: Field): ReadCell {
  const meant = new Map<string, string>()
  if (!trueValues && !falseValues) {
    for (const [yes, no] of BOOLEANS) {
      if (!meant.has(yes)) meant.set(yes, 'true')
      if (!meant.has(no)) meant.set(no, 'false')
    }
    meant.set('1', 'true').set('0', 'false')
  }
  for (const word of trueValues ?? []) meant.set(word.toLowerCase(), 'true')
  for (const word of falseValues ?? []) meant.set(word.toLowerCase(), 'false')
  return (text) => meant.get(text) ?? meant.get(text.trim().toLowerCase())
}

const SLASHES = '%d/%m/%Y'
const AMERICAN = '%m/%d/%Y'

function dayReader({ type, format = '%Y-%m-%d' }: Field): ReadCell {
  const look = createDateLook()
  const wanted = format.split(/[ T]%H/)[0]!
  const isMoment = type === 'datetime'
  return (text, tell) => {
    if (!readDate(text, look) && !readDate(text.trim(), look)) return undefined
    if (wanted === AMERICAN) asAmerican(look)
    const found = look.format === EITHER_FORMAT ? SLASHES : DATE_FORMATS[look.format]!
    // Among days of several ways one that may be two of them is none.
    if (wanted === 'any' ? look.format === EITHER_FORMAT : found !== wanted) return undefined
    if (!look.isRight) {
      tell('dateImpossible', isMoment ? '2025-12-31T14:30:00' : '2025-12-31')
      return undefined
    }
    if (isMoment) return momentText(look, text)
    // A day is no moment, unless the moment is its beginning.
    return look.hasTime && (look.second > 0 || look.zone !== '') ? undefined : dayText(look, text)
  }
}

function geometryReader({ mend = [] }: Field): ReadCell {
  const swap = mend.some(({ rule }) => rule === 'swapAxes')
  return (text, tell) => {
    const found = readGeometry(text, swap)
    if (!found) {
      tell('geometryInvalid', exampleOf({ name: '-', type: 'geojson' }))
      return undefined
    }
    for (const fault of found.faults) tell(fault, '')
    return found.faults.has('coordinatesOutside') ? undefined : geometryText(found)
  }
}
