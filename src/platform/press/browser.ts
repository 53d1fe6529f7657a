/** One browser process, spoken to by a pair of pipes in the Chrome DevTools Protocol: no port is opened. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { refuse } from './refusals.ts'

/** How much of what the browser complains about is kept, for the log. */
const COMPLAINT_CHARS_MAX = 2_000

const FLAGS = [
  '--remote-debugging-pipe',
  // It is shown nothing but our own pages, without scripts; as root, and in most containers, its sandbox cannot be had.
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
  '--mute-audio',
  '--hide-scrollbars',
  '--font-render-hinting=none',
  // Whatever might slip by the interception finds no address.
  '--host-resolver-rules=MAP * ~NOTFOUND',
]

type Answer = { id?: number; method?: string; params?: unknown; result?: unknown; error?: { message: string } }
type Waiting = { resolve: (result: never) => void; reject: (error: Error) => void }
type Listener = (params: never) => void

export type Session = {
  send<T = unknown>(method: string, params?: object): Promise<T>
  on<T>(event: string, listener: (params: T) => void): void
  /** Resolves when the event next comes. */
  until(event: string): Promise<void>
}
export type Browser = { session: Session; end(): Promise<void> }

/** Starts a browser with one empty page. Throws `press.noBrowser` where it does not run; ended with `signal`, or by `end`. */
export async function startBrowser(path: string, signal: AbortSignal): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), 'unia-press-'))
  const child = spawn(path, [...FLAGS, `--user-data-dir=${folder}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // Nothing of the house's environment, which holds its secrets.
    env: { HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8' },
  })
  let complaint = ''
  child.stderr!.on('data', (text: Buffer) => (complaint = (complaint + String(text)).slice(-COMPLAINT_CHARS_MAX)))
  const gone = new Promise<Error>((resolve) => {
    child.once('error', resolve)
    child.once('exit', (code, by) => resolve(new Error(`exit ${code ?? by}: ${complaint}`)))
  })
  const wire = createWire(child.stdio[3] as Writable, child.stdio[4] as Readable)
  void gone.then(wire.fail)
  const kill = () => child.kill('SIGKILL')
  signal.addEventListener('abort', kill, { once: true })

  async function end(): Promise<void> {
    signal.removeEventListener('abort', kill)
    if (kill()) await once(child, 'close')
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const { targetId } = await wire.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await wire.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
    return { session: { ...wire, send: (method, params) => wire.send(method, params, sessionId) }, end }
  } catch (error) {
    await end()
    signal.throwIfAborted()
    throw refuse.noBrowser({ reason: (error as Error).message })
  }
}

/** Messages are JSON, each ended by a zero byte. */
function createWire(out: Writable, into: Readable) {
  /** By the number of a question, or the name of an event. */
  const waiting = new Map<number | string, Waiting>()
  const listeners = new Map<string, Listener>()
  let lost: Error | undefined
  let last = 0
  let begun: Buffer[] = []

  function fail(error: Error): void {
    lost ??= error
    for (const { reject } of waiting.values()) reject(lost)
    waiting.clear()
  }

  function take(text: string): void {
    const { id, method, params, result, error } = JSON.parse(text) as Answer
    if (method) listeners.get(method)?.(params as never)
    const key = id ?? method ?? ''
    const asked = waiting.get(key)
    if (!asked) return
    waiting.delete(key)
    if (error) asked.reject(new Error(error.message))
    else asked.resolve(result as never)
  }

  into.on('data', (chunk: Buffer) => {
    let from = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      take(Buffer.concat([...begun, chunk.subarray(from, end)]).toString('utf8'))
      begun = []
      from = end + 1
    }
    if (from < chunk.length) begun.push(chunk.subarray(from))
  })
  // A pipe breaks because the browser is gone, which says more about why.
  into.on('error', () => {})
  out.on('error', () => {})

  /** Every wait ends with the browser. */
  const wait = <T>(key: number | string) =>
    lost ? Promise.reject(lost) : new Promise<T>((resolve, reject) => waiting.set(key, { resolve, reject }))

  return {
    fail,
    until: (event: string) => wait<void>(event),
    on: <T>(event: string, listener: (params: T) => void): void => void listeners.set(event, listener as Listener),
    send<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
      const id = ++last
      const answered = wait<T>(id)
      if (!lost) out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
      return answered
    },
  }
}
