/** The texts that cells share. What is raised in a text is a footnote's mark, and must not become a digit of the number before it. */
import { withoutApostrophe } from '../neutral.ts'
import { refuse } from '../refusals.ts'
import { readXml, unescaped, type Handlers } from '../package/xml.ts'
import type { Package } from '../package/zip.ts'

const BYTES_MAX = 300_000_000
const STRINGS_MAX = 5_000_000
const CHARS_MAX = 150_000_000
/** What a spreadsheet allows in one cell. */
const CELL_CHARS_MAX = 32_767

/** Gathers the runs of a text inside `si` or `is`. */
export function createRichText() {
  let text = ''
  let raised = false
  let inText = false
  let phonetic = false
  const handlers: Required<Handlers> = {
    open(name, attributes) {
      if (name === 'rPh') phonetic = true
      else if (name === 'r') raised = false
      else if (name === 'vertAlign') raised = attributes.val === 'superscript'
      else if (name === 't' && !phonetic) {
        inText = true
        if (raised) text += '^'
      }
    },
    close(name) {
      if (name === 'rPh') phonetic = false
      else if (name === 't') inText = false
    },
    text(more) {
      if (inText && text.length < CELL_CHARS_MAX) text += raised ? more.replace(/[()\s]/g, '') : more
    },
  }
  return {
    ...handlers,
    /** What was gathered, and nothing after it. */
    take(): string {
      const taken = withoutApostrophe(unescaped(text.slice(0, CELL_CHARS_MAX)))
      text = ''
      raised = false
      return taken
    },
  }
}

/** Throws `reading.unpacksTooLarge`. */
export async function readStrings(parts: Package, folder: string): Promise<string[]> {
  const path = `${folder}sharedStrings.xml`
  const part = await parts.open(path, BYTES_MAX)
  if (!part) return []
  const strings: string[] = []
  const rich = createRichText()
  let chars = 0
  const handlers: Handlers = {
    ...rich,
    close(name) {
      rich.close(name)
      if (name !== 'si') return
      const text = rich.take()
      chars += text.length
      if (strings.push(text) > STRINGS_MAX || chars > CHARS_MAX)
        throw refuse.unpacksTooLarge({ part: path, megabytesMax: CHARS_MAX / 1e6 })
    },
  }
  for await (const _ of readXml(part, path, handlers));
  return strings
}
