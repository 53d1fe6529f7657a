/** Finds out what it was given, and has it checked. */
import { open, stat } from 'node:fs/promises'
import { examine, Malformed, parseTarHeader, TAR_BLOCK_BYTES, type Report } from '#platform/ledger'
import { readPlainJson, Unreadable, type UnreadableCode } from '#platform/text'
import { verifyEvaluation } from './evaluation/index.ts'
import { verifyLog } from './log.ts'
import type { Options } from './options.ts'
import { verifyConsistencyBundle, verifyProof } from './proof.ts'
import { folderSource, tarSource } from './sources.ts'
import { verifyValue } from './value.ts'

const BUNDLE_BYTES_MAX = 67_108_864
const DEPTH_MAX = 100

type Verify = (bundle: unknown, options: Options) => Promise<Report>

/** Every kind of bundle by the name it bears; a new kind is a new line. */
const FORMATS: Record<string, Verify> = {
  'unia-proof/1': verifyProof,
  'unia-consistency/1': verifyConsistencyBundle,
  'unia-value/1': verifyValue,
  'unia-value/2': verifyValue,
  'unia-evaluation/1': verifyEvaluation,
}

/** A bundle, parsed from JSON, by its `format`. */
export async function verifyBundle(bundle: unknown, options: Options = {}): Promise<Report> {
  const format = typeof bundle === 'object' && bundle !== null && 'format' in bundle ? bundle.format : undefined
  if (typeof format === 'string' && Object.hasOwn(FORMATS, format)) return FORMATS[format]!(bundle, options)
  return failed(`not a bundle: its format is none of ${Object.keys(FORMATS).join(', ')}`)
}

/** A bundle, or a log as a folder or tar archive. */
export async function verifyPath(path: string, options: Options = {}): Promise<Report> {
  try {
    const kind = await kindOf(path)
    if (kind === 'bundle') return verifyBundle(await jsonOf(path), options)
    const source = kind === 'folder' ? folderSource(path) : await tarSource(path)
    return await verifyLog(source, options).finally(() => source.close())
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error))
  }
}

const failed = (reason: string): Promise<Report> =>
  examine((check) =>
    check('format', () => {
      throw new Malformed(reason)
    }),
  )

async function kindOf(path: string): Promise<'folder' | 'tar' | 'bundle'> {
  const found = await stat(path)
  if (found.isDirectory()) return 'folder'
  // Opening a pipe would wait for somebody to write.
  if (!found.isFile()) throw new Malformed(`${path} is neither a file nor a folder`)
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(TAR_BLOCK_BYTES), 0, TAR_BLOCK_BYTES, 0)
    if (buffer[0] === 0x1f && buffer[1] === 0x8b) throw new Malformed(`${path} is compressed: unpack it first`)
    if (buffer[0] === '{'.charCodeAt(0) || bytesRead < TAR_BLOCK_BYTES) return 'bundle'
    return isTarHeader(buffer) ? 'tar' : 'bundle'
  } finally {
    await file.close()
  }
}

function isTarHeader(block: Buffer): boolean {
  try {
    return parseTarHeader(block) !== undefined
  } catch {
    return false
  }
}

const UNREADABLE: Record<UnreadableCode, string> = {
  notJson: 'is not JSON',
  notPlain: 'can be read in two ways: a member stands twice, or a text holds half a character',
  tooDeep: `is nested deeper than ${DEPTH_MAX}`,
}

/** What a file holds that should be JSON, of a size that can be, and that can be read in one way only. Throws `Malformed`. */
export async function jsonOf(path: string): Promise<unknown> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    if (size > BUNDLE_BYTES_MAX) throw new Malformed(`${path} has more than ${BUNDLE_BYTES_MAX} bytes`)
    return readPlainJson(await file.readFile('utf8'), DEPTH_MAX)
  } catch (error) {
    throw error instanceof Unreadable ? new Malformed(`${path} ${UNREADABLE[error.code]}`) : error
  } finally {
    await file.close()
  }
}
