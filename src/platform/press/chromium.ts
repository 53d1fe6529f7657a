/** The Chromium that prints: the one at `CHROMIUM_PATH`, or that of the npm package, unpacked once into the data folder. */
import { createReadStream, createWriteStream } from 'node:fs'
import { access, constants, mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'
import { systemIds } from '#platform/ids'
import { refuse } from './refusals.ts'

/** What the package is built for. */
const BUILT_FOR = 'linux x64'

type Asked = { dataDir: string; chromiumPath?: string }

/** The path of a browser that can be started. Throws `press.noBrowser`. */
export async function chromiumAt({ dataDir, chromiumPath }: Asked): Promise<string> {
  if (chromiumPath) {
    if (await isExecutable(chromiumPath)) return chromiumPath
    throw refuse.noBrowser({ reason: chromiumPath })
  }
  const here = `${process.platform} ${process.arch}`
  if (here !== BUILT_FOR) throw refuse.noBrowser({ reason: here })
  // Not the package's own way, by the shared folder for temporary files: whoever writes there first says what runs.
  const root = fileURLToPath(new URL('..', import.meta.resolve('@sparticuz/chromium')))
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  const path = join(dataDir, 'browser', version, 'chromium')
  if (!(await isExecutable(path))) await unpack(join(root, 'bin', 'chromium.br'), path)
  return path
}

async function unpack(packed: string, path: string): Promise<void> {
  const folder = join(path, '..')
  const temporary = `${path}.${systemIds.uuid()}`
  // Those of earlier versions are of no use.
  await rm(join(folder, '..'), { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(temporary, { mode: 0o700 }))
  await rename(temporary, path)
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
