/** An event: where and when people meet about what the city tries. Nobody signs up for it here. */
import { z } from 'zod'
import { Place, said, text, type Card } from '../../cards/types.ts'
import { Dimension } from '../../register/types.ts'

export const HOURS_MAX = 24 * 31
/** A time of the city's clock. */
const Moment = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 2027-05-14T18:00') // prettier-ignore

export const EventDraft = z.object({
  titles: said(200),
  about: said(4_000),
  where: text(300).describe('an address, or how one comes there'),
  place: Place.optional().describe('longitude, latitude'),
  url: z.url({ protocol: /^https?$/ }).max(2_000).optional(), // prettier-ignore
  organiser: text(200),
  dimension: Dimension.optional(),
  from: Moment.describe('by the city’s clock'),
  to: Moment,
  cancelled: z.boolean().default(false),
})
export type EventDraft = z.input<typeof EventDraft>
export type EventContent = z.infer<typeof EventDraft>
export type CityEvent = Card<EventContent> & {
  startsAt: Date
  endsAt: Date
  /** When it was written for the first time. */
  madeAt: Date
}
