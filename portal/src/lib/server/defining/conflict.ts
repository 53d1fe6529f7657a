/** Two people at one definition: theirs beside yours, part by part, and what each of the two changed. */
import type { Definition, DefinitionVersion } from '#indicators'
import type { City } from '#lib/server/city.ts'
import type { Lang } from '#words'
import { partsOf } from './fields.ts'
import { draftOf, type Values } from './values.ts'

export type ConflictView = {
  version: number
  expected: number
  at: Date
  who: string
  grounds: string
  /** Which of the two differs from what both began with; it is chosen where it was one of them alone. */
  lines: { id: string; label: string; yours: string; theirs: string; changed: 'both' | 'yours' | 'theirs' }[]
}

type Sides = { yours: Values; theirs: DefinitionVersion; base: Definition | undefined; who: string }

export function conflictOf(city: City, lang: Lang, { yours, theirs, base, who }: Sides): ConflictView {
  const parts = (draft: Parameters<typeof partsOf>[2]) => partsOf(city, lang, draft).filter(({ keys }) => keys)
  const mine = parts(draftOf(yours, theirs, strategyAreas(city)))
  const before = new Map((base ? parts(base) : []).map(({ id, text }) => [id, text]))
  const other = new Map(parts(theirs).map(({ id, text }) => [id, text]))
  return {
    ...{ version: theirs.version, expected: Number(yours.version ?? 0) },
    ...{ at: theirs.at, who, grounds: theirs.grounds ?? '' },
    lines: mine
      .map(({ id, label, text }) => ({ id, label, yours: text, theirs: other.get(id)! }))
      .filter((line) => line.yours !== line.theirs)
      .map((line) => {
        const was = before.get(line.id)
        const changed = line.theirs === was ? 'yours' : line.yours === was ? 'theirs' : 'both'
        return { ...line, changed } as const
      }),
  }
}

export const strategyAreas = ({ indicators }: City) =>
  indicators.strategies().flatMap(({ id, themes }) => themes.map((theme) => ({ strategy: id, area: theme.id })))
