/** The house's end of the conversation with the signer, which it starts where nobody else runs one. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Refusal } from '#platform/errors'
import { refuse, VERBS, type Signer } from './types.ts'
import { listen, say, type Answer } from './wire.ts'

const PROCESS = fileURLToPath(new URL('./process.ts', import.meta.url))

export type SignerNeeds = {
  /** Where the keys lie, if this process is to start the signer. */
  folder: string
  /** Where a signer runs that others started. */
  socket?: string
}
export type SignerProcess = { signer: Signer; stop(): Promise<void>; pid(): number | undefined }

type Waiting = { resolve: (value: unknown) => void; reject: (error: unknown) => void }

/** Nothing is started before the first question. One that goes down is started again at the next. */
export function connectSigner(needs: SignerNeeds): SignerProcess {
  const waiting = new Map<number, Waiting>()
  let count = 0
  let child: ChildProcess | undefined
  let open: Promise<Socket> | undefined

  async function start(): Promise<string> {
    child = spawn(process.execPath, ['--no-warnings', PROCESS, needs.folder], { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdin!.on('error', () => {})
    const lines = createInterface({ input: child.stdout! })
    const exit = once(child, 'exit').then(() => Promise.reject(new Error('the signer did not start')))
    exit.catch(() => {})
    const [socket] = (await Promise.race([once(lines, 'line'), exit])) as [string]
    return socket
  }

  async function reach(): Promise<Socket> {
    const socket = connect(needs.socket ?? (await start()))
    await once(socket, 'connect')
    listen(socket, hear)
    socket.on('error', () => {})
    socket.on('close', lose)
    return socket
  }

  function hear(line: string): void {
    const { id, value, refusal } = JSON.parse(line) as Answer
    const asked = waiting.get(id)
    waiting.delete(id)
    if (refusal) asked?.reject(new Refusal(refusal.code, refusal.status, { ...refusal.details }))
    else asked?.resolve(value)
  }

  /** What was asked may have been done or not; everything it does may be asked again. */
  function lose(): void {
    open = undefined
    for (const { reject } of waiting.values()) reject(refuse.signerAway())
    waiting.clear()
  }

  async function ask(verb: string, args: unknown[]): Promise<unknown> {
    open ??= reach()
    const socket = await open.catch((cause: Error) => {
      open = undefined
      throw Object.assign(refuse.signerAway(), { cause })
    })
    if (socket.destroyed) throw refuse.signerAway()
    const id = ++count
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      say(socket, { id, verb, args })
    })
  }

  return {
    signer: Object.fromEntries(
      VERBS.map((verb) => [verb, (...args: unknown[]) => ask(verb, args)]),
    ) as unknown as Signer,
    pid: () => child?.pid,
    async stop() {
      const socket = await open?.catch(() => undefined)
      socket?.destroy()
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
