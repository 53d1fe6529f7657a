/** What was tried for an indicator, here or elsewhere: practices and pilots by indicator, for the page of directions. */
import { said } from '#strategy'
import type { City } from '#lib/server/city.ts'
import type { Lang } from '#words'

export type Moved = { kind: 'practice' | 'pilot'; id: string; title: string; evaluated: boolean }

export async function movedBy({ innovations }: City, lang: Lang): Promise<Record<string, Moved[]>> {
  const by = await innovations.practices.byIndicator()
  return Object.fromEntries(
    [...by].map(([indicator, all]) => [
      indicator,
      all.map(({ kind, id, titles, evaluated }) => ({ kind, id, evaluated, title: said(titles, lang).text })),
    ]),
  )
}
