/** XML as it comes, element by element. No document type, therefore no entities of its own; no depth without end. */
import { SaxesParser } from 'saxes'
import { refuse } from '../refusals.ts'
import { malformed, type Part } from './zip.ts'

const DEPTH_MAX = 64

export type Handlers = {
  /** Names without their prefix. */
  open?(name: string, attributes: Record<string, string>): void
  close?(name: string): void
  text?(text: string): void
}

/** Yields after each piece, so that what the handlers gathered can be taken. Throws `reading.xlsxMalformed`, `reading.xmlForbidden`. */
export async function* readXml(pieces: Part, part: string, handlers: Handlers): AsyncGenerator<void> {
  const parser = new SaxesParser()
  let depth = 0
  parser.on('doctype', () => {
    throw refuse.xmlForbidden({ part })
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > DEPTH_MAX) throw refuse.xmlForbidden({ part })
    handlers.open?.(local(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    depth--
    handlers.close?.(local(name))
  })
  if (handlers.text) {
    parser.on('text', handlers.text)
    parser.on('cdata', handlers.text)
  }
  const decoder = new TextDecoder('utf-8')
  try {
    for await (const piece of pieces) {
      parser.write(decoder.decode(piece, { stream: true }))
      yield
    }
    parser.write(decoder.decode())
    parser.close()
    yield
  } catch (error) {
    throw malformed(part, error)
  }
}

/** All of it at once, for small parts. */
export async function readWhole(part: Part | undefined, name: string, handlers: Handlers): Promise<void> {
  if (!part) return
  for await (const _ of readXml(part, name, handlers));
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** How spreadsheets write what XML does not allow: '_x000D_'. */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(ESCAPED, (all, hex: string) => {
        const code = parseInt(hex, 16)
        return code === 0 || (code >= 0xd800 && code <= 0xdfff) ? all : String.fromCharCode(code)
      })
    : text
