/** Where the cells stand in a text of COPY, so that they can be looked at without being cut out. */

export type Cut = {
  rows: number
  /** Where the cell with this number ends, row by row; it begins one behind the end of the one before, the first at 0. */
  ends: Uint32Array
  /** What cells say, by their number, that are not written as they are; of a missing one ''. */
  written: ReadonlyMap<number, string>
}

const [TAB, LF, BACKSLASH] = [9, 10, 92]
const MISSING = '\\N'
const ESCAPES: Record<string, string> = { t: '\t', n: '\n', r: '\r' }

/** Of texts of whole rows with so many cells each. What it gives is good until it is asked again. */
export function createCut(width: number): (text: string) => Cut {
  let ends = new Uint32Array(width * 1024)
  return (text) => {
    const written = new Map<number, string>()
    let cell = 0
    let from = 0
    let odd = false
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === BACKSLASH) odd = true
      else if (code === TAB || code === LF) {
        if (cell === ends.length) ends = doubled(ends)
        if (odd) written.set(cell, plain(text.slice(from, at)))
        odd = false
        ends[cell++] = at
        from = at + 1
      }
    }
    return { rows: cell / width, ends, written }
  }
}

const plain = (cell: string): string => (cell === MISSING ? '' : cell.replace(/\\(.)/g, (_, sign: string) => ESCAPES[sign] ?? sign)) // prettier-ignore

function doubled(ends: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(ends.length * 2)
  larger.set(ends)
  return larger
}
