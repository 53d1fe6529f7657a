/** Files of readings become readings. */
export { readWattage } from './wattage.ts'
export { openFile, readMeter, readTemperature, type ReadFile } from './read.ts'
export { celsiusOf, ENERGY_UNITS, TEMPERATURE_UNITS, type EnergyUnit, type TemperatureUnit } from './units.ts'
