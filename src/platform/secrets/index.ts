/** Secrets that are made at the first start and kept in the data folder, readable by their owner alone. */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { systemIds } from '#platform/ids'

/**
 * The text in the file; `make` gives it where there is none. Written aside and then linked, so that of several processes
 * that start at once one wins and none reads half a secret.
 */
export function keptSecret(path: string, make: () => string): string {
  return (readIfThere(path) ?? keep(path, make())).trim()
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function keep(path: string, secret: string): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const aside = `${path}.${systemIds.token(6)}`
  writeFileSync(aside, `${secret}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    linkSync(aside, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(aside)
  }
  return readFileSync(path, 'utf8')
}
