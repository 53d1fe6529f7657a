/** How numbers are shown: of a workbook's styles only what changes their meaning, percent and dates. */
import { readWhole } from '../package/xml.ts'
import type { Package } from '../package/zip.ts'

const BYTES_MAX = 50_000_000

export type NumberKind = 'number' | 'percent' | 'day' | 'month' | 'year'

/** Formats that every program knows without being told. */
const isDateId = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

export function kindOfFormat(code: string): NumberKind {
  const bare = code
    .split(';')[0]!
    .replace(/\[[hms]+\]/gi, 'h')
    .replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '')
    .toLowerCase()
  if (bare.includes('general')) return 'number'
  if (bare.includes('%')) return 'percent'
  if (!/[ymdhs]/.test(bare)) return 'number'
  if (/[dhs]/.test(bare)) return 'day'
  return bare.includes('m') ? 'month' : 'year'
}

/** The kind of number by the index of a cell's style. */
export async function readStyles(parts: Package, folder: string): Promise<NumberKind[]> {
  const path = `${folder}styles.xml`
  const formats = new Map<number, NumberKind>([
    [9, 'percent'],
    [10, 'percent'],
    [17, 'month'],
  ])
  const kinds: NumberKind[] = []
  let inCells = false
  await readWhole(await parts.open(path, BYTES_MAX), path, {
    open(name, attributes) {
      const id = Number(attributes.numFmtId)
      if (name === 'numFmt') formats.set(id, kindOfFormat(attributes.formatCode ?? ''))
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) kinds.push(formats.get(id) ?? (isDateId(id) ? 'day' : 'number'))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return kinds
}
