/** What a column's name adds to what its cells say: a number that is a code, a year, a coordinate, a yes and no. */
import type { Decision } from './decide.ts'
import type { Merged } from './figures.ts'
import type { Found } from './tally.ts'

const CODE =
  /(^|[^\p{L}])(teryt|terc|simc|ulic|nip|regon|pesel|krs|iban|isbn|issn|ean|kod|kod[_ ]\p{L}+|code|zip|telefon|tel|phone|fax|код)([^\p{L}]|$)/iu
const YEAR = /(^|[^\p{L}])(rok|roku|year|rocznik|рік)([^\p{L}]|$)/iu
const LATITUDE = /^(lat|latitude|y_?wgs84|wgs84_?y|geo_?lat)$|(^|[^\p{L}])lat(itude)?$|szer\p{L}*[ _.]*geogr|широта/iu
const LONGITUDE =
  /^(lon|lng|long|longitude|x_?wgs84|wgs84_?x|geo_?lon)$|(^|[^\p{L}])(lon|lng|longitude)$|dług\p{L}*[ _.]*geogr|dlug\p{L}*[ _.]*geogr|довгота/iu
const WHETHER = /^(czy|is|has|чи)[_ ]/iu
const [YEAR_MIN, YEAR_MAX] = [1000, 2999]

export function refined(decision: Decision, found: Found, name: string, merged: Merged | undefined): Decision {
  const { type } = decision
  if (type !== 'integer' && type !== 'number') return decision
  if (!merged || decision.unit !== undefined) return decision
  const within = (low: number, high: number) => merged.min >= low && merged.max <= high
  if (LATITUDE.test(name) && within(-90, 90)) return { ...decision, type: 'latitude' }
  if (LONGITUDE.test(name) && within(-180, 180)) return { ...decision, type: 'longitude' }
  if (type !== 'integer' || decision.groupChar !== undefined) return decision
  if (YEAR.test(name) && within(YEAR_MIN, YEAR_MAX)) return { ...decision, type: 'year' }
  if (CODE.test(name)) return { ...decision, type: 'code' }
  if (WHETHER.test(name) && found.isComplete && within(0, 1))
    return { type: 'boolean', fits: decision.fits, trueValues: ['1'], falseValues: ['0'] }
  return decision
}
