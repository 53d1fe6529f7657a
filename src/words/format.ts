/** Numbers, units, periods and days as people write them in each language. */
import { formatters } from './catalogue.ts'
import type { Lang } from './langs.ts'

const NBSP = '\u00a0'
const COMPACT_FROM = 10_000_000

type Say = { t(key: never, values?: { n: number }): string; has(key: string): boolean }

export type Formats = ReturnType<typeof formatsFor>

const DAY = /^\d{4}-\d\d-\d\d$/

/** How this language writes figures. `say` gives the names of units; `timezone` is the city's. */
export function formatsFor(lang: Lang, say: Say, timezone = 'UTC') {
  const day = (options: Intl.DateTimeFormatOptions, zone: string) =>
    formatters.getDateTimeFormat(lang === 'en' ? 'en-GB' : lang, { ...options, timeZone: zone })

  function number(value: number, decimals?: number): string {
    const options =
      decimals === undefined
        ? { maximumFractionDigits: decimalsFor(value) }
        : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
    return minus(formatters.getNumberFormat(lang, options).format(value))
  }

  /** 1,82 mld: for large sums, where the digits that matter are the first. */
  function compact(value: number): string {
    const compactDisplay = lang === 'en' ? 'long' : 'short'
    const options = { notation: 'compact', compactDisplay, maximumSignificantDigits: 3 }
    return minus(formatters.getNumberFormat(lang, options).format(value)).replaceAll(' ', NBSP)
  }

  const unit = unitWords(lang, say, number)

  /** A figure with its unit, kept on one line: 15,0 µg/m³. */
  function value(figure: number, unitText: string, decimals?: number): string {
    const { digits, name } = parts(figure, unitText, decimals)
    return name ? `${digits}${NBSP}${name}` : digits
  }

  /** The same in two pieces, for where the figure is set large and its unit small. */
  function parts(figure: number, unitText: string, decimals?: number): { digits: string; name: string } {
    const large = Math.abs(figure) >= COMPACT_FROM
    return { digits: large ? compact(figure) : number(figure, decimals), name: unit(unitText, read(figure, decimals)) }
  }

  /** With all its digits, however large: a slip of the unit is seen by them. */
  function whole(figure: number, unitText: string): string {
    return `${number(figure)}${NBSP}${unit(unitText, read(figure))}`.trim()
  }

  /** +1 260, −0,1: how much more or less. */
  function change(difference: number, decimals?: number): string {
    const sign = difference > 0 ? '+' : ''
    return sign + (Math.abs(difference) >= COMPACT_FROM ? compact(difference) : number(difference, decimals))
  }

  /** The same of a figure in `unit`: shares differ by percentage points. */
  function difference(by: number, unitText: string, decimals?: number): string {
    return change(by, decimals) + (unitText === '%' ? `${NBSP}${unit('pp', by)}` : '')
  }

  function percent(share: number, decimals = 0): string {
    return number(share * 100, decimals) + (lang === 'en' ? '%' : `${NBSP}%`)
  }

  /** 2023, I połowa 2023, II kwartał 2023, maj 2023, 17 maja 2023. */
  function period(text: string): string {
    const [, year = text, kind = '', part = ''] = /^(\d{4})-([SQM])(\d+)$/.exec(text) ?? []
    if (kind === 'M') return day({ month: 'long', year: 'numeric' }, 'UTC').format(new Date(`${year}-${part}-01`))
    if (kind)
      return say.t(`units.period.${kind === 'S' ? 'half' : 'quarter'}` as never, { n: Number(part) }) + ` ${year}`
    if (DAY.test(text)) return day({ dateStyle: 'long' }, 'UTC').format(new Date(text))
    return text
  }

  return {
    number,
    compact,
    unit,
    value,
    parts,
    whole,
    change,
    difference,
    percent,
    period,
    /** 23 listopada 2026: a moment in the city's own time; a day of the calendar is the same everywhere. */
    day: (at: Date | string) =>
      typeof at === 'string' && DAY.test(at) ? period(at) : day({ dateStyle: 'long' }, timezone).format(new Date(at)),
    /** 23 listopada 2026, 14:05 */
    moment: (at: Date | string) => day({ dateStyle: 'long', timeStyle: 'short' }, timezone).format(new Date(at)),
    /** 23 listopada 2026, 14:05–16:00: what they have in common is said once. */
    span: (from: Date, to: Date) => day({ dateStyle: 'long', timeStyle: 'short' }, timezone).formatRange(from, to),
    /** 14:05 */
    time: (at: Date | string) => day({ timeStyle: 'short' }, timezone).format(new Date(at)),
    /** 1,4 MB */
    bytes: (size: number) => {
      const step = Math.min(3, Math.floor(Math.log10(Math.max(1, size)) / 3))
      return `${number(size / 1000 ** step, step ? 1 : 0)}${NBSP}${['B', 'kB', 'MB', 'GB'][step]}`
    },
    list: (items: string[]) => new Intl.ListFormat(lang, { type: 'conjunction' }).format(items),
  }
}

/** Units in words: a noun's form for so many of it, a ratio as "so much per so many". */
function unitWords(lang: Lang, say: Say, number: (value: number) => string) {
  /** 100 000, or 100 tys. where the language has such a word. */
  const round = (count: number): string =>
    lang === 'en' || count < 10_000
      ? number(count)
      : formatters.getNumberFormat(lang, { notation: 'compact' }).format(count).replaceAll(' ', NBSP)

  /** A noun's form for so many of it, a ratio in words; a unit without a name of its own stands as it is written. */
  function unit(text: string, n = 2): string {
    if (text === '1') return ''
    if (say.has(`units.names.${text}`)) return say.t(`units.names.${text}` as never, { n })
    const [what = '', ...rest] = text.split('/')
    const per = rest.join('/')
    if (!per) return text
    const [, count = '', whom = per] = /^\(?(?:(\d+) )?([^)]*)\)?$/.exec(per) ?? []
    const counted = what === whom ? '' : unit(what, n)
    const each = `units.each.${whom}`
    if (!count && !say.has(each)) return `${counted || '1'}/${unit(whom, 1)}`
    const many = count ? `${round(Number(count))}${NBSP}${unit(whom, Number(count))}` : say.t(each as never)
    return `${counted} ${say.t('units.per' as never)}${NBSP}${many}`.trim()
  }
  return unit
}

/** Three digits that matter, and no more decimals than two. */
function decimalsFor(value: number): number {
  const size = Math.abs(value)
  return size >= 100 ? 0 : size >= 10 ? 1 : 2
}

/** The number that is read, with which its noun goes: 13 314 noclegów, though it is 13 314,4. */
const read = (figure: number, decimals = decimalsFor(figure)) => Number(figure.toFixed(decimals))

/** A minus is a minus, not a hyphen. */
const minus = (text: string) => text.replace('-', '−')
