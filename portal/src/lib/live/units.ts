/** Codes of units (UN/CEFACT recommendation 20, and UCUM) as the units that the house has words for. */
const UNITS: Record<string, string> = {
  ...{ CEL: 'degC', Cel: 'degC', GQ: 'ug/m3', 'ug/m3': 'ug/m3', GP: 'mg/m3', 'mg/m3': 'mg/m3', '59': 'ppm' },
  ...{ KWH: 'kWh', 'kW.h': 'kWh', kWh: 'kWh', WHR: 'Wh', 'W.h': 'Wh', MWH: 'MWh', GV: 'GJ', GJ: 'GJ' },
  ...{ WTT: 'W', W: 'W', KWT: 'kW', kW: 'kW', VLT: 'V', V: 'V', AMP: 'A', A: 'A', D46: 'VA', D44: 'var', HTZ: 'Hz', Hz: 'Hz' },
  ...{ P1: '%', '%': '%', C62: '1', H87: '1', '2N': 'dB', dB: 'dB', 'dB[A]': 'dB', DBM: 'dBm', dBm: 'dBm', LUX: 'lx', lx: 'lx' },
  ...{ A97: 'hPa', HPA: 'hPa', hPa: 'hPa', MTS: 'm/s', 'm/s': 'm/s', KMH: 'km/h', 'km/h': 'km/h', D54: 'W/m2', 'W/m2': 'W/m2' },
  ...{ MMT: 'mm', mm: 'mm', CMT: 'cm', cm: 'cm', MTR: 'm', m: 'm', KMT: 'km', km: 'km', MTQ: 'm3', m3: 'm3', MQH: 'm3/h', 'm3/h': 'm3/h' },
  ...{ LTR: 'l', L: 'l', KGM: 'kg', kg: 'kg', SEC: 's', s: 's', MIN: 'min', min: 'min', HUR: 'h', h: 'h', DD: '°', deg: '°' },
} // prettier-ignore

/** The unit of a code; a code that nobody knows stands as it is. */
export const unitOf = (code: string | undefined): string =>
  code === undefined ? '1' : Object.hasOwn(UNITS, code) ? UNITS[code]! : code
