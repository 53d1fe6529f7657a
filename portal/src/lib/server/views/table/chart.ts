/** A chart of a published table, as the address asks or as the columns suggest, with the table that says the same. */
import type { Group, How, PublicTable, Rows, Step } from '#catalog'
import { words, type Lang } from '#words'
import { formatsFor, type Formats } from '#words/format'
import { cellText } from '#lib/opendata/cells.ts'
import { barChart, seriesColour } from '#lib/server/charts/bars.ts'
import { linesChart, scatterChart, spreadChart, type Size } from '#lib/server/charts/plots.ts'
import { yearsOf } from '#lib/server/charts/time.ts'
import { meantBy, type Asked, type Kind } from './asked.ts'
import { firstChart, isInOrder, isTime, kindsFor, type ShownColumn } from './columns.ts'

/** So many bars can be read on a page, and so many points of a line be drawn. */
const BARS_MAX = 30
const SERIES_MAX = 6
const POINTS_MAX = 500
/** A line of days longer than that is one of months, and one of months longer than that of years. */
const DAYS_MAX = 120
const MONTHS_MAX = 10 * 12

export type Chosen = { kind: Kind; x: string; y: string; how: How; by: string; step: Step | undefined }
export type ChartView = {
  chosen: Chosen
  title: string
  wide: string
  narrow: string
  legend: { label: string; colour: string }[]
  /** The same as a table. */
  columns: { id: string; label: string; numeric: boolean }[]
  rows: string[][]
  /** What is not shown, and why. */
  notes: string[]
}

type Setting = { rows: Rows; table: PublicTable; columns: ShownColumn[]; lang: Lang; timezone: string; asked: Asked }
type Drawer = Setting & { chosen: Chosen; say: ReturnType<typeof voiceOf>; of: (id: string) => ShownColumn | undefined }

/** Undefined where the table has nothing that could be drawn. */
export async function chartOf(setting: Setting): Promise<ChartView | undefined> {
  const { table, columns, lang, timezone, asked } = setting
  const of = (id: string) => columns.find((column) => column.id === id)
  const chosen = chosenFor(table, columns, asked)
  if (!chosen) return undefined
  const drawer: Drawer = { ...setting, chosen, of, say: voiceOf(lang, timezone) }
  switch (chosen.kind) {
    case 'histogram':
      return spread(drawer)
    case 'scatter':
      return scattered(drawer)
    default:
      return grouped(drawer)
  }
}

const voiceOf = (lang: Lang, timezone: string) => {
  const { t } = words[lang]
  const format: Formats = formatsFor(lang, words[lang], timezone)
  return { t, format, lang, cell: (value: string | undefined, type: string) => cellText({ t, format }, value, type) }
}

/** What is drawn: as asked, where that can be drawn of these columns; what was not said fits the rest. */
export function chosenFor(table: PublicTable, columns: ShownColumn[], asked: Asked): Chosen | undefined {
  const of = (id: string) => columns.find((column) => column.id === id)
  const first = firstChart(table)
  const isAsked = of(asked.x) !== undefined
  const x = isAsked ? of(asked.x)! : of(first?.x ?? '')
  if (!x) return undefined
  const kinds = kindsFor(x)
  if (kinds.length === 0) return undefined
  const isFirst = !isAsked && asked.kind === undefined
  // An address that names how but no kind is one of bars.
  const wanted = isFirst ? first!.kind : (asked.kind ?? (asked.how ? 'bar' : kinds[0]!))
  const kind = kinds.includes(wanted) ? wanted : kinds[0]!
  const number = columns.find((column) => column.id === (isFirst ? first!.y : asked.y) && column.numeric)
  const another = columns.find((column) => column.numeric && column.id !== x.id)
  const y = kind === 'scatter' ? (number ?? another) : number
  if (kind === 'scatter' && !y) return { kind: 'histogram', x: x.id, y: '', how: 'count', by: '', step: undefined }
  const how = isFirst ? first!.how : (asked.how ?? (y ? 'mean' : 'count'))
  const by = of(isFirst ? first!.by : asked.by)
  return {
    ...{ kind, x: x.id, y: y?.id ?? '', how: y ? how : 'count' },
    by: by && by.id !== x.id && by.type !== 'geojson' ? by.id : '',
    step: isTime(x) ? (asked.step ?? stepOf(table, x.id)) : undefined,
  }
}

/** Fine enough to see what changes, coarse enough to be drawn. */
function stepOf({ content }: PublicTable, id: string): Step {
  const { min, max } = content.statistics.find(({ name }) => name === id) ?? {}
  if (min === undefined || max === undefined) return 'month'
  const years = yearsOf(max.slice(0, 10)) - yearsOf(min.slice(0, 10))
  return years * 365 <= DAYS_MAX ? 'day' : years * 12 <= MONTHS_MAX ? 'month' : 'year'
}

const labelOf = (column: ShownColumn | undefined, { format }: Drawer['say']) =>
  column ? column.label + (column.unit ? ` (${format.unit(column.unit)})` : '') : ''

/** "mean of girth by kind, split by year". */
function titleOf({ chosen: { how, x, y, by }, of, say }: Drawer): string {
  const along = of(x)?.label ?? ''
  const told =
    how === 'count'
      ? say.t('opendata.table.chartCount', { x: along })
      : say.t('opendata.table.chartOf', { how: say.t(`opendata.table.how.${how}`), y: labelOf(of(y), say), x: along })
  return by === '' ? told : say.t('opendata.table.chartSplit', { chart: told, by: of(by)?.label ?? '' })
}

/** The value of a group, in words: a code by its meaning, nothing by a word for it. */
const nameOf = ({ say }: Drawer, column: ShownColumn | undefined, key: string | undefined): string =>
  key === undefined ? say.t('opendata.table.noValue') : (column?.codes?.get(key) ?? say.cell(key, column?.type ?? 'string')) // prettier-ignore

/** Means have no more decimals than can be read. */
const figureOf = ({ say, chosen }: Drawer) => (value: number) => say.format.number(value, chosen.how === 'mean' ? 2 : undefined) // prettier-ignore

async function grouped(drawer: Drawer): Promise<ChartView> {
  const { rows, table, asked, chosen, of, say } = drawer
  const [x, by] = [of(chosen.x)!, of(chosen.by)]
  const inOrder = isInOrder(x) || chosen.kind === 'line'
  const found = await rows.groups(table, {
    ...meantBy(asked),
    ...{ by: x.id, how: chosen.how, order: inOrder ? 'key' : 'value', limit: chosen.kind === 'line' ? POINTS_MAX : BARS_MAX }, // prettier-ignore
    ...(chosen.step && { step: chosen.step }),
    ...(by && { series: by.id }),
    ...(chosen.y !== '' && chosen.how !== 'count' && { of: chosen.y }),
  })
  const keys = [...new Set(found.groups.map(({ key }) => key))]
  const parts = [...new Set(found.groups.map(partOf))].sort((a, b) => Number(a === REST) - Number(b === REST))
  const figure = figureOf(drawer)
  const cell = new Map(found.groups.map((group) => [cellKey(group.key, partOf(group)), group]))
  const valueAt = (key: string, part: Part) => cell.get(cellKey(key, part))?.value ?? undefined
  const title = titleOf(drawer)
  const names = parts.map((part) => (part === REST ? say.t('opendata.table.rest') : nameOf(drawer, by, part)))
  const draw = (size: Size) =>
    chosen.kind === 'line' ? lineOf(drawer, { title, keys, parts, names, valueAt }, size) : barOf(drawer, { title, keys, parts, names, valueAt }, size) // prettier-ignore
  const notes = []
  if (found.keys > keys.length) notes.push(say.t(inOrder ? 'opendata.table.chartFirst' : 'opendata.table.chartMore', { n: keys.length, all: found.keys })) // prettier-ignore
  const own = parts.filter((part) => part !== REST).length
  if (found.series > own) notes.push(say.t('opendata.table.chartParts', { n: own, all: found.series })) // prettier-ignore
  if (found.missing > 0) notes.push(say.t('opendata.table.chartMissing', { n: found.missing, x: x.label }))
  return {
    ...{ chosen, title, wide: draw('wide'), narrow: draw('narrow'), notes },
    legend: by ? names.map((label, i) => ({ label, colour: seriesColour(colourOf(parts, i)) })) : [],
    columns: [
      { id: 'x', label: x.label, numeric: false },
      ...parts.map((_, i) => ({ id: `p${i}`, label: by ? names[i]! : (chosen.how === 'count' ? say.t('opendata.table.how.count') : `${labelOf(of(chosen.y), say)}: ${say.t(`opendata.table.how.${chosen.how}`)}`), numeric: true })), // prettier-ignore
    ],
    rows: keys.map((key) => [
      nameOf(drawer, x, key),
      ...parts.map((part) => {
        const value = valueAt(key, part)
        return value === undefined ? '–' : figure(value)
      }),
    ]),
  }
}

/** All parts that are not among the largest. */
const REST = Symbol('rest')
type Part = string | undefined | typeof REST
const partOf = ({ series, isRest }: Group): Part => (isRest ? REST : series)
const cellKey = (key: string, part: Part): string => JSON.stringify([key, part === REST ? 1 : (part ?? 0)])
const colourOf = (parts: Part[], at: number): number => (parts[at] === REST ? -1 : at)

type Found = {
  title: string
  keys: string[]
  parts: Part[]
  names: string[]
  valueAt: (key: Group['key'], part: Part) => number | undefined
}

function barOf(drawer: Drawer, { title, keys, parts, valueAt }: Found, size: Size): string {
  const { chosen, say, of } = drawer
  const x = of(chosen.x)
  const rows = keys.map((key) => ({
    name: nameOf(drawer, x, key),
    parts: parts.flatMap((part, series) => {
      const value = valueAt(key, part)
      return value === undefined ? [] : [{ series: colourOf(parts, series), value }]
    }),
  }))
  const stacked = chosen.how === 'sum' || chosen.how === 'count'
  const description = say.t('opendata.table.chartTable')
  return barChart({ title, description, rows, stacked, split: parts.length > 1, number: figureOf(drawer) }, size)
}

function lineOf(drawer: Drawer, { title, keys, parts, names, valueAt }: Found, size: Size): string {
  const { chosen, say, of, lang } = drawer
  const x = of(chosen.x)!
  const time = isInOrder(x)
  const points = keys.map((key) => ({ key, at: time ? dateOf(key) : Number(key) }))
  const inOrder = points.filter(({ at }) => Number.isFinite(Number(at)))
  const series = parts.map((part, i) => ({
    name: names[i]!,
    colour: colourOf(parts, i),
    points: inOrder.flatMap(({ key, at }) => {
      const y = valueAt(key, part)
      return y === undefined ? [] : [{ x: at, y }]
    }),
  }))
  const years = Number(inOrder.at(-1)?.at ?? 0) - Number(inOrder[0]?.at ?? 0) > 3 * 366 * 86_400_000
  const form = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { timeZone: 'UTC', ...(years || chosen.step === 'year' || x.type === 'year' ? { year: 'numeric' } : { day: chosen.step === 'day' ? 'numeric' : undefined, month: 'short', year: 'numeric' }) }) // prettier-ignore
  return linesChart(
    {
      ...{ title, series, description: say.t('opendata.table.chartTable'), tick: say.format.number },
      xTick: (at) => (at instanceof Date ? form.format(at) : say.format.number(at)),
      fromZero: chosen.how === 'count' || chosen.how === 'sum',
    },
    size,
  )
}

/** 2023, 2023-M05 and 2023-05-17 as the first day that they have. */
function dateOf(key: string): Date {
  const [year = '', month = '1', day = '1'] = key.replace('M', '').split('-')
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  return date
}

/** A year is no thousand. */
const tickOf = (column: ShownColumn, { format }: Drawer['say']) =>
  column.type === 'year' ? (value: number) => String(value) : (value: number) => format.number(value)

async function spread(drawer: Drawer): Promise<ChartView> {
  const { rows, table, asked, chosen, of, say } = drawer
  const column = of(chosen.x)!
  const { bins, missing } = await rows.bins(table, { ...meantBy(asked), of: column.id })
  const title = say.t('opendata.table.chartSpread', { x: labelOf(column, say) })
  const { number } = say.format
  const named = {
    title,
    description: say.t('opendata.table.chartTable'),
    tick: number,
    xTick: tickOf(column, say),
    bins,
  }
  return {
    ...{ chosen, title, wide: spreadChart(named, 'wide'), narrow: spreadChart(named, 'narrow'), legend: [] },
    notes: missing > 0 ? [say.t('opendata.table.chartMissing', { n: missing, x: column.label })] : [],
    columns: [
      { id: 'x', label: labelOf(column, say), numeric: false },
      { id: 'p0', label: say.t('opendata.table.how.count'), numeric: true },
    ],
    rows: bins.map(({ from, to, count }) => [
      say.t('opendata.table.fromTo', { from: number(from), to: number(to) }),
      number(count),
    ]),
  }
}

async function scattered(drawer: Drawer): Promise<ChartView> {
  const { rows, table, asked, chosen, of, say } = drawer
  const [x, y, by] = [of(chosen.x)!, of(chosen.y)!, of(chosen.by)]
  const found = await rows.pairs(table, { ...meantBy(asked), x: x.id, y: y.id, ...(by && { series: by.id }) })
  const title = say.t('opendata.table.chartPairs', { x: labelOf(x, say), y: labelOf(y, say) })
  const { number } = say.format
  const often = Map.groupBy(found.dots, ({ series }) => series)
  const parts = [...often.keys()].sort((a, b) => often.get(b)!.length - often.get(a)!.length).slice(0, SERIES_MAX)
  const dots = found.dots.map((dot) => ({ ...dot, series: parts.indexOf(dot.series) }))
  const named = {
    ...{ title, description: say.t('opendata.table.chartTable'), tick: number, xTick: tickOf(x, say) },
    ...{ dots, labelX: labelOf(x, say), labelY: labelOf(y, say) },
  }
  const notes = []
  if (!found.isWhole) notes.push(say.t('opendata.table.chartDots', { n: found.count }))
  if (found.series > parts.length) notes.push(say.t('opendata.table.chartParts', { n: parts.length, all: found.series })) // prettier-ignore
  if (found.missing > 0) notes.push(say.t('opendata.table.chartMissingPair', { n: found.missing }))
  const listed = found.dots.slice(0, BARS_MAX)
  if (found.dots.length > listed.length) notes.push(say.t('opendata.table.chartListed', { n: listed.length }))
  return {
    ...{ chosen, title, wide: scatterChart(named, 'wide'), narrow: scatterChart(named, 'narrow'), notes },
    legend: by && found.isWhole ? parts.map((part, i) => ({ label: nameOf(drawer, by, part), colour: seriesColour(i) })) : [], // prettier-ignore
    columns: [
      { id: 'x', label: labelOf(x, say), numeric: true },
      { id: 'p0', label: labelOf(y, say), numeric: true },
      { id: 'p1', label: say.t('opendata.table.how.count'), numeric: true },
    ],
    rows: listed.map((dot) => [number(dot.x), number(dot.y), number(dot.count)]),
  }
}
