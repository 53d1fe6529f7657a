/** A form with a file, read as it comes in: the file goes straight to where it is kept, never whole into memory. */
import { finished, PassThrough, type Readable } from 'node:stream'
import busboy, { type Busboy } from 'busboy'
import { Refusal } from '#platform/errors'

const FIELDS_MAX = 50
const FIELD_BYTES_MAX = 1_000_000
const NAME_CHARS_MAX = 255

export type Brought<Kept> = Kept & { name: string; mediaType: string }
/** What becomes of the parts of a form, as they come. */
export type Takes<Kept> = { file(stream: Readable): Promise<Kept>; field(name: string, value: string): void }

/**
 * Reads a multipart form: its one file, its fields, in whatever order they come. Gives undefined where there was no file, or
 * an empty one. What `file` refuses is refused when the form has come to its end, so that the sender is there to hear it; a
 * sender who leaves breaks the file off. Throws `unsupportedMediaType`, `malformed` and `tooLarge`.
 */
export async function readUpload<Kept extends { bytes: number }>(
  contentType: string | null | undefined,
  body: Readable,
  takes: Takes<Kept>,
): Promise<Brought<Kept> | undefined> {
  const parser = parserOf(contentType)
  const way = new PassThrough().on('error', () => {})
  let file: Promise<Brought<Kept> | Refused> | undefined
  let excess = false
  parser.on('field', (name, value, { valueTruncated }) => {
    if (valueTruncated) excess = true
    else takes.field(name, value)
  })
  parser.on('file', (_field, stream, { filename: name, mimeType: mediaType }) => {
    // A file field that was left empty comes with no name.
    if (!name) return stream.resume()
    stream.on('error', (error) => way.destroy(error)).pipe(way)
    file = takes.file(way).then(
      (kept) => ({ ...kept, name: nameOf(name), mediaType }),
      (error: unknown) => {
        // The rest goes nowhere, but the sender has to be heard out before an answer is listened to.
        stream.unpipe(way)
        stream.resume()
        return new Refused(error)
      },
    )
  })
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) parser.on(limit, () => void (excess = true))
  await readThrough(body, parser).catch(async (error: Error) => {
    way.destroy(error)
    await file
    throw new Refusal('malformed', 400, { cause: error.message })
  })
  if (excess) throw new Refusal('tooLarge', 413, { limitBytes: FIELD_BYTES_MAX })
  const brought = await file
  if (brought instanceof Refused) throw brought.cause
  return brought && brought.bytes > 0 ? brought : undefined
}

/** Ends with the form, or with the first thing that is wrong with it: the parser goes on saying `error` after that. */
function readThrough(body: Readable, parser: Busboy): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.on('error', reject).once('finish', resolve)
    finished(body, { writable: false }, (error) => error && reject(error))
    body.pipe(parser)
  })
}

/** What went wrong with the file, told when the form is read. */
class Refused {
  readonly cause: unknown

  constructor(cause: unknown) {
    this.cause = cause
  }
}

function parserOf(contentType: string | null | undefined): Busboy {
  if (!contentType || !/^multipart\/form-data\b/i.test(contentType)) throw new Refusal('unsupportedMediaType', 415)
  try {
    return busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      limits: { files: 1, fields: FIELDS_MAX, fieldSize: FIELD_BYTES_MAX, parts: FIELDS_MAX + 1 },
    })
  } catch {
    throw new Refusal('malformed', 400)
  }
}

/** The name as a person gave it, without folders and control characters: it is shown, never used as a path. */
const nameOf = (name: string): string =>
  name
    .split(/[/\\]/)
    .at(-1)!
    .replace(/\p{Cc}/gu, '')
    .slice(-NAME_CHARS_MAX) || 'file'
