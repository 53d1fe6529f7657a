/** What a report says, made of what was known at its moment. */
export { contentCsv } from './csv.ts'
export { indicatorOf, yearOf, type Known, type Where } from './indicator.ts'
export { definitionsOf, reportedOf } from './standard.ts'
