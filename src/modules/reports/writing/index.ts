/** What a report says, made of what was known at its moment. */
export { comparedIn, fullest, stateOf, untilYear, type Profile } from './city.ts'
export { contentCsv } from './csv.ts'
export { indicatorOf, yearOf, type Known, type Where } from './indicator.ts'
export { definitionsOf, reportedOf, type Reported } from './standard.ts'
export { contentXlsx } from './workbook/index.ts'
