/** PostgreSQL's text format of COPY: rows written in it, and found in it again. */
export { copyText, createCopyText, type TextRows } from './write.ts'
export { createCut, type Cut } from './cut.ts'
