/** The command line. What was read once is kept compiled, so that the next command starts sooner. */
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/unia/', import.meta.url)))
const { run } = await import('./cli/run.ts')

// Whoever reads on has read enough: `unia verify … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

process.exitCode = await run(process.argv.slice(2))
