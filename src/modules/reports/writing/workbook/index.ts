/** A report as a workbook: a sheet for each of its parts, every number beside the address that it leads back to. */
import type { Readable } from 'node:stream'
import { writeXlsx } from '#tables'
import type { Content, Report } from '../../types/index.ts'
import { behindSheets } from './behind.ts'
import { citySheets } from './city.ts'
import { coverSheet } from './cover.ts'
import { saidOf, type Reader } from './said.ts'
import { standardSheets } from './standard.ts'

export function contentXlsx(content: Content, report: Report, reader: Reader): Readable {
  const said = saidOf(content, reader)
  const own = content.kind === 'standard' ? standardSheets(content, said) : citySheets(content, said)
  return writeXlsx([coverSheet(content, report, said), ...own, ...behindSheets(content, said)])
}
