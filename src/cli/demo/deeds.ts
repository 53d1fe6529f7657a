/** What was done to the demonstration district, kept beside the house's data: a running demonstration looks again and again. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Deeds } from './behaviour.ts'

const Kept = z.object({ broken: z.array(z.string()).default([]), retrofitted: z.array(z.string()).default([]) })
const fileIn = (dataDir: string) => join(dataDir, 'demo.json')

export function readDeeds(dataDir: string): Deeds {
  let text = '{}'
  try {
    text = readFileSync(fileIn(dataDir), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const { broken, retrofitted } = Kept.parse(JSON.parse(text))
  return { broken: new Set(broken), retrofitted: new Set(retrofitted) }
}

export function keepDeeds(dataDir: string, { broken, retrofitted }: Deeds): void {
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(fileIn(dataDir), JSON.stringify({ broken: [...broken], retrofitted: [...retrofitted] }))
}
