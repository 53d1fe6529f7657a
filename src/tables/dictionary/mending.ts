/** The rules of mending of a column, as one function from the text that came to the text that is read. */
import type { Field, Mend } from './schema.ts'

type Change = (text: string) => string

/** Undefined where there is nothing to mend. */
export function mendingOf({ mend = [] }: Field): Change | undefined {
  const changes = mend.map(changeOf).filter((one) => one !== undefined)
  if (changes.length === 0) return undefined
  return (text) => changes.reduce((changed, change) => change(changed), text)
}

function changeOf(mend: Mend): Change | undefined {
  switch (mend.rule) {
    case 'trim':
      return (text) => text.trim().replace(/\s+/g, ' ')
    case 'case':
      return CASES[mend.to]
    case 'replace':
      return (text) => text.replaceAll(mend.from, mend.to)
    case 'map': {
      const values = new Map(Object.entries(mend.values))
      return (text) => values.get(text) ?? text
    }
    case 'swapAxes':
      // The reader of geometries does it, in numbers.
      return undefined
  }
}

const CASES: Record<'lower' | 'upper' | 'title', Change> = {
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  title: (text) => text.toLowerCase().replace(/(^|[\s\-–("„])(\p{L})/gu, (all) => all.toUpperCase()),
}
