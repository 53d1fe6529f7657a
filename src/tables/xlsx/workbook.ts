/** A workbook: its sheets, where their parts are, and what it carries that is not read. */
import { refuse } from '../refusals.ts'
import { readWhole } from '../package/xml.ts'
import type { Package } from '../package/zip.ts'

const BYTES_MAX = 20_000_000
const SHEETS_MAX = 500

export type Sheet = { name: string; part: string; hidden: boolean }
/** What is neither run nor followed: the values are those that were last saved. */
export type Carried = 'macros' | 'externalLinks'
export type Workbook = {
  sheets: Sheet[]
  /** Days count from 1904, as on old Macs. */
  from1904: boolean
  folder: string
  carries: Carried[]
}

/** Throws `reading.binary` where the package is no workbook that can be read. */
export async function readWorkbook(parts: Package): Promise<Workbook> {
  const { names } = parts
  if (names.some((name) => name.startsWith('xl/') && name.endsWith('workbook.bin')))
    throw refuse.binary({ kind: 'xlsb' })
  const root = await relations(parts, '_rels/.rels')
  const office = [...root.values()].find(({ type }) => type.endsWith('/officeDocument'))
  const path = office ? office.target.replace(/^\//, '') : 'xl/workbook.xml'
  const part = await parts.open(path, BYTES_MAX)
  if (!part) throw refuse.binary({ kind: names.includes('content.xml') ? 'ods' : 'zip' })
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const related = await relations(parts, `${folder}_rels/${path.slice(folder.length)}.rels`)
  const sheets: Sheet[] = []
  let from1904 = false
  await readWhole(part, path, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(1|true|on)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet' || sheets.length >= SHEETS_MAX) return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      const { target, type } = related.get(id) ?? { target: '', type: '' }
      if (!type.endsWith('/worksheet')) return
      const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden'
      sheets.push({ name: attributes.name ?? '', part: resolved(folder, target), hidden })
    },
  })
  return { sheets, from1904, folder, carries: carriedBy(names) }
}

type Relation = { target: string; type: string }

async function relations(parts: Package, path: string): Promise<Map<string, Relation>> {
  const found = new Map<string, Relation>()
  await readWhole(await parts.open(path, BYTES_MAX), path, {
    open(name, { Id = '', Target = '', Type = '', TargetMode }) {
      if (name === 'Relationship' && TargetMode !== 'External') found.set(Id, { target: Target, type: Type })
    },
  })
  return found
}

const resolved = (folder: string, target: string): string =>
  target.startsWith('/') ? target.slice(1) : new URL(target, `file:///${folder}`).pathname.slice(1)

function carriedBy(names: readonly string[]): Carried[] {
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name))
  return [
    ...(has(/vbaproject\.bin$|\/macrosheets\//) ? ['macros' as const] : []),
    ...(has(/\/externallinks\//) ? ['externalLinks' as const] : []),
  ]
}
