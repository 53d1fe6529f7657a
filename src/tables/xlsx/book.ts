/** A workbook whose bytes are held whole and whose rows come one after another. */
import { readWhole } from '../package/xml.ts'
import { openPackage, type Package, type Part } from '../package/zip.ts'
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
  /** What it carries besides its sheets: who made it, and what was remarked on cells. */
  said(): AsyncGenerator<string>
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
    said: () => saidBeside(parts),
  }
}

const SAID_BYTES_MAX = 20_000_000
const SAID = /^(docprops\/(core|app|custom)|xl\/(comments|threadedcomments|persons)\b.*)\.xml$/

async function* saidBeside(parts: Package): AsyncGenerator<string> {
  for (const name of parts.names.filter((name) => SAID.test(name))) {
    const texts: string[] = []
    const keep = (text: string) => void (text.trim() === '' || texts.push(text))
    const open = (_: string, { displayName }: Record<string, string>) => void (displayName && keep(displayName))
    await readWhole(await parts.open(name, SAID_BYTES_MAX), name, { open, text: keep })
    yield* texts
  }
}

export const nothingSeen = (): Seen => ({ formulas: 0, hiddenRows: 0 })
