/** What a city pack says for the network: what ties the city to others, and how it shows itself. */
import { z } from 'zod'
import { DAYS_MAX, DAYS_USUAL } from './enquiries/types.ts'
import { PackTie } from './partners/pack.ts'
import { PackDistinction, PackPage, PackSector } from './promotion/types.ts'

export const NetworkPack = z.strictObject({
  partners: z.array(PackTie).max(2_000).default([]),
  pages: z.array(PackPage).default([]),
  sectors: z.array(PackSector).max(100).default([]),
  distinctions: z.array(PackDistinction).max(200).default([]),
  /** The indicator that says how many people live in the city: others look for practices of cities of their size. */
  people: z.string().max(120).optional(),
  /** In how many working days the city answers who asks. */
  answersIn: z.int().min(1).max(DAYS_MAX).default(DAYS_USUAL),
})
export type NetworkPack = z.infer<typeof NetworkPack>
export const NO_NETWORK: NetworkPack = NetworkPack.parse({})
