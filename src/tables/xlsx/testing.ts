/** For tests: packages of any parts, and workbooks with a sheet or several. */
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

export async function packed(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return buffer(zip.outputStream as NodeJS.ReadableStream as import('node:stream').Readable)
}

type Made = {
  /** The sheets' rows as XML inside `sheetData`, by name; `after` what follows it. */
  sheets: Record<string, { rows: string; after?: string; state?: string }>
  strings?: string
  styles?: string
  workbook?: string
  more?: Record<string, string | Buffer>
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

export function workbook({ sheets, strings, styles, workbook: extra = '', more = {} }: Made): Promise<Buffer> {
  const all = Object.entries(sheets)
  const relations = all.map(
    (_, i) => `<Relationship Id="r${i}" Type="${OFFICE}/worksheet" Target="worksheets/s${i}.xml"/>`,
  )
  const listed = all.map(([name, { state = 'visible' }], i) => `<sheet name="${name}" sheetId="${i + 1}" state="${state}" r:id="r${i}"/>`) // prettier-ignore
  return packed({
    '[Content_Types].xml': `${HEAD}<Types/>`,
    '_rels/.rels': `${HEAD}<Relationships><Relationship Id="a" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook ${MAIN} xmlns:r="${OFFICE}">${extra}<sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships>${relations.join('')}</Relationships>`,
    ...(strings !== undefined && { 'xl/sharedStrings.xml': `${HEAD}<sst ${MAIN}>${strings}</sst>` }),
    ...(styles !== undefined && { 'xl/styles.xml': `${HEAD}<styleSheet ${MAIN}>${styles}</styleSheet>` }),
    ...Object.fromEntries(
      all.map(([, { rows, after = '' }], i) => [
        `xl/worksheets/s${i}.xml`,
        `${HEAD}<worksheet ${MAIN}><sheetData>${rows}</sheetData>${after}</worksheet>`,
      ]),
    ),
    ...more,
  })
}

/** Rows of cells: numbers as numbers, texts in the cell itself, XML of a cell's inside as it is. */
export const rowsOf = (rows: (string | number | { xml: string } | null)[][], first = 1): string =>
  rows
    .map((cells, i) => {
      const line = first + i
      const inside = cells.map((cell, at) => {
        const name = `${String.fromCharCode(65 + at)}${line}`
        if (cell === null) return ''
        if (typeof cell === 'number') return `<c r="${name}"><v>${cell}</v></c>`
        if (typeof cell === 'object') return cell.xml.replace('@', name)
        return `<c r="${name}" t="inlineStr"><is><t>${cell}</t></is></c>`
      })
      return `<row r="${line}">${inside.join('')}</row>`
    })
    .join('')

export const merged = (...refs: string[]): string =>
  `<mergeCells count="${refs.length}">${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
