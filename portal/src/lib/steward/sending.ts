/** Sends a file in pieces by the tus protocol; where the line breaks, it goes on from what came. For browsers. */
const PIECE_BYTES = 4 * 1024 * 1024
const PAUSES_MS = [1_000, 2_000, 5_000, 10_000, 30_000]
const HEADERS = { 'tus-resumable': '1.0.0' }

export type Watch = {
  signal: AbortSignal
  onProgress(bytes: number): void
  /** Part of this file came before. */
  onResume(): void
  /** The line is broken, or is back. */
  onPause(isBroken: boolean): void
}

export class Refused extends Error {}

const memoryOf = (distribution: string, file: File) =>
  `upload ${distribution} ${file.name} ${file.size} ${file.lastModified}`
const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Gives the id of the delivery. Throws `Refused` with the service's own sentence. */
export async function send(distribution: string, file: File, watch: Watch): Promise<string> {
  const memory = memoryOf(distribution, file)
  const known = localStorage.getItem(memory)
  const before = known ? await offsetOf(known, watch.signal).catch(() => undefined) : undefined
  if (before?.delivery) {
    localStorage.removeItem(memory)
    return before.delivery
  }
  if (before && before.offset > 0) watch.onResume()
  const address = before ? known! : await begin(distribution, file, watch.signal)
  localStorage.setItem(memory, address)
  const delivery = await pieces(address, file, before?.offset ?? 0, watch)
  localStorage.removeItem(memory)
  return delivery
}

async function begin(distribution: string, file: File, signal: AbortSignal): Promise<string> {
  const type = file.type || 'application/octet-stream'
  const answer = await fetch(`/api/v1/catalog/distributions/${distribution}/uploads`, {
    ...{ method: 'POST', signal },
    headers: {
      ...HEADERS,
      'upload-length': String(file.size),
      'upload-metadata': `filename ${base64(file.name)},filetype ${base64(type)}`,
    },
  })
  if (!answer.ok) throw new Refused(await sentenceOf(answer))
  return new URL(answer.headers.get('location')!, location.href).pathname
}

type Come = { offset: number; delivery?: string }
const comeOf = ({ headers }: Response): Come => ({
  offset: Number(headers.get('upload-offset')),
  delivery: headers.get('unia-delivery') ?? undefined,
})

async function offsetOf(address: string, signal: AbortSignal): Promise<Come> {
  const answer = await fetch(address, { method: 'HEAD', headers: HEADERS, signal })
  if (!answer.ok) throw new Refused(String(answer.status))
  return comeOf(answer)
}

async function pieces(address: string, file: File, from: number, watch: Watch): Promise<string> {
  let come: Come = { offset: from }
  for (let broken = 0; ;) {
    watch.onProgress(come.offset)
    if (come.delivery) return come.delivery
    try {
      come = broken > 0 ? await offsetOf(address, watch.signal) : await piece(address, file, come.offset, watch.signal)
      if (broken > 0) watch.onPause(false)
      broken = 0
    } catch (error) {
      // What the service says no to is not a broken line.
      if (watch.signal.aborted || error instanceof Refused) throw error
      watch.onPause(true)
      await wait(PAUSES_MS[Math.min(broken++, PAUSES_MS.length - 1)]!)
    }
  }
}

async function piece(address: string, file: File, at: number, signal: AbortSignal): Promise<Come> {
  const answer = await fetch(address, {
    ...{ method: 'PATCH', signal, body: file.slice(at, at + PIECE_BYTES) },
    headers: { ...HEADERS, 'upload-offset': String(at), 'content-type': 'application/offset+octet-stream' },
  })
  if (answer.ok) return comeOf(answer)
  if (answer.status >= 500) throw new Error(String(answer.status))
  throw new Refused(await sentenceOf(answer))
}

/** Gives an upload up that was begun. */
export async function forget(distribution: string, file: File): Promise<void> {
  const memory = memoryOf(distribution, file)
  const address = localStorage.getItem(memory)
  localStorage.removeItem(memory)
  if (address) await fetch(address, { method: 'DELETE', headers: HEADERS })
}

async function sentenceOf(answer: Response): Promise<string> {
  const said = (await answer.json().catch(() => ({}))) as { message?: string }
  return said.message ?? String(answer.status)
}
