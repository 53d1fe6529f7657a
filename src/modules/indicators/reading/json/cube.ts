/** A JSON-stat dataset as a cube: its dimensions with their codes, and what is said at each cell. */
import { isObject, own, textOf, type Plain } from '#tables'
import { refuse } from '../refusals.ts'

export const DIMENSIONS_MAX = 30
export const CODES_MAX = 200_000
/** Cells of a cube, most of which may be empty. */
const CELLS_MAX = 2 ** 31 - 2

type RoleName = 'geo' | 'time' | 'metric'
export type CubeDimension = {
  id: string
  role: RoleName | undefined
  codes: string[]
  labels: Record<string, string>
  units: Record<string, string>
}
type Said = { value: unknown; status: string; reason: string; note: string; unit: string }
export type Cube = {
  dimensions: CubeDimension[]
  cells: number
  /** A dimension's codes say their units. */
  hasUnits: boolean
  /** The cells that say anything, in order. */
  filled(): Iterable<number>
  codes(cell: number): string[]
  said(cell: number): Said
}

/** Throws `reading.jsonStatMalformed` with where. */
export function cubeOf(dataset: Plain, path: string): Cube {
  const wrong = (where: string) => refuse.jsonStatMalformed({ where: path + where })
  const ids = own(dataset, 'id')
  const sizes = own(dataset, 'size')
  if (!isArrayOf(ids, 'string') || ids.length > DIMENSIONS_MAX || new Set(ids).size < ids.length) throw wrong('id')
  if (!isArrayOf(sizes, 'number') || sizes.length !== ids.length) throw wrong('size')
  const dimensions = ids.map((id, i) => dimensionOf(dataset, id, sizes[i]!, wrong))
  const cells = sizes.reduce((product, size) => product * size, 1)
  if (!(cells <= CELLS_MAX)) throw wrong('size')
  const value = layer(own(dataset, 'value'), cells, wrong('value'))
  const status = layer(own(dataset, 'status'), cells, wrong('status'))
  const extension = own(dataset, 'extension')
  const more = isObject(extension) ? own(extension, 'unia') : undefined
  const side = (name: string) => layer(isObject(more) ? own(more, name) : undefined, cells, wrong(`extension.${name}`))
  const reason = side('reason')
  const note = side('note')
  const strides = sizes.map((_, i) => sizes.slice(i + 1).reduce((product, size) => product * size, 1))
  const metric = dimensions.findIndex(({ units }) => Object.keys(units).length > 0)
  const codeAt = (cell: number, i: number) => dimensions[i]!.codes[Math.floor(cell / strides[i]!) % sizes[i]!]!
  return {
    ...{ dimensions, cells, hasUnits: metric >= 0 },
    filled: () => filled(cells, [value, status]),
    codes: (cell) => dimensions.map((_, i) => codeAt(cell, i)),
    said(cell) {
      const line = cell + 1
      const unit = metric < 0 ? '' : (dimensions[metric]!.units[codeAt(cell, metric)] ?? '')
      const text = (from: Layer) => textOf(from.at(cell), line)
      return { value: value.at(cell) ?? null, status: text(status), reason: text(reason), note: text(note), unit }
    },
  }
}

function dimensionOf(dataset: Plain, id: string, size: number, wrong: (where: string) => Error): CubeDimension {
  const all = own(dataset, 'dimension')
  const one = isObject(all) ? own(all, id) : undefined
  const category = isObject(one) ? own(one, 'category') : undefined
  if (!isObject(category) || !Number.isInteger(size) || size < 0 || size > CODES_MAX) throw wrong(`dimension.${id}`)
  const codes = codesOf(category)
  if (!codes || codes.length !== size || new Set(codes).size < size) throw wrong(`dimension.${id}.category.index`)
  const said = own(category, 'unit')
  const units = isObject(said) ? Object.entries(said).map(([code, unit]) => [code, unitText(unit)] as const) : []
  return {
    ...{ id: textOf(id, 1), role: roleOf(dataset, id), codes },
    labels: texts(own(category, 'label')),
    units: Object.fromEntries(units.filter(([, unit]) => unit !== '')),
  }
}

/** Codes in their order: a list, or each with its place; a single one may have but a label. */
function codesOf(category: Plain): string[] | undefined {
  const index = own(category, 'index')
  if (isArrayOf(index, 'string')) return index.map((code) => textOf(code, 1))
  const label = own(category, 'label')
  if (index === undefined && isObject(label)) return Object.keys(label).map((code) => textOf(code, 1))
  if (!isObject(index)) return undefined
  const places = Object.entries(index)
  const ordered = places.toSorted(([, a], [, b]) => Number(a) - Number(b))
  return ordered.every(([, place], i) => place === i) ? ordered.map(([code]) => textOf(code, 1)) : undefined
}

function roleOf(dataset: Plain, id: string): RoleName | undefined {
  const roles = own(dataset, 'role')
  if (!isObject(roles)) return undefined
  return (['geo', 'time', 'metric'] as const).find((name) => {
    const ids = own(roles, name)
    return Array.isArray(ids) && ids.includes(id)
  })
}

function unitText(unit: unknown): string {
  if (!isObject(unit)) return ''
  return textOf(own(unit, 'label') ?? own(unit, 'symbol') ?? own(unit, 'base'), 1)
}

const texts = (value: unknown): Record<string, string> =>
  isObject(value) ? Object.fromEntries(Object.entries(value).map(([code, text]) => [textOf(code, 1), textOf(text, 1)])) : {} // prettier-ignore

/** Something said for each cell: a list, only for some, or the same for all. */
type Layer = { at(cell: number): unknown; keys: 'all' | Uint32Array }

function* filled(cells: number, layers: Layer[]): Generator<number> {
  if (layers.some(({ keys }) => keys === 'all')) {
    for (let cell = 0; cell < cells; cell++) yield cell
    return
  }
  const keys = Uint32Array.from(layers.flatMap((one) => [...(one.keys as Uint32Array)])).sort()
  for (const [i, cell] of keys.entries()) if (i === 0 || cell !== keys[i - 1]) yield cell
}

function layer(said: unknown, cells: number, wrong: Error): Layer {
  if (said === undefined || said === null) return { at: () => undefined, keys: new Uint32Array(0) }
  if (typeof said === 'string') return { at: () => said, keys: new Uint32Array(0) }
  if (Array.isArray(said)) {
    if (said.length !== cells) throw wrong
    return { at: (cell) => said[cell] as unknown, keys: 'all' }
  }
  if (!isObject(said)) throw wrong
  const keys = Object.keys(said)
  if (!keys.every((key) => /^(0|[1-9]\d{0,9})$/.test(key) && Number(key) < cells)) throw wrong
  return { at: (cell) => own(said, String(cell)), keys: Uint32Array.from(keys, Number) }
}

function isArrayOf<K extends 'string' | 'number'>(
  value: unknown,
  kind: K,
): value is (K extends 'string' ? string : number)[] {
  // prettier-ignore
  return Array.isArray(value) && value.every((one) => typeof one === kind)
}
