/** Writes `openapi.json`: what the running house says of its API, committed so that each change of it is seen. `npm run openapi` */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { format } from 'prettier'
import { readConfig } from '#platform/config'
import { createLog } from '#platform/log'
import { createUnia, serve } from '../src/app.ts'

/** The document of a house on that database; on one of its own where none is named. */
export async function documentOf(databaseUrl?: string): Promise<{ paths: Record<string, unknown> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'unia-openapi-'))
  const env = { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, CITY_DIR: 'test/cities/rivermouth' }
  const unia = await createUnia(readConfig(env), createLog({ level: 'silent' }))
  try {
    const app = await serve(unia)
    await app.ready()
    const document = JSON.parse(JSON.stringify(app.swagger())) as { paths: Record<string, unknown> }
    await app.close()
    const paths = Object.entries(document.paths).sort(([a], [b]) => (a < b ? -1 : 1))
    return { ...document, paths: Object.fromEntries(paths) }
  } finally {
    await unia.database.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const text = await format(JSON.stringify(await documentOf()), { parser: 'json', printWidth: 120 })
  writeFileSync('openapi.json', text)
}
