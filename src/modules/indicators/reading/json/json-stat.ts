/**
 * JSON-stat 2.0: a dataset, or a collection of them. Values dense or sparse; a null without a status says nothing. What
 * the document says of its dimensions (time, geo, metric) gives the roles.
 */
import { isObject, own, textOf, type GridRow, type Plain } from '#tables'
import { refuse } from '../refusals.ts'
import { plain } from '../roles.ts'
import type { Table } from '../table.ts'
import type { Role } from '../types.ts'
import { ROWS_A_TURN, SAMPLE_ROWS } from './turns.ts'
import { cubeOf, type Cube } from './cube.ts'

export const isJsonStat = (document: unknown): document is Plain =>
  isObject(document) && /^2\./.test(textOf(own(document, 'version'), 1)) && /^(dataset|collection)$/.test(textOf(own(document, 'class'), 1)) // prettier-ignore

type Part = { cube: Cube; path: string; first: number }

/** Throws `reading.jsonStatMalformed`, `reading.severalTables` and `reading.sheetUnknown`. */
export function openJsonStat(document: Plain, bytes: number, sheet?: string): Table {
  const parts = partsOf(document, sheet)
  const [{ cube }] = parts as [Part]
  const layout = layoutOf(cube)
  const sample: GridRow[] = []
  for (const row of rows(parts)) if (row && sample.push(row) >= SAMPLE_ROWS) break
  return {
    container: 'json',
    format: 'json-stat',
    ...layout,
    headerLine: 0,
    delimiter: ';',
    encoding: () => 'utf-8',
    sample,
    labels: new Map(cube.dimensions.map(({ labels }, i) => [i, labels])),
    remarks: [],
    place(line) {
      const part = parts.findLast(({ first }) => first < line)
      return part ? `${part.path}value[${line - part.first - 1}]` : ''
    },
    async *rows(sink) {
      let sent = 0
      for (const row of rows(parts)) {
        if (row) sink.row(row.line, [...row.fields], false)
        else sink.skip()
        if (++sent % ROWS_A_TURN === 0) yield 0
      }
      yield bytes
    },
  }
}

function partsOf(document: Plain, sheet: string | undefined): Part[] {
  if (own(document, 'class') === 'dataset') return [{ cube: cubeOf(document, ''), path: '', first: 0 }]
  const link = own(document, 'link')
  const items = isObject(link) ? own(link, 'item') : undefined
  const all = (Array.isArray(items) ? (items as unknown[]) : [])
    .map((item, i) => ({ item, path: `link.item[${i}].` }))
    .filter((one): one is { item: Plain; path: string } => isObject(one.item) && own(one.item, 'value') !== undefined)
  const names = all.map(({ item }, i) => textOf(own(item, 'label'), 1) || String(i + 1))
  const chosen = sheet === undefined ? all : all.filter((_, i) => names[i] === sheet || String(i + 1) === sheet)
  if (all.length === 0) throw refuse.jsonStatMalformed({ where: 'link.item' })
  if (chosen.length === 0) throw refuse.sheetUnknown({ sheet, names: names.join(' | ') })
  let first = 0
  const parts = chosen.map(({ item, path }) => {
    const part = { cube: cubeOf(item, path), path, first }
    first += part.cube.cells
    return part
  })
  const shape = ({ cube }: Part) => JSON.stringify(layoutOf(cube))
  if (parts.some((part) => shape(part) !== shape(parts[0]!))) throw refuse.severalTables({ names: names.join(' | ') })
  return parts
}

type Layout = Pick<Table, 'columns' | 'dimensions'> & { roles: Partial<Record<Role, number>> }

const ROLE_OF = { geo: 'area', time: 'period', metric: 'measure' } as const

/** Columns: the dimensions in their order, then value, status, and what goes with them. */
function layoutOf({ dimensions, hasUnits }: Cube): Layout {
  const roles: Partial<Record<Role, number>> = {}
  const columns = dimensions.map(({ id, role }, i) => {
    const played = role && ROLE_OF[role]
    if (!played || roles[played] !== undefined) return id
    roles[played] = i
    return played
  })
  const own = columns.map(plain)
  const free = (name: string) => (own.includes(name) ? `${name} of the value` : name)
  const added = ['value', 'status', 'reason', 'note', ...(hasUnits ? ['unit'] : [])]
  for (const [i, role] of added.entries()) roles[role as Role] = dimensions.length + i
  const isRole = (i: number) => Object.values(roles).includes(i) || /^(freq|unit|geo|time|refarea|timeperiod)$/.test(own[i]!) // prettier-ignore
  return { columns: [...columns, ...added.map(free)], roles, dimensions: [...own.keys()].filter((i) => !isRole(i)) }
}

/** Nothing in the place of a figure that is not there, so that it can be counted. */
function* rows(parts: Part[]): Generator<GridRow | undefined> {
  for (const { cube, first } of parts) {
    for (const at of cube.filled()) {
      const line = first + at + 1
      const said = cube.said(at)
      if (said.value === null && said.status === '' && said.reason === '') yield undefined
      else {
        const { value, status, reason, note, unit } = said
        const cells = [value, status, reason, note, ...(cube.hasUnits ? [unit] : [])]
        yield { line, fields: [...cube.codes(at), ...cells.map((cell) => textOf(cell, line))] }
      }
    }
  }
}
