/** Which entities are meant: by id, by a pattern of ids, by type. Pure. */
import { PATTERN_CHARS_MAX } from '../limits.ts'
import { isKeepable, isUri } from '../reading/names.ts'
import { refuse } from '../refusals.ts'
import type { Terms } from '../terms/terms.ts'
import { parseSelection, type Selection } from './selection.ts'

/** Entities of which every part of the selector holds. */
export type Selector = { ids?: string[]; idPattern?: string; types?: Selection }

export const listOf = (text: string | undefined): string[] | undefined => {
  const list = text
    ?.split(',')
    .map((one) => one.trim())
    .filter(Boolean)
  return list && list.length > 0 ? list : undefined
}

/** Throws `context.badParameter`, `context.tooComplex`. */
export function selectorOf(
  { id, idPattern, type }: { id?: unknown; idPattern?: unknown; type?: unknown },
  terms: Terms,
): Selector {
  const ids = Array.isArray(id) ? (id as unknown[]) : typeof id === 'string' ? listOf(id) : undefined
  if (ids && !ids.every(isUri)) throw refuse.badParameter({ parameter: 'id', value: String(id).slice(0, 100) })
  if (
    idPattern !== undefined &&
    (typeof idPattern !== 'string' || idPattern.length > PATTERN_CHARS_MAX || !isKeepable(idPattern))
  )
    throw refuse.tooComplex({ problem: 'pattern', most: PATTERN_CHARS_MAX })
  const asked = Array.isArray(type) ? type.join(',') : type
  if (asked !== undefined && typeof asked !== 'string') throw refuse.badParameter({ parameter: 'type', value: '' })
  return {
    ...(ids && { ids: ids as string[] }),
    ...(idPattern !== undefined && { idPattern }),
    // Every type is asked for.
    ...(asked !== undefined && asked !== '*' && { types: parseSelection(asked, 'type', terms.iri) }),
  }
}
