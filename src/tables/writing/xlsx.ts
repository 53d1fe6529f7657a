/** A workbook, written as its rows come. Texts stand in their cells, numbers are numbers, nothing is a formula. */
import { PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { withApostrophe } from '../neutral.ts'
import { escapeXml } from './xml.ts'

/** What a sheet holds at most, its header included. */
export const SHEET_ROWS_MAX = 1_048_576
const DECIMALS_MAX = 6
const CELL_CHARS_MAX = 32_767
const CHARS_A_PIECE = 65_536

/** A day or a moment is days since the end of 1899. */
export type Cell =
  | string
  | number
  | boolean
  | null
  | undefined
  | { number: number; decimals: number }
  | { serial: number; show: 'day' | 'moment' }
export type Sheet = {
  name: string
  columns: { name: string; width: number }[]
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>
}

/** The workbook's bytes; a failure of the rows is the stream's. */
export function writeXlsx(sheets: readonly Sheet[]): Readable {
  const zip = new ZipFile()
  const out = new PassThrough()
  // The same figures give the same bytes.
  const options = { mtime: new Date(Date.UTC(1980, 0, 1)), forceDosTimestamp: true }
  const add = (name: string, content: string) => zip.addBuffer(Buffer.from(HEAD + content), name, options)
  add('[Content_Types].xml', contentTypes(sheets.length))
  add('_rels/.rels', relations([`${OFFICE}/officeDocument`, 'xl/workbook.xml']))
  add('xl/workbook.xml', workbookXml(sheets.map(({ name }) => name)))
  const parts = sheets.map((_, i): [string, string] => [`${OFFICE}/worksheet`, `worksheets/sheet${i + 1}.xml`])
  add('xl/_rels/workbook.xml.rels', relations(...parts, [`${OFFICE}/styles`, 'styles.xml']))
  add('xl/styles.xml', STYLES)
  for (const [i, sheet] of sheets.entries()) {
    const pieces = Readable.from(sheetXml(sheet), { objectMode: false })
    pieces.on('error', (error) => out.destroy(error))
    zip.addReadStream(pieces, `xl/worksheets/sheet${i + 1}.xml`, options)
  }
  zip.on('error', (error) => out.destroy(error as Error))
  zip.end()
  zip.outputStream.pipe(out)
  return out
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function contentTypes(sheets: number): string {
  const parts = [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/styles.xml', 'styles'],
    ...Array.from({ length: sheets }, (_, i) => [`/xl/worksheets/sheet${i + 1}.xml`, 'worksheet']),
  ]
  const overrides = parts.map(([name, type]) => `<Override PartName="${name}" ContentType="${TYPE}.${type}+xml"/>`)
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
}

function relations(...parts: [type: string, target: string][]): string {
  const all = parts.map(([type, target], i) => `<Relationship Id="r${i + 1}" Type="${type}" Target="${target}"/>`)
  return `<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`
}

function workbookXml(names: string[]): string {
  const sheets = names.map(
    (name, i) => `<sheet name="${escaped(sheetName(name))}" sheetId="${i + 1}" r:id="r${i + 1}"/>`,
  )
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`
}

const sheetName = (name: string): string => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)

const [BOLD, WRAPPED, FIRST_NUMBER] = [1, 2, 3]
const MOMENTS = { day: 'yyyy\\-mm\\-dd', moment: 'yyyy\\-mm\\-dd hh:mm:ss' }
const NUMBER_FORMATS = DECIMALS_MAX + 1
const FORMATS = [
  ...Array.from({ length: NUMBER_FORMATS }, (_, decimals) =>
    decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`,
  ),
  ...Object.values(MOMENTS),
]
const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="${FORMATS.length}">${FORMATS.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`).join('')}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${FORMATS.length + FIRST_NUMBER}"><xf xfId="0"/><xf fontId="1" xfId="0" applyFont="1"/><xf xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>${FORMATS.map((_, i) => `<xf numFmtId="${164 + i}" xfId="0" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`

async function* sheetXml({ columns, rows }: Sheet): AsyncGenerator<string> {
  const widths = columns.map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
  let piece = `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
  piece += `<row>${columns.map(({ name }) => textCell(name, BOLD)).join('')}</row>`
  for await (const row of rows) {
    piece += `<row>${row.map((cell) => cellXml(cell)).join('')}</row>`
    if (piece.length < CHARS_A_PIECE) continue
    yield piece
    piece = ''
  }
  yield `${piece}</sheetData></worksheet>`
}

function cellXml(cell: Cell): string {
  if (cell === null || cell === undefined || cell === '') return '<c/>'
  if (typeof cell === 'string') return textCell(cell, cell.length > 60 ? WRAPPED : 0)
  if (typeof cell === 'boolean') return `<c t="b"><v>${cell ? 1 : 0}</v></c>`
  if (typeof cell === 'object' && 'serial' in cell)
    return `<c s="${FIRST_NUMBER + NUMBER_FORMATS + (cell.show === 'day' ? 0 : 1)}"><v>${cell.serial}</v></c>`
  const { number, decimals } = typeof cell === 'number' ? { number: cell, decimals: undefined } : cell
  if (!Number.isFinite(number)) return '<c/>'
  const style = decimals === undefined ? 0 : FIRST_NUMBER + Math.min(decimals, DECIMALS_MAX)
  return style === 0 ? `<c><v>${number}</v></c>` : `<c s="${style}"><v>${number}</v></c>`
}

function textCell(text: string, style: number): string {
  const safe = escaped(withApostrophe(text).slice(0, CELL_CHARS_MAX))
  return `<c${style ? ` s="${style}"` : ''} t="inlineStr"><is><t xml:space="preserve">${safe}</t></is></c>`
}

/** What XML does not allow, as spreadsheets write it; also what only looks as if it were written so. */
const SPECIAL = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g

const escaped = (text: string): string =>
  escapeXml(
    text
      .replaceAll('\0', '')
      .replace(SPECIAL, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`),
  )
