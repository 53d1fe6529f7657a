/** How large a value of a query may become beside what it is made of; which patterns and powers are bounded. Pure. */

type Tree = { [field: string]: unknown }

/** By how much text may grow from what the tables hold, through `||` and its like, one inside another. */
export const GROWTH_MAX = 100
/** From node to node, to a field, to a list: four to each of the eighty levels that a query may have. */
const STEPS_MAX = 320
export const REPLACEMENT_CHARS_MAX = 10
export const EXPONENT_MAX = 10
export const PATTERN_CHARS_MAX = 100
export const REPEATS_MAX = 20

/** Gathers the values of many rows into one; so many rows of so few bytes only. */
export const GATHERING: ReadonlySet<string> = new Set(['string_agg', 'array_agg'])
export const GATHERED_BYTES_MAX = 32_000_000

/** The functions that take a pattern, each with its place among what they are given. */
export const PATTERNS: Readonly<Record<string, number>> = { regexp_replace: 1, regexp_like: 1, regexp_count: 1, regexp_substr: 1 } // prettier-ignore
export const MATCHING: ReadonlySet<string> = new Set(['~', '~*', '!~', '!~*'])

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)
export const constantOf = (node: unknown): Tree | undefined =>
  isTree(node) && isTree(node['A_Const']) ? node['A_Const'] : undefined
export function textOf(node: unknown): string | undefined {
  const constant = constantOf(node)
  return constant && 'sval' in constant ? ((constant['sval'] as { sval?: string }).sval ?? '') : undefined
}
export function wholeOf(node: unknown): number | undefined {
  const constant = constantOf(node)
  return constant && 'ival' in constant ? ((constant['ival'] as { ival?: number }).ival ?? 0) : undefined
}

/**
 * A pattern that is written out, short, and takes no longer than the text is long: it refers to nothing that it matched before,
 * repeats nothing often, and repeats no group in which something is repeated.
 */
export function isBounded(pattern: string | undefined): boolean {
  if (pattern === undefined || pattern.length > PATTERN_CHARS_MAX) return false
  if (/^\*{3}|^\(\?|\\[1-9]|\\[mMyYAZ]|\[\[[:.=]/.test(pattern)) return false
  for (const [, least, most] of pattern.matchAll(/\{(\d*),?(\d*)\}/g))
    if (Math.max(Number(least), Number(most)) > REPEATS_MAX) return false
  const plain = pattern.replace(/\\./g, 'x').replace(/\[\^?\]?[^\]]*\]/g, 'x')
  const open: boolean[] = []
  for (let at = 0; at < plain.length; at++) {
    const isRepeat = /[*+?{]/.test(plain[at]!)
    if (plain[at] === '(') open.push(false)
    else if (plain[at] === ')') {
      const repeats = open.pop() ?? false
      if (repeats && /[*+{]/.test(plain[at + 1] ?? '')) return false
      if (repeats && open.length > 0) open[open.length - 1] = true
    } else if (isRepeat && open.length > 0) open[open.length - 1] = true
  }
  return true
}

const nameOf = (list: unknown): string => {
  const last = Array.isArray(list) ? (list.at(-1) as Tree | undefined) : undefined
  return ((last?.['String'] as { sval?: string } | undefined)?.sval ?? '').toLowerCase()
}

/** How many times as long as what it is made of a value may be; queries inside are counted where they stand. */
export function growthOf(value: unknown, depth = 0): number {
  // Nested deeper than a query may be; it is not followed to its end.
  if (depth > STEPS_MAX) return Infinity
  if (Array.isArray(value)) return value.reduce<number>((most, one) => Math.max(most, growthOf(one, depth + 1)), 1)
  if (!isTree(value)) return 1
  let most = 1
  for (const [kind, node] of Object.entries(value)) {
    if (kind === 'SelectStmt' || kind === 'larg' || kind === 'rarg') continue
    most = Math.max(most, kind === 'FuncCall' ? ofCall(node as Tree, depth + 1) : kind === 'A_Expr' ? ofOperator(node as Tree, depth + 1) : growthOf(node, depth + 1)) // prettier-ignore
    if (most > GROWTH_MAX) return most
  }
  return most
}

function ofOperator({ name, lexpr, rexpr }: Tree, depth: number): number {
  const operator = nameOf(name)
  const [left, right] = [growthOf(lexpr, depth), growthOf(rexpr, depth)]
  if (operator === '||' || operator === '*') return left + right
  if (operator === '^') return left * EXPONENT_MAX
  return Math.max(left, right)
}

function ofCall({ funcname, args, ...others }: Tree, depth: number): number {
  const name = nameOf(funcname)
  const each = (Array.isArray(args) ? args : []).map((one) => growthOf(one, depth))
  const [first = 1] = each
  const sum = each.reduce((a, b) => a + b, 0)
  const beside = Math.max(growthOf(others, depth))
  const own = Math.max(1, ...each)
  if (name === 'concat') return Math.max(sum, beside)
  // What stands between comes as often as there is something to stand between.
  if (name === 'concat_ws') return Math.max(sum + first * each.length, beside)
  if (name === 'replace' || name === 'regexp_replace') return Math.max(first * REPLACEMENT_CHARS_MAX, own, beside)
  if (name === 'power') return Math.max(first * EXPONENT_MAX, beside)
  if (name === 'to_char') return Math.max(own * (textOf((args as unknown[])[1]) === undefined ? REPLACEMENT_CHARS_MAX : 1), beside) // prettier-ignore
  return Math.max(own, beside)
}
