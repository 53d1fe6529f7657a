/** Where in a formula something is wrong, and what it would be with the nearest name in its place. */
import type { DefinitionDraft } from '#indicators'
import type { City } from '#lib/server/city.ts'
import type { Lang } from '#words'

export type Mistake = {
  /** Whose formula it is, where it is not the draft's own. */
  other?: string
  before: string
  wrong: string
  after: string
  /** What would be right, and the whole formula with it. */
  instead?: { text: string; formula: string }
}

type Details = { definition?: string; offset?: number; length?: number; why?: string; hint?: string; nearest?: string }

/** `unit` where the text of the draft's unit cannot be read; undefined for what is about no formula. */
export async function mistakeOf(
  { indicators }: City,
  lang: Lang,
  draft: DefinitionDraft,
  error: unknown,
): Promise<Mistake | 'unit' | undefined> {
  const { code, details = {} } = error as { code?: string; details?: Details }
  if (!code?.startsWith('indicators.formula.')) return undefined
  const { definition, offset = 0, length = 0, why, hint, nearest } = details
  if (code === 'indicators.formula.unit' && why !== 'tooLarge') return 'unit'
  const other =
    definition === draft.id ? undefined : (await indicators.definitions()).find(({ id }) => id === definition)
  const formula = other?.formula ?? draft.formula
  const [before, wrong, after] = [
    formula.slice(0, offset),
    formula.slice(offset, offset + length),
    formula.slice(offset + length),
  ]
  const text = wrong.startsWith('@') ? `@${nearest}` : nearest
  return {
    ...{ other: other?.names[lang], before, wrong, after },
    ...(!other && hint === 'nearest' && text && { instead: { text, formula: before + text + after } }),
  }
}
