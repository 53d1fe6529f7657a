/** The nouns of reports. */
import { z } from 'zod'
import { CityContent } from './city.ts'
import { StandardContent } from './standard.ts'

export * from './city.ts'
export * from './content.ts'
export * from './report.ts'
export * from './standard.ts'

export const Content = z.discriminatedUnion('kind', [StandardContent, CityContent])
export type Content = z.infer<typeof Content>
