/** What a statement says, before it is signed. Pure. */
import type { Definition, Value } from '#indicators'
import { filesOf, fingerprint, STATEMENT_CONTEXT, STATEMENT_TYPES, type Statement } from '#verify/statement'
import type { Texts } from '#words'

export type Said = {
  baseUrl: string
  /** The city as an issuer. */
  did: string
  city: Texts
  /** The area that the city is as a whole. */
  home: string
  id: string
  /** The address of the one whose place it takes, perhaps under a former name of the city. */
  supersedes?: string
  value: Value
  definition: Definition
  areaNames: Texts
  inputs: readonly { file: { sha256: string } }[]
  at: Date
}

export const addressOf = (baseUrl: string, id: string): string => `${baseUrl}/network/statements/${id}`

export function credentialOf({
  baseUrl,
  did,
  city,
  home,
  id,
  supersedes,
  value,
  definition,
  areaNames,
  inputs,
  at,
}: Said): Omit<Statement, 'proof'> {
  // prettier-ignore
  const { indicator, area, period, seq } = value
  const isGone = value.value === null
  const path = [indicator, 'provenance', area, period].map(encodeURIComponent).join('/')
  return {
    ...{ '@context': [...STATEMENT_CONTEXT], id: addressOf(baseUrl, id), type: [...STATEMENT_TYPES] },
    ...{ issuer: did, validFrom: at.toISOString() },
    ...(supersedes !== undefined && { supersedes }),
    credentialSubject: {
      type: 'IndicatorValue',
      city: { id: did, names: city, area: home },
      indicator: {
        ...{ id: indicator, version: definition.version, unit: definition.unit, names: definition.names },
        standards: definition.standards.map(({ standard, code }) => ({ standard, code })),
        formula: fingerprint(definition.formula),
      },
      area: { id: area, names: areaNames },
      ...{ period, value: value.value, status: value.status },
      ...(isGone && { withdrawn: true as const }),
      inputs: isGone ? [] : filesOf(inputs),
      provenance: `${baseUrl}/en/indicators/${path}?seq=${seq}`,
    },
  }
}
