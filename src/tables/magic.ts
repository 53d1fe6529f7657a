/** What a file is that is no text, by its first bytes: what cannot be read is told what to do instead of seeing rubbish. */

/** What is refused. */
export const BINARY_KINDS = [
  'ods',
  'xlsb',
  'xls',
  'pdf',
  'gzip',
  'zip',
  'archive',
  'image',
  'parquet',
  'sqlite',
  'html',
  'json',
  'xml',
] as const
export type BinaryKind = (typeof BINARY_KINDS)[number]

const HEAD_CHARS = 4096

const SIGNATURES: [prefix: string, kind: BinaryKind][] = [
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'xls'],
  ['%PDF-', 'pdf'],
  ['\x1f\x8b', 'gzip'],
  ['7z\xbc\xaf\x27\x1c', 'archive'],
  ['Rar!\x1a\x07', 'archive'],
  ['BZh', 'archive'],
  ['\x28\xb5\x2f\xfd', 'archive'],
  ['\xfd7zXZ\x00', 'archive'],
  ['\x89PNG', 'image'],
  ['\xff\xd8\xff', 'image'],
  ['GIF8', 'image'],
  ['PAR1', 'parquet'],
  ['SQLite format 3\x00', 'sqlite'],
]

/** `package`: a ZIP that may be a workbook. */
export function binaryKind(head: Uint8Array): BinaryKind | 'package' | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, HEAD_CHARS)).toString('latin1')
  if (text.startsWith('PK\x03\x04') || text.startsWith('PK\x05\x06')) return packageKind(text)
  const signature = SIGNATURES.find(([prefix]) => text.startsWith(prefix))
  if (signature) return signature[1]
  const start = text
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .slice(0, 200)
    .toLowerCase()
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return 'html'
  if (start.startsWith('<?xml')) return 'xml'
  if (/^(\{\s*["}]?|\[\s*([{[\]]|$))/.test(start)) return 'json'
  return undefined
}

const packageKind = (text: string): BinaryKind | 'package' =>
  text.includes('application/vnd.oasis.opendocument.spreadsheet') ? 'ods' : 'package'
