/** Dimensions: 'age=15-19;sex=male', sorted by name so that one series has one spelling; '' is the total. */

export const DIMENSION_EXPECTED = 'age=15-19;sex=male'
export const DIMENSION_CHARS_MAX = 300
const PART = /^\s*([a-z][a-z0-9_]*)\s*=\s*([^=;]*[^=;\s])\s*$/i

export type ReadDimension = { text: string; names: string[] }

/** undefined where the text is no dimension or names one twice. */
export function readDimension(text: string): ReadDimension | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return { text: '', names: [] }
  if (trimmed.length > DIMENSION_CHARS_MAX) return undefined
  const parts = new Map<string, string>()
  for (const part of trimmed.replace(/;$/, '').split(';')) {
    const match = PART.exec(part)
    if (!match) return undefined
    const name = match[1]!.toLowerCase()
    if (parts.has(name)) return undefined
    parts.set(name, match[2]!)
  }
  const names = [...parts.keys()].sort()
  return { text: names.map((name) => `${name}=${parts.get(name)}`).join(';'), names }
}
