/** The signer's process: a desk behind a Unix socket that its owner alone may open; its group too, where it was said where it lies. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Refusal } from '#platform/errors'
import { takeLock } from '#platform/lock'
import { openDesk } from './desk.ts'
import { VERBS, type Signer } from './types.ts'
import { listen, say, type Answer, type Question } from './wire.ts'

export type Serving = { socket: string; owner: boolean; close(): Promise<void> }

/**
 * Serves the keys in `folder`, at `socket` or where there is room for its name: a path to a Unix socket may not exceed 107
 * bytes. Where another process serves them already, gives its socket.
 */
export async function serveSigner({ folder, socket }: { folder: string; socket?: string }): Promise<Serving> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const own = socket ? undefined : mkdtempSync(join(tmpdir(), 'unia-signer-'))
  const path = socket ?? join(own!, 'socket')
  const tidy = () => own && rmSync(own, { recursive: true, force: true })
  const lock = takeLock(join(folder, 'signer.lock'), path)
  if (lock.holder) {
    tidy()
    return { socket: lock.holder, owner: false, close: async () => {} }
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o750 })
  // Whoever left it behind holds the lock no more.
  rmSync(path, { force: true })
  const desk = openDesk(folder)
  const talking = new Set<Socket>()
  const server = createServer((client) => {
    talking.add(client)
    client.on('close', () => talking.delete(client))
    client.on('error', () => client.destroy())
    listen(client, (line) => void answer(desk, line).then((said) => client.writable && say(client, said)))
  })
  // Whoever says where the socket lies runs the signer as another user than the house, which is let in by their group.
  const mode = socket ? 0o660 : 0o600
  const before = process.umask(0o777 & ~mode)
  try {
    await new Promise<void>((listening, failed) => server.once('error', failed).listen(path, listening))
    chmodSync(path, mode)
  } finally {
    process.umask(before)
  }
  return {
    socket: path,
    owner: true,
    async close() {
      for (const client of talking) client.destroy()
      await new Promise((closed) => server.close(closed))
      tidy()
      lock.release()
    },
  }
}

async function answer(desk: Signer, line: string): Promise<Answer> {
  const { id, verb, args } = JSON.parse(line) as Question
  try {
    const known = VERBS.find((name) => name === verb)
    if (!known || !Array.isArray(args)) throw new Error(`the signer knows no ${verb}`)
    return { id, value: await (desk[known] as (...args: unknown[]) => Promise<unknown>)(...args) }
  } catch (error) {
    if (!(error instanceof Refusal)) process.stderr.write(`signer: ${verb}: ${(error as Error).message}\n`)
    const { code, status, details } =
      error instanceof Refusal ? error : { code: 'participation.signerAway', status: 503, details: {} }
    return { id, refusal: { code, status, details } }
  }
}
