/** `unia network demo`: three made-up cities on this machine that accept, check, compare and catch each other, until Ctrl-C. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLog } from '#platform/log'
import { loadPortal } from '#platform/http'
import type { City } from '../../app.ts'
import type { Command } from '../commands.ts'
import { buildPortal } from '../portal-build.ts'
import { openHouses, takenPort, type Houses } from './houses.ts'
import { tell } from './story.ts'

const HANDLER = fileURLToPath(new URL('../../../portal/build/handler.js', import.meta.url))
const PORT_FIRST = 4601
const PORT_MOST = 65_532
const MEMORY_NEEDED_MB = 3_500
const MB = 2 ** 20
/** What somebody on the way makes of the second city’s newest value, 14.4. */
export const FORGED = 4.4

const say = (text: string) => void process.stdout.write(`${text}\n`)
function cannot(text: string): number {
  process.stderr.write(`${text}\n`)
  return 1
}

export const networkDemo: Command = async ({ values }) => {
  const first = Number(values.port ?? PORT_FIRST)
  if (!Number.isInteger(first) || first < 1 || first > PORT_MOST) return cannot(`--port takes a number from 1 to ${PORT_MOST}.`) // prettier-ignore
  const ports = [first, first + 1, first + 2, first + 3] as const
  const available_mb = Math.round(process.availableMemory() / MB)
  if (available_mb < MEMORY_NEEDED_MB)
    return cannot(`Three cities need ${MEMORY_NEEDED_MB} MB of free memory, and there are ${available_mb} MB.`)
  const taken = await takenPort(ports)
  if (taken !== undefined) return cannot(`Port ${taken} of this machine is taken; the demonstration needs ${ports.join(', ')}. Take others with --port <the first of four>.`) // prettier-ignore
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  const folder = mkdtempSync(join(tmpdir(), 'unia-network-demo-'))
  let opened: Houses | undefined
  try {
    await buildPortal(createLog({ level: 'error' }))
    say('Three made-up cities are started on this machine. The first minute goes by before they are ready …')
    opened = await openHouses({ folder, ports }, await loadPortal<City>(HANDLER), FORGED)
    if (!stopping.signal.aborted) await tell(opened.houses, say, stopping.signal)
    say('Look at them until Ctrl-C, which leaves nothing behind:')
    for (const { city, address } of opened.houses) say(`  ${city.names.en}: ${address}/en/network`)
    await ended(stopping.signal)
    return 0
  } catch (error) {
    if (!stopping.signal.aborted) throw error
    return 0
  } finally {
    await opened?.stop()
    rmSync(folder, { recursive: true, force: true })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop)
  }
}

const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
