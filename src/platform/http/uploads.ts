/** Files that come in by a form: streamed to where they are kept, never whole in memory. */
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '#platform/errors'
import type { Files, Kept } from '#platform/files'

const FIELDS_MAX = 50
const FIELD_BYTES_MAX = 1_000_000
const NAME_CHARS_MAX = 255

export type Upload = {
  file: Kept & { name: string; mediaType: string }
  fields: Record<string, string>
}

export async function acceptUploads(app: FastifyInstance, limitBytes: number): Promise<void> {
  await app.register(multipart, {
    limits: {
      fileSize: limitBytes + 1,
      files: 1,
      fields: FIELDS_MAX,
      fieldSize: FIELD_BYTES_MAX,
      parts: FIELDS_MAX + 1,
    },
  })
}

/**
 * Reads a multipart request: its one file into `files`, its fields as text. A file that is too large, a full disk or a sender
 * who leaves keeps nothing. Refuses with `fileMissing` where there is no file, or an empty one.
 */
export async function receiveUpload(request: FastifyRequest, files: Files, limitBytes: number): Promise<Upload> {
  if (!request.isMultipart()) throw new Refusal('unsupportedMediaType', 415)
  const fields: Record<string, string> = {}
  let file: Upload['file'] | undefined
  for await (const part of request.parts({ limits: { fileSize: limitBytes + 1 } })) {
    if (part.type === 'field') {
      if (part.valueTruncated) throw new Refusal('tooLarge', 413, { limitBytes: FIELD_BYTES_MAX })
      fields[part.fieldname] = String(part.value)
    } else if (part.filename) {
      const kept = await files.put(part.file, { limitBytes })
      file = { ...kept, name: nameOf(part.filename), mediaType: part.mimetype }
    } else part.file.resume()
  }
  if (!file || file.bytes === 0) throw new Refusal('fileMissing', 400)
  return { file, fields }
}

/** The name as a person gave it, without folders and control characters: it is shown, never used as a path. */
const nameOf = (name: string): string =>
  name
    .split(/[/\\]/)
    .at(-1)!
    .replace(/\p{Cc}/gu, '')
    .slice(-NAME_CHARS_MAX) || 'file'
