/** A city's place on its way through a DID document. Pure. */
import { z } from 'zod'
import { foreignTexts } from '#platform/text'
import { CITY, Place } from './types.ts'

const Document = z.looseObject({ service: z.array(z.looseObject({ type: z.unknown() })).max(200) })

export const cityService = (did: string, baseUrl: string, place: Place) => ({
  ...{ id: `${did}#city`, type: CITY, serviceEndpoint: baseUrl },
  ...place,
})

/** What a document says of its city's place; undefined where it says none, or none that can be read. */
export function placeIn(document: unknown): Place | undefined {
  const found = Document.safeParse(document).data?.service.find(({ type }) => type === CITY)
  return Place.safeParse(foreignTexts(Place.safeParse(found).data)).data
}
