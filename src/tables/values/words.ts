/** Words that cells say instead of values: for nothing, for yes and no, and the units that stand with numbers. */

/** For a missing value, in lower case. */
const MARKERS = new Set([
  ...['-', '–', '—', '−', '.', '..', '...', '…', ':', '?', 'x', 'n/a', 'na', 'null', 'none', 'nil', 'nan'],
  ...['b.d.', 'b.d', 'b/d', 'bd', 'brak', 'brak danych', 'n.d.', 'nd', 'nie dotyczy', 'no data', 'not available'],
  ...['н/д', 'немає', 'немає даних'],
])
const MARKER_CHARS_MAX = 13

export const isMarker = (text: string): boolean => text.length <= MARKER_CHARS_MAX && MARKERS.has(text.toLowerCase())

/** What a spreadsheet shows where a formula failed. */
export const isSheetError = (text: string): boolean => text.charCodeAt(0) === 35 && /^#(REF!|DIV\/0!|VALUE!|NAME\?|NULL!|NUM!|N\/A|SPILL!|CALC!)$/.test(text) // prettier-ignore

/** Yes and no, by pairs. */
export const BOOLEANS: readonly (readonly [yes: string, no: string])[] = [
  ['tak', 'nie'],
  ['true', 'false'],
  ['yes', 'no'],
  ['prawda', 'fałsz'],
  ['так', 'ні'],
  ['t', 'n'],
  ['y', 'n'],
  ['t', 'f'],
]
const BOOLEAN_WORDS = new Set(BOOLEANS.flat())
const BOOLEAN_CHARS_MAX = 6

export const isBooleanWord = (text: string): boolean => text.length <= BOOLEAN_CHARS_MAX && BOOLEAN_WORDS.has(text.toLowerCase()) // prettier-ignore

const UNITS = new Set(
  (
    '% ‰ p.p. mm cm dm m km m² m2 km² km2 cm2 m³ m3 dm3 dm³ hm3 ha a ar mg g dag kg t Mg ml l hl ' +
    'zł PLN gr EUR € USD $ GBP £ CHF UAH грн ₴ tys. mln mld tys mln. szt. szt egz. os. os osób osoby osoba pkt pkt. miejsc km/h m/s ' +
    's min min. h godz. godz dni lat lata mies. ms °C ° °F K W kW MW GW Wh kWh MWh GWh V kV A Hz kHz MHz J kJ MJ GJ TJ PJ Pa hPa kPa MPa bar ' +
    'dB dB(A) µg/m3 µg/m³ μg/m3 μg/m³ ug/m3 mg/m3 mg/m³ mg/l g/l µS/cm NTU lm lx B kB MB GB TB px шт. осіб кг км м га тис. млн млрд'
  ).split(' '),
)
const LONG_UNITS = new Set(['tys. zł', 'mln zł', 'mld zł', 'tys. osób', 'os./km2', 'os./km²', 'zł/m2', 'zł/m²', 'zł/os.', 'm n.p.m.', 'tys. szt.', 'тис. грн', 'млн грн', 'l/os.', 'kg/os.', 'szt./os.']) // prettier-ignore
const UNIT_CHARS_MAX = 10

export const isUnit = (text: string): boolean => text.length <= UNIT_CHARS_MAX && (UNITS.has(text) || LONG_UNITS.has(text)) // prettier-ignore

const BEHIND =
  /^(.*?)\s*(?:\[\s*(?:w\s+)?([^\]]{1,12}?)\s*\]|\(\s*(?:w\s+)?([^)]{1,12}?)\s*\)|,\s*(?:w\s+)?(\S{1,8}(?: \S{1,8})?)|\s+w\s+(%|zł))$/u

/** A column's name without the unit that stands behind it: 'Długość [km]', 'kwota (zł)', 'udział w %'. */
export function splitHeaderUnit(name: string): { title: string; unit: string | undefined } {
  const match = BEHIND.exec(name)
  const unit = match?.[2] ?? match?.[3] ?? match?.[4] ?? match?.[5]
  return match && unit !== undefined && match[1] !== '' && isUnit(unit)
    ? { title: match[1]!, unit }
    : { title: name, unit: undefined }
}
