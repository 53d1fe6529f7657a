/** What the cells of a text of COPY say. */
import { WRITTEN_OTHERWISE } from './write.ts'

const MISSING = '\\N'
const ESCAPES: Record<string, string> = { t: '\t', n: '\n', r: '\r' }

export const isOtherwise = (end: number): boolean => end >= WRITTEN_OTHERWISE
/** Where the cell with this number begins and ends. */
export const beginOf = (ends: Uint32Array, cell: number): number =>
  cell === 0 ? 0 : (ends[cell - 1]! & ~WRITTEN_OTHERWISE) + 1
export const endOf = (ends: Uint32Array, cell: number): number => ends[cell]! & ~WRITTEN_OTHERWISE

/** What it says; '' where it is missing. */
export function cellIn(text: string, ends: Uint32Array, cell: number): string {
  const written = text.slice(beginOf(ends, cell), endOf(ends, cell))
  if (!isOtherwise(ends[cell]!)) return written
  return written === MISSING ? '' : written.replace(/\\(.)/g, (_, sign: string) => ESCAPES[sign] ?? sign)
}
