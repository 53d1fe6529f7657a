/** Starts the house, says one line when it is ready, and ends it cleanly. */
import { fileURLToPath } from 'node:url'
import { createLog } from '#platform/log'
import { Refusal } from '#platform/errors'
import { loadPortal } from '#platform/http'
import { createUnia, type City, type Unia } from '../app.ts'
import type { Command } from './commands.ts'
import { buildPortal } from './portal-build.ts'

const HANDLER = fileURLToPath(new URL('../../portal/build/handler.js', import.meta.url))

export const start =
  (roles: { serve: boolean; work: boolean }): Command =>
  async ({ config: read }) => {
    const config = read()
    const log = createLog({ level: config.logLevel })
    // Who works prints reports, which are pages too.
    await buildPortal(log)
    const unia = await createUnia(config, log)
    if (unia.database.embedded && !unia.database.alone) {
      await unia.database.close()
      throw new Refusal('platform.alreadyRunning', 409, { dataDir: config.dataDir })
    }
    try {
      const port = await unia.start(roles, await loadPortal<City>(HANDLER))
      process.stdout.write(`${await ready(unia, port)}\n`)
    } catch (error) {
      await unia.stop()
      throw error
    }
    await stopSignal()
    log.info('closing')
    await unia.stop()
    return 0
  }

async function ready({ config, identity, info }: Unia, port: number | undefined): Promise<string> {
  const where = port === undefined ? 'is working' : `is ready at ${config.baseUrl.replace(/:0$/, `:${port}`)}`
  const first = (await identity.adminNeeded())
    ? '; to become the first administrator: npx unia admin invite <your e-mail>'
    : ''
  return `Unia ${info.names.en} ${where}${first}`
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
