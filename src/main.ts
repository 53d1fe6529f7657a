/** The command line. */
import { run } from './cli/run.ts'

// Whoever reads on has read enough: `unia verify … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

process.exitCode = await run(process.argv.slice(2))
