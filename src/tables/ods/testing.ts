/** For tests: OpenDocument spreadsheets of any content. */
import { buffer } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

const OFFICE = 'urn:oasis:names:tc:opendocument:xmlns'
export async function ods(body: string, more: Record<string, string> = {}): Promise<Buffer> {
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from('application/vnd.oasis.opendocument.spreadsheet'), 'mimetype', { compress: false })
  const content = `<?xml version="1.0"?><office:document-content xmlns:office="${OFFICE}:office:1.0" xmlns:table="${OFFICE}:table:1.0" xmlns:text="${OFFICE}:text:1.0"><office:body><office:spreadsheet>${body}</office:spreadsheet></office:body></office:document-content>` // prettier-ignore
  for (const [name, part] of Object.entries({ 'content.xml': content, ...more })) zip.addBuffer(Buffer.from(part), name)
  zip.end()
  return buffer(zip.outputStream as NodeJS.ReadableStream as Readable)
}
export const words = (value: string, attributes = '') => `<table:table-cell ${attributes}><text:p>${value}</text:p></table:table-cell>` // prettier-ignore
export const valued = (type: string, attributes: string) => `<table:table-cell office:value-type="${type}" ${attributes}><text:p>?</text:p></table:table-cell>` // prettier-ignore
