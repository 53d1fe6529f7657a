/** Which rows of a file are meant, when a source is read again. Pure. */
import { refusals } from '#platform/errors'
import type { Batch, readFigures } from '#indicators'
import { CLAIMS_MAX, type Claim, type SourceDraft } from './types.ts'

export const refuse = refusals('sources', {
  unknown: 404,
  unknownIndicator: 422,
  noStandard: 422,
  tooMany: 409,
  // What can be wrong with what an address gives; kept with the source.
  answered: 502,
  nothing: 422,
  several: 422,
  rejected: 422,
  tooMuch: 422,
  noCatalogue: 422,
  aPage: 422,
  notRdf: 422,
  tooDeep: 422,
  tooMuchRdf: 422,
  tooSlow: 422,
})

const HOUR_MS = 3_600_000
const EVERY_H = 24
const RETRY_H_MAX = 24 * 7

/** Once a day; later and later where it fails. */
export const nextRead = (failures: number, now: Date): Date =>
  new Date(
    now.getTime() + (failures === 0 ? EVERY_H : Math.min(2 ** Math.min(failures - 1, 10), RETRY_H_MAX)) * HOUR_MS,
  )

type Seen = { columns: { name: string; index: number; role?: string; values: string[] }[]; missing: string[]; dimensionColumns: number[] } // prettier-ignore

/** How the file is to be read so that only rows remain that are meant: columns that are not named are of no account. */
export function optionsFor(
  { columns, missing, dimensionColumns }: Seen,
  draft: SourceDraft,
): Parameters<typeof readFigures>[1] {
  const others = columns.filter(({ index, role }) => dimensionColumns.includes(index - 1) && role === undefined)
  const chosen = new Map(draft.where.map(({ column, value }) => [column, value]))
  const dimensions = others.filter(({ name }) => chosen.has(name)).map(({ name, values }) => [name, Object.fromEntries([...values, chosen.get(name)!].map((one) => [one, one === chosen.get(name) ? '' : null]))]) // prettier-ignore
  const mapping = { dimensions: Object.fromEntries(dimensions), ignored: others.filter(({ name }) => !chosen.has(name)).map(({ name }) => name) } // prettier-ignore
  const lacking = { area: draft.area ?? draft.sender, measure: draft.measure ?? draft.indicator, unit: draft.unit }
  const isThere = (role: string) => columns.some((column) => column.role === role)
  const constants = Object.fromEntries(Object.entries(lacking).filter(([role]) => missing.includes(role) || !isThere(role))) // prettier-ignore
  return { constants, ...(others.length > 0 && { mapping }) }
}

/** The values that are meant, one a period. Throws `sources.several`, `sources.tooMuch`. */
export function claimsOf(claims: Map<string, Claim>, { accepted }: Batch, draft: SourceDraft): void {
  for (let i = 0; i < accepted.length; i++) {
    const [area, measure, period, value] = [accepted.area[i]!, accepted.measure[i]!, accepted.period[i]!, accepted.value[i]!] // prettier-ignore
    if (draft.area !== undefined && area.trim() !== draft.area) continue
    if (draft.measure !== undefined && measure !== draft.measure) continue
    if (Number.isNaN(value)) continue
    const before = claims.get(period)
    if (before && before.value !== value) throw refuse.several({ period, one: before.value, other: value })
    claims.set(period, { period, value, status: accepted.status[i]! })
    if (claims.size > CLAIMS_MAX) throw refuse.tooMuch({ most: CLAIMS_MAX })
  }
}
