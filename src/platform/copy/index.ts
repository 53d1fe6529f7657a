/** PostgreSQL's text format of COPY: rows written in it, and found in it again. */
export { countOf, isPlaced, MISSING, SAID, textsOf, type CopyRows, type PlacedCells, type TextRows } from './rows.ts'
export { copyText, createCopyText, type CopyText } from './write.ts'
export { beginOf, cellIn, endOf, isOtherwise } from './cut.ts'
