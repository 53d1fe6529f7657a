/** Units of energy and temperature, as the headers of files write them. */

export const ENERGY_UNITS = ['kWh', 'Wh', 'MWh', 'GJ'] as const
export type EnergyUnit = (typeof ENERGY_UNITS)[number]
export const TEMPERATURE_UNITS = ['C', 'F'] as const
export type TemperatureUnit = (typeof TEMPERATURE_UNITS)[number]

const KWH: Record<EnergyUnit, number> = { kWh: 1, Wh: 0.001, MWh: 1000, GJ: 1 / 0.0036 }

export const kWhOf = (value: number, unit: EnergyUnit): number => value * KWH[unit]
export const celsiusToFahrenheit = (celsius: number): number => 32 + 1.8 * celsius
export const fahrenheitOf = (value: number, unit: TemperatureUnit): number =>
  unit === 'F' ? value : celsiusToFahrenheit(value)
export const celsiusOf = (temperature_f: number): number => (temperature_f - 32) / 1.8

/** 'use_MWh', 'zużycie [kWh]'; undefined where the name says none. */
export function energyUnitOf(name: string): EnergyUnit | undefined {
  const found = /(?:^|[^a-z])(kwh|mwh|gj|wh)(?:$|[^a-z])/i.exec(name.replaceAll('_', ' '))?.[1]?.toLowerCase()
  return ENERGY_UNITS.find((unit) => unit.toLowerCase() === found)
}

/** 'tempF', 'temp_c', 'temperatura [°C]', 'celsius'; undefined where the name says none. */
export function temperatureUnitOf(name: string): TemperatureUnit | undefined {
  const found = /fahrenheit|celsius|celsjusz|цельс/i.exec(name)?.[0]
  if (found) return /fahrenheit/i.test(found) ? 'F' : 'C'
  const letter =
    /(?:°\s*|[_\s([])([CF])(?:$|[\s)\]])|(?<=[a-z])([CF])$/.exec(name) ?? /[_\s°([]([cf])(?:$|[\s)\]])/.exec(name)
  return (letter?.[1] ?? letter?.[2])?.toUpperCase() as TemperatureUnit | undefined
}
