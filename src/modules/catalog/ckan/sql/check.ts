/**
 * What a query is made of, looked at in the tree of PostgreSQL's own parser: one SELECT on published tables, with nothing in it
 * that is not allowed by name. This is the first of two walls; the second is the role that the query runs as.
 */
import { loadModule, parseSync } from 'libpg-query'
import {
  EXPRESSIONS,
  FUNCTIONS,
  NODES,
  OPERATORS,
  SCHEMA,
  SUBQUERIES,
  SYSTEM_COLUMNS,
  TYPES,
  TYPE_SIZE_MAX,
  VALUES,
} from './allowed.ts'
import {
  EXPONENT_MAX,
  GATHERING,
  GROWTH_MAX,
  growthOf,
  isBounded,
  MATCHING,
  PATTERNS,
  REPLACEMENT_CHARS_MAX,
  textOf,
  wholeOf,
} from './growth.ts'
import { refuse } from './refusals.ts'

export const SQL_CHARS_MAX = 10_000
const NODES_MAX = 2_000
const SELECTS_MAX = 12
const TABLES_MAX = 6
const DEPTH_MAX = 80

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export type Checked = {
  /** The one statement, without what stood around it. */
  sql: string
  /** The tables of `opendata` that it reads, each once. */
  tables: string[]
  /** It computes with places, whose functions stand in another schema. */
  spatial: boolean
  /** It gathers rows into one value: of a small table only. */
  gathers: boolean
}

type Tree = { [field: string]: unknown }
type Walk = {
  nodes: number
  selects: number
  uses: number
  tables: Set<string>
  spatial: boolean
  gathers: boolean
}
/** What is known where a node stands. */
type Place = {
  depth: number
  ctes: ReadonlySet<string>
  /** Those that were known before the query's own. */
  outside?: ReadonlySet<string>
  growth: number
}

let loading: Promise<void> | undefined

/** Throws `catalog.sqlUnreadable`, `catalog.sqlForbidden` and `catalog.sqlTooMuch`. */
export async function checkQuery(text: string): Promise<Checked> {
  if (text.length > SQL_CHARS_MAX) throw refuse.sqlTooMuch({ what: 'characters', most: SQL_CHARS_MAX })
  if (!text.isWellFormed() || text.includes('\0')) throw refuse.sqlUnreadable({ reason: 'NUL' })
  await (loading ??= loadModule())
  const { statement, sql } = onlyStatement(text)
  const walk: Walk = { nodes: 0, selects: 0, uses: 0, tables: new Set(), spatial: false, gathers: false }
  const [kind] = Object.keys(statement)
  if (kind !== 'SelectStmt') throw forbidden(kind ?? 'nothing')
  visit(walk, statement, { depth: 0, ctes: new Set(), growth: 1 })
  if (walk.gathers && walk.uses > 1) throw refuse.sqlTooMuch({ what: 'tables', most: 1 })
  return { sql, tables: [...walk.tables], spatial: walk.spatial, gathers: walk.gathers }
}

const forbidden = (what: string) => refuse.sqlForbidden({ what: what.slice(0, 100) })

function onlyStatement(text: string): { statement: Tree; sql: string } {
  let stmts: { stmt?: unknown; stmt_location?: number; stmt_len?: number }[]
  try {
    stmts = (parseSync(text) as { stmts?: typeof stmts }).stmts ?? []
  } catch (error) {
    // A query nested deeper than the parser's stack is one that it cannot read.
    throw refuse.sqlUnreadable({ reason: (error as Error).message.slice(0, 300) })
  }
  if (stmts.length !== 1) throw refuse.sqlForbidden({ what: `${stmts.length} statements` })
  const { stmt, stmt_location: from = 0, stmt_len: length } = stmts[0]!
  const bytes = Buffer.from(text)
  return { statement: stmt as Tree, sql: bytes.subarray(from, length ? from + length : undefined).toString() }
}

/** A node under its name: `{ SelectStmt: {…} }`. An empty one stands for DISTINCT without a list. */
function visit(walk: Walk, named: unknown, place: Place): void {
  const [[kind, node] = [undefined, undefined], ...more] = Object.entries(named as Tree)
  if (kind === undefined) return
  if (more.length > 0) throw forbidden(kind)
  visitAs(walk, kind, node as Tree, place)
}

function visitAs(walk: Walk, kind: string, node: Tree, place: Place): void {
  const fields = Object.hasOwn(NODES, kind) ? NODES[kind] : undefined
  if (!fields) throw forbidden(kind)
  if (++walk.nodes > NODES_MAX) throw refuse.sqlTooMuch({ what: 'nodes', most: NODES_MAX })
  if (place.depth > DEPTH_MAX) throw refuse.sqlTooMuch({ what: 'depth', most: DEPTH_MAX })
  const inside = LOOKS[kind]?.(walk, node, place) ?? place
  const deeper = { ...inside, depth: place.depth + 1 }
  for (const [name, value] of Object.entries(node)) {
    if (name === 'location') continue
    if (kind === 'WithClause' && name === 'ctes') {
      visitCtes(walk, value as unknown[], deeper)
      continue
    }
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (field === undefined) throw forbidden(`${kind}.${name}`)
    if (field === 'plain') continue
    if (field === 'node') visit(walk, value, deeper)
    else if (field === 'nodes') for (const one of value as unknown[]) visit(walk, one, deeper)
    else visitAs(walk, field.slice('is:'.length), value as Tree, deeper)
  }
}

/** Each sees those before it: of itself and of those after it, it would mean a table of that name. */
function visitCtes(walk: Walk, ctes: readonly unknown[], { outside, ...place }: Place): void {
  let known: ReadonlySet<string> = outside ?? new Set()
  for (const cte of ctes) {
    visit(walk, cte, { ...place, ctes: known })
    known = new Set([...known, cteName(cte as Tree)])
  }
}
const cteName = (cte: Tree): string => (cte.CommonTableExpr as { ctename?: string } | undefined)?.ctename ?? ''

/** The texts of a list of names; undefined where something else is among them. */
function namesOf(list: unknown): string[] | undefined {
  const names = (list as Tree[]).map((one) => (one.String as { sval?: string } | undefined)?.sval)
  return names.every((name) => name !== undefined) ? (names as string[]) : undefined
}

/** A name that the grammar or the user may have given the catalogue's own schema. */
function inCatalogue(list: unknown): string {
  const names = namesOf(list) ?? []
  const [schema, name] = names.length === 2 ? names : ['pg_catalog', names[0]]
  if (names.length === 0 || names.length > 2 || schema !== 'pg_catalog') throw forbidden(names.join('.') || 'name')
  return name!
}

/** What of a node is looked at beside its fields; gives the place that its parts stand in, where it is another. */
const LOOKS: Record<string, (walk: Walk, node: Tree, place: Place) => Place | void> = {
  SelectStmt(walk, node, place) {
    if (++walk.selects > SELECTS_MAX) throw refuse.sqlTooMuch({ what: 'queries', most: SELECTS_MAX })
    const { larg: _, rarg: __, ...own } = node
    const growth = place.growth * growthOf(own)
    if (growth > GROWTH_MAX) throw refuse.sqlTooMuch({ what: 'growth', most: GROWTH_MAX })
    const ctes = (node.withClause as { ctes?: Tree[] } | undefined)?.ctes ?? []
    const names = ctes.map(cteName)
    // A name that is also a table's would say one thing here and another elsewhere.
    if (names.some((name) => UUID.test(name))) throw forbidden('with')
    return { ...place, growth, ctes: new Set([...place.ctes, ...names]), outside: place.ctes }
  },
  CommonTableExpr(_walk, node) {
    if (Object.keys(node.ctequery as Tree)[0] !== 'SelectStmt') throw forbidden('with')
  },
  RangeVar(walk, node, { ctes }) {
    const { schemaname, relname, relpersistence } = node as {
      schemaname?: string
      relname: string
      relpersistence: string
    }
    if (relpersistence !== 'p') throw forbidden(relname)
    if (++walk.uses > TABLES_MAX) throw refuse.sqlTooMuch({ what: 'tables', most: TABLES_MAX })
    if (schemaname === undefined && ctes.has(relname)) return
    if ((schemaname !== undefined && schemaname !== SCHEMA) || !UUID.test(relname))
      throw forbidden([schemaname, relname].filter(Boolean).join('.'))
    walk.tables.add(relname)
  },
  ColumnRef(_walk, { fields }) {
    for (const field of fields as Tree[]) {
      const name = (field.String as { sval?: string } | undefined)?.sval
      if (name !== undefined && SYSTEM_COLUMNS.has(name)) throw forbidden(name)
    }
  },
  FuncCall(walk, { funcname, args }) {
    const name = inCatalogue(funcname)
    if (!FUNCTIONS.has(name)) throw forbidden(`${name}()`)
    demandBounded(name, (args as Tree[] | undefined) ?? [])
    if (GATHERING.has(name)) walk.gathers = true
    if (name.startsWith('st_')) walk.spatial = true
  },
  A_Expr(_walk, { kind, name, rexpr }) {
    const [operator, ...more] = namesOf(name) ?? []
    // BETWEEN and its like come under their own names.
    const isNamed = /^(NOT )?BETWEEN( SYMMETRIC)?$/.test(operator ?? '')
    if (!EXPRESSIONS.has(String(kind))) throw forbidden(String(kind))
    if (more.length > 0 || !operator || !(isNamed || OPERATORS.has(operator))) throw forbidden(operator ?? 'operator')
    if (MATCHING.has(operator) && (kind !== 'AEXPR_OP' || !isBounded(textOf(rexpr))))
      throw forbidden(`${operator} pattern`)
    if (operator === '^' && !isSmall(rexpr)) throw forbidden('^')
  },
  SubLink(_walk, { subLinkType, operName }) {
    if (!SUBQUERIES.has(String(subLinkType))) throw forbidden(String(subLinkType))
    const operators = operName === undefined ? [] : (namesOf(operName) ?? ['operator'])
    if (operators.length > 1 || operators.some((operator) => !OPERATORS.has(operator) || MATCHING.has(operator)))
      throw forbidden(operators.join())
  },
  TypeName(_walk, { names, typmods, arrayBounds }) {
    const name = inCatalogue(names)
    if (!TYPES.has(name)) throw forbidden(name)
    if (arrayBounds !== undefined && (arrayBounds as unknown[]).length > 1) throw forbidden(`${name}[][]`)
    // Which fields an interval keeps is told by a number as well.
    if (name === 'interval') return
    for (const typmod of (typmods as Tree[] | undefined) ?? []) {
      const size = ((typmod.A_Const as Tree | undefined)?.ival as { ival?: number } | undefined)?.ival
      if (typmod.A_Const === undefined || Number(size ?? 0) > TYPE_SIZE_MAX) throw forbidden(`${name}(n)`)
    }
  },
  SQLValueFunction(_walk, { op }) {
    if (!VALUES.has(String(op))) throw forbidden(String(op))
  },
}

const isSmall = (node: unknown): boolean => (wholeOf(node) ?? Infinity) <= EXPONENT_MAX
const isShort = (node: unknown): boolean => (textOf(node)?.length ?? Infinity) <= REPLACEMENT_CHARS_MAX

/** What is surely a number, where a text would be taken for a pattern. */
function isPlace(node: Tree | undefined): boolean {
  if (wholeOf(node) !== undefined) return true
  const { FuncCall: call, A_Expr: sum } = (node ?? {}) as { FuncCall?: Tree; A_Expr?: Tree }
  if (call) return /^(position|strpos|length|char_length)$/.test(namesOf(call.funcname)?.at(-1) ?? '')
  return sum !== undefined && /^[+-]$/.test(namesOf(sum.name)?.[0] ?? '') && isPlace(sum.rexpr as Tree)
}

/** Throws where what a function is given may make its work or its result as large as one likes. */
function demandBounded(name: string, args: readonly Tree[]): void {
  const pattern = Object.hasOwn(PATTERNS, name) ? PATTERNS[name] : undefined
  if (pattern !== undefined && !isBounded(textOf(args[pattern]))) throw forbidden(`${name}() pattern`)
  if ((name === 'replace' || name === 'regexp_replace') && !isShort(args[2])) throw forbidden(`${name}()`)
  if (name === 'power' && !isSmall(args[1])) throw forbidden('power()')
  // By a number it takes a piece, by a text what a pattern matches.
  if (name === 'substring' && !args.slice(1).every((one) => isPlace(one))) {
    if (args.length !== 2 || !isBounded(textOf(args[1]))) throw forbidden('substring() pattern')
  }
}
