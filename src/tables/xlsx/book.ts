/** A workbook whose bytes are held whole and whose rows come one after another. */
import { openPackage, type Part } from '../package/zip.ts'
import { refuse } from '../refusals.ts'
import { readMerges } from './merges.ts'
import { readSheet, type Row, type Seen } from './sheet.ts'
import { readStrings } from './strings.ts'
import { readStyles } from './styles.ts'
import { readWorkbook, type Sheet, type Workbook } from './workbook.ts'

const SHEET_BYTES_MAX = 600_000_000

export type Book = Workbook & {
  /** The sheet's rows, from the beginning each time; what is seen on the way is counted. */
  open(sheet: Sheet): Promise<(seen: Seen) => AsyncGenerator<Row[]>>
}

/** Throws `reading.binary`, `reading.xlsxMalformed`, `reading.unpacksTooLarge` and `reading.xmlForbidden`. */
export async function openBook(bytes: Uint8Array): Promise<Book> {
  const parts = await openPackage(bytes)
  const workbook = await readWorkbook(parts)
  const strings = await readStrings(parts, workbook.folder)
  const styles = await readStyles(parts, workbook.folder)
  const partOf = async ({ part }: Sheet): Promise<Part> => {
    const found = await parts.open(part, SHEET_BYTES_MAX)
    if (!found) throw refuse.xlsxMalformed({ part, cause: '∅' })
    return found
  }
  return {
    ...workbook,
    async open(sheet) {
      const merges = await readMerges(await partOf(sheet), sheet.part)
      return async function* (seen) {
        yield* readSheet(await partOf(sheet), sheet.part, { strings, styles, merges, seen })
      }
    },
  }
}

export const nothingSeen = (): Seen => ({ formulas: 0, hiddenRows: 0 })
