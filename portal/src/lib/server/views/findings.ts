/** What checks remark on, as sentences with the names and figures that people know. */
import type { Definition, KeptFinding, Measure, Overlap } from '#indicators'
import type { City } from '#lib/server/city.ts'
import { words, type Lang, type Values } from '#words'
import { saidDimension } from './provenance.ts'
import { formatsOf } from './words.ts'

type Names = {
  measures: Map<string, Measure>
  areas: Map<string, string>
  definitions: Map<string, Definition>
}

async function namesIn(city: City, lang: Lang): Promise<Names> {
  const [measures, areas, definitions] = await Promise.all([
    city.indicators.measures(),
    city.places.areas(),
    city.indicators.definitions(),
  ])
  return {
    measures: new Map(measures.map((measure) => [measure.id, measure])),
    areas: new Map(areas.map(({ id, names }) => [id, names[lang]])),
    definitions: new Map(definitions.map((definition) => [definition.id, definition])),
  }
}

type Cell = { area: string; measure: string; dimension: string; period: string }

/** A figure's place in words: what, where, when, in which unit. */
const placed = ({ measures, areas }: Names, lang: Lang, { area, measure, dimension, period }: Cell) => {
  const known = measures.get(measure)
  return {
    figure: known?.names[lang] ?? measure,
    dimension: saidDimension(known, dimension, lang),
    area: areas.get(area) ?? area,
    period,
    unit: known?.unit ?? '1',
  }
}

/** Places of figures in words, one by one. */
export async function placedIn(city: City, lang: Lang, cells: readonly Cell[]) {
  if (cells.length === 0) return []
  const names = await namesIn(city, lang)
  return cells.map((cell) => placed(names, lang, cell))
}

export async function saidFindings(city: City, lang: Lang, findings: readonly KeptFinding[]) {
  const names = await namesIn(city, lang)
  const formats = formatsOf(city, lang)
  const { t } = words[lang]
  return findings.map((finding) => {
    const place = placed(names, lang, finding)
    const say = (value: unknown) => (typeof value === 'number' ? formats.whole(value, place.unit) : '')
    const { number, check, severity, line, found, low, high, details } = finding
    const values: Values = {
      ...valuesOf(finding, names, formats, lang),
      found: say(found),
      low: say(low),
      high: say(high),
    }
    for (const name of ['usual', 'right', 'sum', 'total', 'before'])
      if (!(name in values)) values[name] = say(details[name])
    return {
      ...place,
      number,
      check,
      severity,
      line,
      found: say(found),
      remark: t(`checking.finding.${check}`, values),
    }
  })
}
export type SaidFinding = Awaited<ReturnType<typeof saidFindings>>[number]

/** What a check's sentence needs besides figures in the measure's own unit. */
function valuesOf(
  { check, low, details }: KeptFinding,
  { areas, definitions }: Names,
  formats: ReturnType<typeof formatsOf>,
  lang: Lang,
): Values {
  const text = (name: string) => String(details[name] ?? '')
  const number = (name: string) => Number(details[name])
  switch (check) {
    case 'unitSlip': {
      const factor = number('factor')
      return {
        factor: formats.number(factor >= 1 ? factor : 1 / factor, 0),
        way: factor >= 1 ? 'more' : 'less',
        against: text('against'),
        others: number('others'),
      }
    }
    case 'range': {
      const [min, max] = ['min', 'max'].map((name) => (name in details ? formats.number(number(name)) : undefined))
      const definition = definitions.get(text('indicator'))
      return {
        value: formats.value(number('value'), text('unit'), definition?.decimals),
        indicator: definition?.names[lang] ?? text('indicator'),
        area: areas.get(text('area')) ?? text('area'),
        period: formats.period(text('period')),
        range: min && max ? `${min}–${max}` : min ? `≥ ${min}` : `≤ ${max}`,
      }
    }
    case 'total': {
      const whole = areas.get(text('whole')) ?? text('whole')
      return { whole, parts: number('parts'), right: formats.number(low) }
    }
    case 'jump': {
      const isRelative = details.logarithmic === true
      const peers = isRelative && 'peers' in details ? formats.change(100 * (Math.exp(number('peers')) - 1), 0) : 'none'
      return {
        beforePeriod: formats.period(text('beforePeriod')),
        others: number('others'),
        cities: number('cities') || 0,
        peers: peers === 'none' ? peers : `${peers}%`,
      }
    }
    case 'peers':
      return { others: number('others') }
  }
}

/** Figures that others published since, beside those of the import. */
export async function saidOverlaps(city: City, lang: Lang, overlaps: readonly Overlap[]) {
  if (overlaps.length === 0) return []
  const names = await namesIn(city, lang)
  return overlaps.map(({ yours, theirs, seq, ...cell }) => ({ ...placed(names, lang, cell), yours, theirs, seq }))
}
export type SaidOverlap = Awaited<ReturnType<typeof saidOverlaps>>[number]
