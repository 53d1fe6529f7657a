/** The rules by attribute, by the last part of its name, as the Smart Data Models call it. What is not named has the usual ones. */
import type { Rule } from './types.ts'

export const USUAL: Rule = { gap_steps: 5, stuck: null, min: null, max: null, outlier_z: 10 }

const varies = { readings: 12, hours: 6 }
const weather = (min: number, max: number): Partial<Rule> => ({ stuck: varies, min, max, outlier_z: 8 })
/** Pollution comes in bursts, which are no fault of the sensor. */
const air = (max: number): Partial<Rule> => ({ stuck: varies, min: 0, max, outlier_z: 20 })
const switched = (min: number, max: number): Partial<Rule> => ({ min, max, outlier_z: null })
/** A meter's count only grows, and stands still where nothing is used. */
const meter: Partial<Rule> = { min: 0, outlier_z: null }

export const BY_NAME: Record<string, Partial<Rule>> = {
  ...{ temperature: weather(-60, 60), dewPoint: weather(-70, 40), feelsLikeTemperature: weather(-80, 70) },
  ...{ relativeHumidity: weather(0, 100), atmosphericPressure: weather(850, 1100), windSpeed: weather(0, 120) },
  ...{ windDirection: { min: -180, max: 360, outlier_z: null }, precipitation: { min: 0, max: 500, outlier_z: null } },
  ...{ solarRadiation: { min: 0, max: 1500, outlier_z: null }, illuminance: { min: 0, max: 200_000, outlier_z: null } },
  ...{ pm1: air(2000), pm25: air(2000), pm10: air(3000), no2: air(2000), no: air(3000), so2: air(3000), o3: air(1000) },
  ...{ co: air(200_000), co2: { stuck: varies, min: 200, max: 20_000, outlier_z: 15 } },
  ...{ batteryLevel: switched(-1, 100), fillingLevel: switched(0, 100), illuminanceLevel: switched(0, 100) },
  ...{ powerConsumption: switched(0, 1e9), activePower: switched(-1e9, 1e9), intensity: switched(0, 1e5) },
  // Lamps and machines that are switched on and off.
  ...{
    totalActivePower: switched(-1e9, 1e9),
    totalReactivePower: switched(-1e9, 1e9),
    totalApparentPower: switched(0, 1e9),
  },
  ...{ voltage: { min: 0, max: 1e6, outlier_z: null }, totalActiveEnergyImport: meter, energyConsumed: meter },
  ...{ waterConsumption: meter, gasConsumption: meter, heatConsumption: meter, energy: meter },
}
