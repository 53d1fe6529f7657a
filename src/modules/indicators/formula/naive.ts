/** For tests: formulas computed in the plainest way, with exact fractions, straight from what each function is said to mean. */
import { finerKinds, finerPeriods, lagPeriod, periodKind } from '../periods.ts'
import type { Cell, Figure, World } from './outcome.ts'

export type Fraction = { n: bigint; d: bigint }
type Letter = 'A' | 'P' | 'E' | 'B'
/** `size` bounds the numbers on the way, and so what rounding may lose. */
export type Naive =
  { is: 'value'; exact: Fraction; size: number; status: Letter } | { is: 'missing' } | { is: 'absent' }

export type Tree =
  | { op: 'number'; value: number }
  | { op: 'measure'; id: string }
  | { op: '+' | '-' | '*' | '/'; left: Tree; right: Tree }
  | { op: 'negate' | 'change'; of: Tree }
  | { op: 'lag'; of: Tree; count: number }
  | { op: 'sum' | 'min' | 'max'; of: Tree[] }
  | { op: 'sum_areas' | 'mean_areas' | 'sum_periods' | 'mean_periods'; of: Tree }

/** The tree as a formula, with all parentheses. */
export function textOf(tree: Tree): string {
  switch (tree.op) {
    case 'number':
      return String(tree.value)
    case 'measure':
      return tree.id
    case 'negate':
      return `-(${textOf(tree.of)})`
    case 'lag':
      return `lag(${textOf(tree.of)}, ${tree.count})`
    case 'sum':
    case 'min':
    case 'max':
      return `${tree.op}(${tree.of.map(textOf).join(', ')})`
    case '+':
    case '-':
    case '*':
    case '/':
      return `(${textOf(tree.left)} ${tree.op} ${textOf(tree.right)})`
    default:
      return `${tree.op}(${textOf(tree.of)})`
  }
}

export const fraction = (n: bigint, d = 1n): Fraction => (d < 0n ? { n: -n, d: -d } : { n, d })
export const toNumber = ({ n, d }: Fraction): number => {
  // Enough digits for a double, also where numerator and denominator are far larger than one.
  const scaled = (n * 10n ** 30n) / d
  return Number(scaled) / 1e30
}

const OPERATE = {
  '+': (a: Fraction, b: Fraction) => fraction(a.n * b.d + b.n * a.d, a.d * b.d),
  '-': (a: Fraction, b: Fraction) => fraction(a.n * b.d - b.n * a.d, a.d * b.d),
  '*': (a: Fraction, b: Fraction) => fraction(a.n * b.n, a.d * b.d),
  '/': (a: Fraction, b: Fraction) => fraction(a.n * b.d, a.d * b.n),
}
const SIZE = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a + b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
}
const ORDER: Letter[] = ['A', 'P', 'E', 'B']
const graver = (a: Letter, b: Letter) => (ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b)
const less = (a: Fraction, b: Fraction) => a.n * b.d < b.n * a.d

export type Scales = Record<string, Fraction>

/** The tree in a cell. `scales` says how much one unit of each measure is. */
export function naive(tree: Tree, cell: Cell, world: World, scales: Scales): Naive {
  const again = (of: Tree, at: Partial<Cell>) => naive(of, { ...cell, ...at }, world, scales)
  switch (tree.op) {
    case 'number':
      return {
        is: 'value',
        exact: fraction(BigInt(Math.round(tree.value * 8)), 8n),
        size: Math.abs(tree.value),
        status: 'A',
      }
    case 'measure':
      return observed(world.figure(tree.id, '', cell), scales[tree.id]!)
    case 'negate':
      return naive({ op: '-', left: { op: 'number', value: 0 }, right: tree.of }, cell, world, scales)
    case 'lag':
      return lagged(tree.of, tree.count)
    case 'change':
      return both('-', again(tree.of, {}), lagged(tree.of, 1))
    case 'sum':
    case 'min':
    case 'max':
      return folded(tree.op, tree.of)
    case 'sum_areas':
    case 'mean_areas': {
      const children = world.children(cell.area, cell.period)
      return total(
        children.map((area) => again(tree.of, { area })),
        tree.op === 'mean_areas',
      )
    }
    case 'sum_periods':
    case 'mean_periods': {
      const kinds = finerKinds(periodKind(cell.period)!).map((kind) =>
        finerPeriods(cell.period, kind).map((period) => again(tree.of, { period })),
      )
      return total(kinds.find((parts) => parts.some((part) => part.is !== 'absent')) ?? [], tree.op === 'mean_periods')
    }
    default:
      return both(
        tree.op,
        again(tree.left, {}),
        again(tree.right, {}),
        hasNoMeasure(tree.left),
        hasNoMeasure(tree.right),
      )
  }

  function lagged(of: Tree, count: number): Naive {
    const earlier = again(of, { period: lagPeriod(cell.period, count)! })
    if (earlier.is !== 'value') return earlier
    const since = Array.from({ length: count }, (_, by) => again(of, { period: lagPeriod(cell.period, by)! }))
    const broken = since.some((one) => one.is === 'value' && one.status === 'B')
    return { ...earlier, status: broken ? 'B' : earlier.status === 'B' ? 'A' : earlier.status }
  }

  function folded(op: 'sum' | 'min' | 'max', of: Tree[]): Naive {
    const parts = of.map((part) => again(part, {}))
    const lacking = lack(parts.filter((_, i) => !hasNoMeasure(of[i]!)))
    if (lacking) return lacking
    return parts.reduce((a, b) => {
      if (op === 'sum' || a.is !== 'value' || b.is !== 'value') return both('+', a, b)
      const first = less(b.exact, a.exact) === (op === 'max')
      return { ...(first ? a : b), size: Math.max(a.size, b.size), status: graver(a.status, b.status) }
    })
  }
}

export const hasNoMeasure = (tree: Tree): boolean => {
  if (tree.op === 'measure' || tree.op === 'number') return tree.op === 'number'
  if ('left' in tree) return hasNoMeasure(tree.left) && hasNoMeasure(tree.right)
  return Array.isArray(tree.of) ? tree.of.every(hasNoMeasure) : hasNoMeasure(tree.of)
}

function observed(figure: Figure | undefined, scale: Fraction): Naive {
  if (!figure) return { is: 'absent' }
  if (figure.value === null || figure.status === 'M') return { is: 'missing' }
  const exact = OPERATE['*'](fraction(BigInt(figure.value)), scale)
  return { is: 'value', exact, size: Math.abs(toNumber(exact)), status: figure.status }
}

/** Absent where all are, missing where one is. */
function lack(parts: Naive[]): Naive | undefined {
  if (parts.every((part) => part.is === 'value')) return undefined
  return parts.every((part) => part.is === 'absent') ? { is: 'absent' } : { is: 'missing' }
}

function both(op: keyof typeof OPERATE, a: Naive, b: Naive, aIsNumber = false, bIsNumber = false): Naive {
  const lacking = lack([a, b].filter((_, i) => !(i ? bIsNumber : aIsNumber)))
  if (lacking) return lacking
  if (a.is !== 'value' || b.is !== 'value') return { is: a.is === 'value' ? b.is : a.is } as Naive
  if (op === '/' && b.exact.n === 0n) return { is: 'missing' }
  const size = SIZE[op](a.size, op === '/' ? Math.abs(toNumber(b.exact)) : b.size)
  return { is: 'value', exact: OPERATE[op](a.exact, b.exact), size, status: graver(a.status, b.status) }
}

function total(parts: Naive[], mean: boolean): Naive {
  if (parts.length === 0) return { is: 'missing' }
  const lacking = lack(parts)
  if (lacking) return lacking
  const sum = parts.reduce((a, b) => both('+', a, b))
  if (!mean || sum.is !== 'value') return sum
  return { ...sum, exact: OPERATE['/'](sum.exact, fraction(BigInt(parts.length))) }
}
