/** The choices of savings, as the command line names them. */
import { zoneOf, type Adjustment } from '#stats'
import {
  ENERGY_UNITS,
  openFile,
  readMeter,
  readTemperature,
  TEMPERATURE_UNITS,
  type Days,
  daysOf,
} from '#infrastructure'
import { numberOf, oneOf, wholeOf } from '../models/options.ts'
import { refuse } from '../models/refusals.ts'

/** For `parseArgs`. */
export const SAVINGS_OPTIONS = {
  meter: { type: 'string' },
  'meter-column': { type: 'string' },
  'meter-unit': { type: 'string' },
  register: { type: 'string' },
  factor: { type: 'string' },
  temperature: { type: 'string' },
  'temperature-column': { type: 'string' },
  'temperature-unit': { type: 'string' },
  'baseline-end': { type: 'string' },
  method: { type: 'string' },
  zone: { type: 'string' },
  model: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  adjust: { type: 'string', multiple: true },
} as const

export type SavingsValues = { [Name in Exclude<keyof typeof SAVINGS_OPTIONS, 'adjust'>]?: string } & {
  adjust?: string[]
}

export const METHOD = 'caltrack-daily'
const DAY = /^\d{4}-\d\d-\d\d$/

export type FilesRead = { days: Days; zone: string; files: Record<'meter' | 'temperature', object> }

/** Both files as days. Throws `stats.file.option`, `savings.file.…` and what `#tables` and the models refuse. */
export async function readDays(values: SavingsValues): Promise<FilesRead> {
  if (values.method !== undefined) oneOf('method', values.method, [METHOD])
  const zone = zoneOf(values.zone ?? 'UTC')
  const { meter: meterPath = '', temperature: temperaturePath = '' } = values
  const register = values.register === undefined ? undefined : { digits: wholeOf('register', values.register), factor: values.factor === undefined ? 1 : numberOf('factor', values.factor) } // prettier-ignore
  const meterFile = await openFile(meterPath)
  const meter = await readMeter(meterFile.source, {
    ...{ zone, column: values['meter-column'] },
    unit: values['meter-unit'] && oneOf('meter-unit', values['meter-unit'], ENERGY_UNITS),
  } as Parameters<typeof readMeter>[1])
  const temperatureFile = await openFile(temperaturePath)
  const temperature = await readTemperature(temperatureFile.source, {
    ...{ zone, column: values['temperature-column'] },
    unit: values['temperature-unit'] && oneOf('temperature-unit', values['temperature-unit'], TEMPERATURE_UNITS),
  } as Parameters<typeof readTemperature>[1])
  const told = (file: string, sha256: string, { rows, columns, unit }: Omit<typeof meter, 'unit'> & { unit: string }) => ({ file, sha256, rows, ...columns, unit }) // prettier-ignore
  return {
    days: daysOf({ meter: meter.readings, temperature_f: temperature.readings, zone, register, closed: values.to !== undefined }), // prettier-ignore
    zone: zone.name,
    files: {
      meter: told(meterPath, meterFile.sha256, meter),
      temperature: told(temperaturePath, temperatureFile.sha256, temperature),
    },
  }
}

/** Throws `stats.file.option`. */
export function dayOf(option: string, text: string): string {
  if (!DAY.test(text) || Number.isNaN(Date.parse(text)))
    throw refuse.option({ option, found: text, right: '2025-01-31' })
  return text
}

/** `2025-03-01:2025-04-01:7`, kWh a day; an end that is left out is open. Throws `stats.file.option`. */
export function adjustmentOf(text: string): Adjustment {
  const [from = '', to = '', perDay = ''] = text.split(':')
  const value = Number(perDay)
  if (perDay === '' || !Number.isFinite(value)) throw refuse.option({ option: 'adjust', found: text, right: '2025-03-01:2025-04-01:7' }) // prettier-ignore
  return { from: dayOf('adjust', from), to: to === '' ? null : dayOf('adjust', to), perDay: value }
}
