/** Where the files of a log are read from: a folder, or a tar archive without unpacking it. */
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Malformed, paddingOf, parseTarHeader, TAR_BLOCK_BYTES } from '#platform/ledger'

export type LogSource = {
  /** The file's bytes; undefined where it is not there. Throws `Malformed` where it is longer than `bytesMax`. */
  read(path: string, bytesMax: number): Promise<Buffer | undefined>
  close(): Promise<void>
}

export function folderSource(folder: string): LogSource {
  return {
    async read(path, bytesMax) {
      const file = await open(join(folder, path)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
        throw error
      })
      if (!file) return undefined
      try {
        return await readPart(file, { path, at: 0, bytes: (await file.stat()).size, bytesMax })
      } finally {
        await file.close()
      }
    },
    close: async () => {},
  }
}

/** Throws `Malformed` for what is no tar archive, or one that was cut off. */
export async function tarSource(path: string): Promise<LogSource> {
  const file = await open(path)
  try {
    const members = await membersOf(file)
    return {
      async read(name, bytesMax) {
        const member = members.get(name)
        return member && readPart(file, { path: name, ...member, bytesMax })
      },
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function membersOf(file: FileHandle): Promise<Map<string, { at: number; bytes: number }>> {
  const members = new Map<string, { at: number; bytes: number }>()
  const { size } = await file.stat()
  for (let at = 0; at < size;) {
    const block = await readPart(file, { path: 'header', at, bytes: TAR_BLOCK_BYTES, bytesMax: TAR_BLOCK_BYTES })
    const header = parseTarHeader(block)
    if (!header) return members
    const { bytes, isFile } = header
    const name = header.path.replace(/^\.\//, '')
    at += TAR_BLOCK_BYTES
    if (at + bytes > size) throw new Malformed(`${name} is cut off`)
    if (isFile && members.has(name)) throw new Malformed(`${name} is there twice`)
    if (isFile) members.set(name, { at, bytes })
    at += bytes + paddingOf(bytes)
  }
  throw new Malformed('the archive is cut off')
}

type Part = { path: string; at: number; bytes: number; bytesMax: number }

async function readPart(file: FileHandle, { path, at, bytes, bytesMax }: Part): Promise<Buffer> {
  if (bytes > bytesMax) throw new Malformed(`${path} has ${bytes} bytes, more than the ${bytesMax} it can have`)
  const { bytesRead, buffer } = await file.read(Buffer.alloc(bytes), 0, bytes, at)
  if (bytesRead < bytes) throw new Malformed(`${path} is cut off`)
  return buffer
}
