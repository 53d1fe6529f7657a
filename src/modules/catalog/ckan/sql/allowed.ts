/** What a query may be made of. Whatever stands in none of these lists is refused: a list of what is dangerous is never complete. */

export const SCHEMA = 'opendata'

/**
 * Functions without side effects whose result is no larger than what they are given, but for a known measure. Not among them:
 * what makes rows or text out of nothing (generate_series, repeat, lpad), or tells of the house (pg_*, current_setting).
 * Patterns, powers, replacements and what gathers rows have bounds of their own: `growth.ts`.
 */
export const FUNCTIONS: ReadonlySet<string> = new Set([
  ...['count', 'sum', 'avg', 'min', 'max', 'stddev', 'stddev_pop', 'stddev_samp', 'variance', 'var_pop', 'var_samp'],
  ...['bool_and', 'bool_or', 'every', 'corr', 'covar_pop', 'covar_samp', 'regr_slope', 'regr_intercept', 'regr_r2'],
  ...['percentile_cont', 'percentile_disc', 'mode'],
  ...['row_number', 'rank', 'dense_rank', 'percent_rank', 'cume_dist', 'ntile', 'lag', 'lead'],
  ...['first_value', 'last_value', 'nth_value'],
  ...['abs', 'ceil', 'ceiling', 'floor', 'round', 'trunc', 'sign', 'mod', 'div', 'sqrt', 'cbrt', 'ln', 'log', 'pi'],
  ...['degrees', 'radians', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'atan2', 'width_bucket'],
  ...['length', 'char_length', 'character_length', 'octet_length', 'lower', 'upper', 'initcap', 'left', 'right'],
  ...['btrim', 'ltrim', 'rtrim', 'trim', 'substring', 'substr', 'position', 'strpos', 'split_part', 'starts_with'],
  ...['reverse', 'md5', 'concat', 'concat_ws', 'replace', 'translate', 'like_escape', 'string_agg', 'array_agg'],
  ...['regexp_replace', 'regexp_like', 'regexp_count', 'regexp_substr', 'power'],
  ...['now', 'date_part', 'date_trunc', 'extract', 'age', 'make_date', 'to_char', 'to_date', 'to_number'],
  ...['to_timestamp', 'timezone', 'overlaps', 'isfinite'],
  ...['st_x', 'st_y', 'st_asgeojson', 'st_astext', 'st_distance', 'st_dwithin', 'st_within', 'st_contains'],
  ...['st_intersects', 'st_makepoint', 'st_point', 'st_setsrid', 'st_makeenvelope', 'st_area', 'st_length'],
  ...['st_centroid', 'st_srid', 'st_geometrytype', 'st_npoints'],
])

export const OPERATORS: ReadonlySet<string> = new Set([
  ...['=', '<>', '!=', '<', '>', '<=', '>=', '+', '-', '*', '/', '%', '||', '~~', '!~~', '~~*', '!~~*', '^'],
  ...['~', '~*', '!~', '!~*'],
])
export const EXPRESSIONS: ReadonlySet<string> = new Set([
  ...['AEXPR_OP', 'AEXPR_OP_ANY', 'AEXPR_OP_ALL', 'AEXPR_DISTINCT', 'AEXPR_NOT_DISTINCT', 'AEXPR_NULLIF', 'AEXPR_IN'],
  ...['AEXPR_LIKE', 'AEXPR_ILIKE', 'AEXPR_BETWEEN', 'AEXPR_NOT_BETWEEN', 'AEXPR_BETWEEN_SYM', 'AEXPR_NOT_BETWEEN_SYM'],
])

export const TYPES: ReadonlySet<string> = new Set([
  ...['int2', 'int4', 'int8', 'smallint', 'int', 'integer', 'bigint', 'float4', 'float8', 'real', 'numeric', 'decimal'],
  ...['text', 'varchar', 'bool', 'boolean', 'date', 'time', 'timestamp', 'timestamptz', 'interval', 'uuid'],
])
/** The grammar's own names for what the standard calls otherwise: a user may not write a bare `char(n)`, which fills with spaces. */
export const TYPE_SIZE_MAX = 1000

export const SUBQUERIES: ReadonlySet<string> = new Set(['EXISTS_SUBLINK', 'ANY_SUBLINK', 'ALL_SUBLINK', 'EXPR_SUBLINK'])
/** The clock, and nothing of who asks or where. */
export const VALUES: ReadonlySet<string> = new Set([
  ...['SVFOP_CURRENT_DATE', 'SVFOP_CURRENT_TIME', 'SVFOP_CURRENT_TIMESTAMP', 'SVFOP_LOCALTIME', 'SVFOP_LOCALTIMESTAMP'],
])
export const SYSTEM_COLUMNS: ReadonlySet<string> = new Set(['ctid', 'xmin', 'xmax', 'cmin', 'cmax', 'tableoid', 'oid'])

/** How a field of a node is read: a node, a list of nodes, a node of a known kind without its name, or a plain value. */
export type Field = 'node' | 'nodes' | 'plain' | `is:${string}`

/** The nodes of PostgreSQL's grammar that a query may hold, with the fields that they may have. */
export const NODES: Record<string, Record<string, Field>> = {
  SelectStmt: {
    ...{ distinctClause: 'nodes', targetList: 'nodes', fromClause: 'nodes', whereClause: 'node', groupClause: 'nodes' },
    ...{
      groupDistinct: 'plain',
      havingClause: 'node',
      windowClause: 'nodes',
      valuesLists: 'nodes',
      sortClause: 'nodes',
    },
    ...{ limitOffset: 'node', limitCount: 'node', limitOption: 'plain', op: 'plain', all: 'plain' },
    ...{ larg: 'is:SelectStmt', rarg: 'is:SelectStmt', withClause: 'is:WithClause' },
  },
  WithClause: { ctes: 'nodes' },
  CommonTableExpr: { ctename: 'plain', aliascolnames: 'nodes', ctematerialized: 'plain', ctequery: 'node' },
  ResTarget: { name: 'plain', val: 'node' },
  ColumnRef: { fields: 'nodes' },
  A_Star: {},
  A_Const: { ival: 'plain', fval: 'plain', sval: 'plain', boolval: 'plain', isnull: 'plain' },
  A_Expr: {
    kind: 'plain',
    name: 'nodes',
    lexpr: 'node',
    rexpr: 'node',
    rexpr_list_start: 'plain',
    rexpr_list_end: 'plain',
  },
  A_ArrayExpr: { elements: 'nodes', list_start: 'plain', list_end: 'plain' },
  BoolExpr: { boolop: 'plain', args: 'nodes' },
  NullTest: { arg: 'node', nulltesttype: 'plain', argisrow: 'plain' },
  BooleanTest: { arg: 'node', booltesttype: 'plain' },
  CaseExpr: { arg: 'node', args: 'nodes', defresult: 'node' },
  CaseWhen: { expr: 'node', result: 'node' },
  CoalesceExpr: { args: 'nodes' },
  MinMaxExpr: { op: 'plain', args: 'nodes' },
  RowExpr: { args: 'nodes', row_format: 'plain' },
  FuncCall: {
    ...{ funcname: 'nodes', args: 'nodes', agg_order: 'nodes', agg_filter: 'node', over: 'is:WindowDef' },
    ...{ agg_within_group: 'plain', agg_star: 'plain', agg_distinct: 'plain', funcformat: 'plain' },
  },
  WindowDef: {
    ...{ name: 'plain', refname: 'plain', partitionClause: 'nodes', orderClause: 'nodes', frameOptions: 'plain' },
    ...{ startOffset: 'node', endOffset: 'node' },
  },
  TypeCast: { arg: 'node', typeName: 'is:TypeName' },
  TypeName: { names: 'nodes', typmods: 'nodes', typemod: 'plain', arrayBounds: 'nodes' },
  SQLValueFunction: { op: 'plain', typmod: 'plain' },
  SubLink: { subLinkType: 'plain', testexpr: 'node', operName: 'nodes', subselect: 'node' },
  RangeVar: { schemaname: 'plain', relname: 'plain', inh: 'plain', relpersistence: 'plain', alias: 'is:Alias' },
  RangeSubselect: { lateral: 'plain', subquery: 'node', alias: 'is:Alias' },
  JoinExpr: {
    ...{ jointype: 'plain', isNatural: 'plain', larg: 'node', rarg: 'node', usingClause: 'nodes', quals: 'node' },
    ...{ alias: 'is:Alias', join_using_alias: 'is:Alias' },
  },
  Alias: { aliasname: 'plain', colnames: 'nodes' },
  SortBy: { node: 'node', sortby_dir: 'plain', sortby_nulls: 'plain' },
  GroupingSet: { kind: 'plain', content: 'nodes' },
  List: { items: 'nodes' },
  String: { sval: 'plain' },
  Integer: { ival: 'plain' },
  Float: { fval: 'plain' },
  Boolean: { boolval: 'plain' },
}
