/** A formula as it was written: what each part says and where it stands. */
import type { Span } from './refusals.ts'

export type Expression = NumberLiteral | MeasureName | IndicatorName | Negation | Operation | Group | Call

export type NumberLiteral = { kind: 'number'; value: number; span: Span }
/** `population_by_age_sex[age=65-69|70-74;sex=*]` */
export type MeasureName = { kind: 'measure'; id: string; choices: Choice[]; span: Span; nameSpan: Span }
/** The values chosen of one dimension; 'all' where it says `*`. */
export type Choice = { key: string; keySpan: Span; values: 'all' | { text: string; span: Span }[] }
/** `@iso37120-8.1` */
export type IndicatorName = { kind: 'indicator'; id: string; span: Span }
export type Negation = { kind: 'negation'; of: Expression; span: Span }
export type Operator = '+' | '-' | '*' | '/'
export type Operation = { kind: 'operation'; operator: Operator; left: Expression; right: Expression; span: Span }
/** Parentheses, kept so that the formula can be shown as it was written. */
export type Group = { kind: 'group'; of: Expression; span: Span }
export type Call = { kind: 'call'; name: string; args: Expression[]; span: Span; nameSpan: Span }

export type Formula = { readonly text: string; readonly root: Expression }
