/** Runs the keeper of votes' keys as a process of its own, under another user or on another disk than the house. */
import { join } from 'node:path'
import { serveSigner } from '#participation'
import type { Command } from './commands.ts'

export const signer: Command = async ({ config }) => {
  const { dataDir, signerSocket } = config()
  const { socket, owner, close } = await serveSigner({ folder: join(dataDir, 'signer'), socket: signerSocket })
  process.stdout.write(`${owner ? 'listens' : 'another one listens already'} at ${socket}\n`)
  if (!owner) return 1
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  await close()
  return 0
}
