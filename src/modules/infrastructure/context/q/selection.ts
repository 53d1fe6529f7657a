/** Which types and scopes are asked for: names joined by `,` or `|` (any of them), `;` (all of them) and brackets. */
import { Q_DEPTH_MAX, Q_TERMS_MAX } from '../limits.ts'
import { isName } from '../reading/names.ts'
import { refuse } from '../refusals.ts'

export type Selection = { all: Selection[] } | { any: Selection[] } | string

/** Throws `context.badParameter`. */
export function parseSelection(text: string, parameter: string, read: (name: string) => string): Selection {
  const tokens = text.match(/[,|;()]|[^,|;()]+/g) ?? []
  let at = 0
  const bad = () => refuse.badParameter({ parameter, value: text.slice(0, 100) })
  if (tokens.length > 2 * Q_TERMS_MAX) throw bad()
  function any(depth: number): Selection {
    const parts = [all(depth)]
    while (tokens[at] === ',' || tokens[at] === '|') {
      at++
      parts.push(all(depth))
    }
    return parts.length === 1 ? parts[0]! : { any: parts }
  }
  function all(depth: number): Selection {
    const parts = [unit(depth)]
    while (tokens[at] === ';') {
      at++
      parts.push(unit(depth))
    }
    return parts.length === 1 ? parts[0]! : { all: parts }
  }
  function unit(depth: number): Selection {
    const token = tokens[at++]?.trim()
    if (token === '(' && depth < Q_DEPTH_MAX) {
      const inner = any(depth + 1)
      if (tokens[at++] !== ')') throw bad()
      return inner
    }
    if (!isName(token)) throw bad()
    return read(token)
  }
  const selection = any(0)
  if (at < tokens.length) throw bad()
  return selection
}

export function selects(selection: Selection, has: (name: string) => boolean): boolean {
  if (typeof selection === 'string') return has(selection)
  if ('all' in selection) return selection.all.every((one) => selects(one, has))
  return selection.any.some((one) => selects(one, has))
}

export const namesIn = (selection: Selection): string[] =>
  typeof selection === 'string' ? [selection] : ('all' in selection ? selection.all : selection.any).flatMap(namesIn)

/** `/a/b` itself, `/a/+` each under it, `/a/#` it and all under it. */
export const scopePattern = (scope: string): RegExp =>
  new RegExp(
    `^${scope
      .replace(/[.*?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('+', '[^/]+')
      .replace(/\/#$/, '(/.*)?')}$`,
    'u',
  )
