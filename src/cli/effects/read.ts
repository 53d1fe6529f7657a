/** A table to be evaluated, from its file. */
import { isUtf8 } from 'node:buffer'
import { readFile, stat } from 'node:fs/promises'
import { Refusal } from '#platform/errors'
import { refuse } from '../models/refusals.ts'

const BYTES_MAX = 500_000_000

/** Throws `stats.file.tooLarge`, `notUtf8`. */
export async function textOf(file: string): Promise<string> {
  const { size } = await stat(file)
  if (size > BYTES_MAX) throw refuse.tooLarge({ file, bytes: size, bytesMax: BYTES_MAX })
  const bytes = await readFile(file)
  if (!isUtf8(bytes) || bytes.includes(0)) throw refuse.notUtf8({ file, line: 1, column: 1 })
  return new TextDecoder('utf-8').decode(bytes)
}

/** What is refused in a table, with the file's name before it; `row` counts below the header. */
export function of<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(error.code, error.status, { ...error.details, file })
  }
}
