/** A query on attributes, read and with its names written out. */

export const SYSTEM_FIELDS = ['observedAt', 'createdAt', 'modifiedAt', 'unitCode', 'datasetId'] as const
export type SystemField = (typeof SYSTEM_FIELDS)[number]

/** `a.b[c.d]`: the attribute, its sub-attributes, what is said of the instance itself, and the way into its value. */
export type Path = { attribute: string; subs: string[]; field?: SystemField; within: string[] }
/** A time is one with its zone, unquoted: it is compared as an instant, however each side writes it. */
export type Literal = { kind: 'number' | 'boolean' | 'text' | 'time'; value: string | number | boolean; iri?: string }
export type Operator = '==' | '!=' | '>' | '>=' | '<' | '<='
export type Leaf =
  | { path: Path; op: 'exists' }
  | { path: Path; op: 'compare'; sign: Operator; values: Literal[] }
  | { path: Path; op: 'range'; not: boolean; from: Literal; to: Literal }
  | { path: Path; op: 'pattern'; not: boolean; pattern: string }
export type Query = { and: Query[] } | { or: Query[] } | Leaf
