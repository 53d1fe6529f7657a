/** The demonstration district: what stands in it and where, around a point of the city. Pure. */
import { Mapping } from '#infrastructure'
import type { Lang } from '#words/langs'

const METRES_PER_DEGREE = 111_320
const LAMPS = [14, 13, 13]
const LAMP_SPACING_M = 35
const CONTEXTS = 'https://raw.githubusercontent.com/smart-data-models'

export const KINDS = ['lamp', 'cabinet', 'electricity', 'heat', 'air'] as const
export type Kind = (typeof KINDS)[number]
/** `id` is how people call it; its device is `demo-<id>`. */
export type Thing = {
  id: string
  kind: Kind
  entityId: string
  name: string
  place: [number, number]
  /** Of a lamp: the cabinet that feeds it. */
  cabinet?: string
}

export const DEVICE_PREFIX = 'demo-'
export const deviceOf = ({ id }: { id: string }): string => DEVICE_PREFIX + id

const TYPES: Record<Kind, string> = {
  lamp: 'Streetlight',
  cabinet: 'StreetlightControlCabinet',
  electricity: 'ThreePhaseAcMeasurement',
  heat: 'DeviceMeasurement',
  air: 'AirQualityObserved',
}
/** What things are called, in the city's own language. */
const CALLED = {
  en: { demo: 'Demo', lamp: 'lamp', cabinet: 'lighting cabinet', air: 'air sensor', power: 'electricity', heat: 'heat', school: 'school', library: 'library', office: 'office' },
  pl: { demo: 'Pokaz', lamp: 'latarnia', cabinet: 'szafa oświetleniowa', air: 'czujnik powietrza', power: 'prąd', heat: 'ciepło', school: 'szkoła', library: 'biblioteka', office: 'urząd' },
  uk: { demo: 'Показ', lamp: 'ліхтар', cabinet: 'шафа освітлення', air: 'датчик повітря', power: 'електрика', heat: 'тепло', school: 'школа', library: 'бібліотека', office: 'управління' },
} satisfies Record<Lang, unknown> // prettier-ignore

const entityOf = (kind: Kind, id: string) => `urn:ngsi-ld:${TYPES[kind]}:demo:${id}`

/** So many metres east and north of a point. */
function moved([lon, lat]: readonly [number, number], east_m: number, north_m: number): [number, number] {
  const perDegree = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)
  const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6
  return [rounded(lon + east_m / perDegree), rounded(lat + north_m / METRES_PER_DEGREE)]
}

/** Forty lamps on three streets with their cabinets, meters of three buildings' electricity and two's heat, five air sensors. */
export function districtAt(centre: readonly [number, number], lang: Lang = 'en'): Thing[] {
  const called = CALLED[lang]
  const make = (kind: Kind, id: string, name: string, east_m: number, north_m: number, cabinet?: string): Thing => ({
    ...{
      id,
      kind,
      name: `${called.demo}: ${name}`,
      entityId: entityOf(kind, id),
      place: moved(centre, east_m, north_m),
    },
    ...(cabinet && { cabinet }),
  })
  const streets = LAMPS.flatMap((count, street) => {
    const [south_m, id] = [(street - 1) * -180, `cabinet-${street + 1}`]
    const lamps = Array.from({ length: count }, (_, i) => {
      const number = `${street + 1}-${String(i + 1).padStart(2, '0')}`
      return make(
        'lamp',
        `lamp-${number}`,
        `${called.lamp} ${number}`,
        (i - count / 2) * LAMP_SPACING_M,
        south_m + i * 4,
        id,
      )
    })
    return [make('cabinet', id, `${called.cabinet} ${street + 1}`, (-count / 2 - 0.7) * LAMP_SPACING_M, south_m), ...lamps] // prettier-ignore
  })
  return [
    ...streets,
    make('electricity', 'school-power', `${called.school}, ${called.power}`, 120, 90),
    make('electricity', 'library-power', `${called.library}, ${called.power}`, -160, 70),
    make('electricity', 'office-power', `${called.office}, ${called.power}`, 60, -95),
    make('heat', 'school-heat', `${called.school}, ${called.heat}`, 125, 95),
    make('heat', 'library-heat', `${called.library}, ${called.heat}`, -155, 75),
    ...[
      [0, 30],
      [-380, 240],
      [360, 260],
      [-340, -300],
      [400, -280],
    ].map(([east, north], i) => make('air', `air-${i + 1}`, `${called.air} ${i + 1}`, east!, north!)),
  ]
}

/** Several readings in a message, so that a clock that runs fast needs few messages. */
const mappingOf = (kind: Kind, model: string, attributes: unknown[]): Mapping =>
  Mapping.parse({
    entity: { id: `urn:ngsi-ld:${TYPES[kind]}:demo:{device}`, type: TYPES[kind], scope: '/demo' },
    context: `${CONTEXTS}/dataModel.${model}/master/context.jsonld`,
    list: '/readings',
    time: { path: '/at', format: 'iso' },
    attributes: [
      { name: 'name', path: '/name', kind: 'text', lasting: true },
      { name: 'location', path: '/place', kind: 'point', lasting: true },
      ...attributes,
    ],
  })

export const MAPPINGS: Record<Kind, Mapping> = {
  lamp: mappingOf('lamp', 'Streetlighting', [
    { name: 'powerConsumption', path: '/power', unit: 'WTT' },
    { name: 'powerState', path: '/state', kind: 'text' },
    { name: 'status', path: '/status', kind: 'text', lasting: true },
    // Of a lamp that is broken: 1. What an alarm can watch.
    { name: 'lampFailure', path: '/failure' },
    { name: 'lampTechnology', path: '/technology', kind: 'text', lasting: true },
    { name: 'refStreetlightControlCabinet', path: '/cabinet', kind: 'reference', lasting: true },
  ]),
  cabinet: mappingOf('cabinet', 'Streetlighting', [
    { name: 'totalActivePower', path: '/power', unit: 'KWT' },
    { name: 'energyConsumed', path: '/energy', unit: 'KWH' },
    { name: 'voltageR', path: '/voltage', unit: 'VLT' },
  ]),
  electricity: mappingOf('electricity', 'Energy', [
    { name: 'totalActivePower', path: '/power', unit: 'KWT' },
    { name: 'totalActiveEnergyImport', path: '/energy', unit: 'KWH' },
  ]),
  heat: mappingOf('heat', 'Device', [
    { name: 'measurementType', path: '/what', kind: 'text', lasting: true },
    { name: 'numValue', path: '/heat', unit: 'GV' },
  ]),
  air: mappingOf('air', 'Environment', [
    { name: 'pm25', path: '/pm25', unit: 'GQ' },
    { name: 'pm10', path: '/pm10', unit: 'GQ' },
    { name: 'no2', path: '/no2', unit: 'GQ' },
    { name: 'temperature', path: '/temperature', unit: 'CEL' },
    { name: 'relativeHumidity', path: '/humidity' },
  ]),
}
