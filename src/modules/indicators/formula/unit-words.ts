/** The unit words whose size is known. Every other word is a counted thing or a currency: a dimension of its own. */

export type Ratio = { readonly num: bigint; readonly den: bigint }
export type UnitWord = { readonly scale: Ratio; readonly dimension: Readonly<Record<string, number>> }

const LENGTH = { m: 1 }
const AREA = { m: 2 }
const VOLUME = { m: 3 }
const MASS = { g: 1 }
const TIME = { s: 1 }
const ENERGY = { g: 1, m: 2, s: -2 }
const POWER = { g: 1, m: 2, s: -3 }
const DATA = { bit: 1 }

/** [words, numerator, denominator, dimension]; base units are the gram, metre, second and bit. */
const TABLE: readonly (readonly [string, bigint, bigint, Readonly<Record<string, number>>])[] = [
  ['ug', 1n, 1_000_000n, MASS],
  ['mg', 1n, 1000n, MASS],
  ['g', 1n, 1n, MASS],
  ['kg', 1000n, 1n, MASS],
  ['t', 1_000_000n, 1n, MASS],
  ['kt', 1_000_000_000n, 1n, MASS],
  ['Mt', 1_000_000_000_000n, 1n, MASS],
  ['um', 1n, 1_000_000n, LENGTH],
  ['mm', 1n, 1000n, LENGTH],
  ['cm', 1n, 100n, LENGTH],
  ['dm', 1n, 10n, LENGTH],
  ['m', 1n, 1n, LENGTH],
  ['km', 1000n, 1n, LENGTH],
  ['ha', 10_000n, 1n, AREA],
  ['ml', 1n, 1_000_000n, VOLUME],
  ['l', 1n, 1000n, VOLUME],
  ['hl', 1n, 10n, VOLUME],
  ['s', 1n, 1n, TIME],
  ['min', 60n, 1n, TIME],
  ['h', 3600n, 1n, TIME],
  ['day', 86_400n, 1n, TIME],
  ['week', 604_800n, 1n, TIME],
  // A statistical year has 365 days, as ISO 37120 and Eurostat divide yearly totals into daily ones.
  ['year', 31_536_000n, 1n, TIME],
  ['J', 1000n, 1n, ENERGY],
  ['kJ', 1_000_000n, 1n, ENERGY],
  ['MJ', 1_000_000_000n, 1n, ENERGY],
  ['GJ', 1_000_000_000_000n, 1n, ENERGY],
  ['TJ', 1_000_000_000_000_000n, 1n, ENERGY],
  ['Wh', 3_600_000n, 1n, ENERGY],
  ['kWh', 3_600_000_000n, 1n, ENERGY],
  ['MWh', 3_600_000_000_000n, 1n, ENERGY],
  ['GWh', 3_600_000_000_000_000n, 1n, ENERGY],
  ['TWh', 3_600_000_000_000_000_000n, 1n, ENERGY],
  ['W', 1000n, 1n, POWER],
  ['kW', 1_000_000n, 1n, POWER],
  ['MW', 1_000_000_000n, 1n, POWER],
  ['GW', 1_000_000_000_000n, 1n, POWER],
  ['bit', 1n, 1n, DATA],
  ['kbit', 1000n, 1n, DATA],
  ['Mbit', 1_000_000n, 1n, DATA],
  ['Gbit', 1_000_000_000n, 1n, DATA],
  ['B', 8n, 1n, DATA],
  ['kB', 8000n, 1n, DATA],
  ['MB', 8_000_000n, 1n, DATA],
  ['GB', 8_000_000_000n, 1n, DATA],
  ['TB', 8_000_000_000_000n, 1n, DATA],
]

/** The base units of nature; any other base is a thing that is counted, or a currency. */
export const NATURAL: ReadonlySet<string> = new Set(TABLE.flatMap((row) => Object.keys(row[3])))

const KNOWN = new Map<string, UnitWord>(
  TABLE.map(([word, num, den, dimension]) => [word, { scale: { num, den }, dimension }]),
)

/** Words that multiply and name nothing. */
export const MULTIPLIERS: ReadonlyMap<string, Ratio> = new Map([
  ['%', { num: 1n, den: 100n }],
  ['‰', { num: 1n, den: 1000n }],
  ['ratio', { num: 1n, den: 1n }],
  ['thousand', { num: 1000n, den: 1n }],
  ['million', { num: 1_000_000n, den: 1n }],
  ['mln', { num: 1_000_000n, den: 1n }],
  ['billion', { num: 1_000_000_000n, den: 1n }],
  ['bn', { num: 1_000_000_000n, den: 1n }],
])

const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    µg: 'ug',
    μg: 'ug',
    µm: 'um',
    μm: 'um',
    '°C': 'degC',
    '℃': 'degC',
    gram: 'g',
    kilogram: 'kg',
    tonne: 't',
    ton: 't',
    metre: 'm',
    meter: 'm',
    kilometre: 'km',
    kilometer: 'km',
    hectare: 'ha',
    L: 'l',
    litre: 'l',
    liter: 'l',
    second: 's',
    minute: 'min',
    hour: 'h',
    d: 'day',
    yr: 'year',
    people: 'person',
    women: 'woman',
    men: 'man',
    children: 'child',
  }),
)

/** Scales without a true zero: 20 degC is not twice 10 degC, so they enter no product and no other unit. */
export const UNSCALABLE: ReadonlySet<string> = new Set(['degC', 'dB'])

/** The one name of a unit word: 'hours' is h, 'persons' and 'people' are person, 'beds' is bed. */
export function unitName(word: string): string {
  const known = ALIASES.get(word) ?? word
  if (KNOWN.has(known) || MULTIPLIERS.has(known) || UNSCALABLE.has(known)) return known
  const singular = /^[\p{Ll}_]{3,}s$/u.test(known) && !/(ss|us|is|series)$/.test(known) ? withoutPlural(known) : known
  return ALIASES.get(singular) ?? singular
}

const withoutPlural = (word: string) => (/.{2}ies$/.test(word) ? `${word.slice(0, -3)}y` : word.slice(0, -1))

export function unitWord(name: string): UnitWord {
  return KNOWN.get(name) ?? { scale: { num: 1n, den: 1n }, dimension: { [name]: 1 } }
}

/** Lengths take their power without a sign: m2, km2, m3. */
export const LENGTH_NAMES: ReadonlySet<string> = new Set(TABLE.filter((row) => row[3] === LENGTH).map(([word]) => word))
