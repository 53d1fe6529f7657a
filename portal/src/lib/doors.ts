/** The five doors in the order of the city's promise, and the page behind each. */
import type { Route } from '#lib/paths.ts'

export const DOORS = [
  { id: 'smart-city', route: '/city' },
  { id: 'innovations', route: '/innovations' },
  { id: 'digital', route: '/data' },
  { id: 'indicators', route: '/indicators' },
  { id: 'network', route: '/network' },
] as const satisfies { id: string; route: Route }[]

export type DoorId = (typeof DOORS)[number]['id']
