/** Whoever stands between a demonstration city and those who ask it: passes everything on, and for one of them changes one value. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'

export type Forger = { stop(): Promise<void> }
type Between = {
  host: string
  port: number
  /** Where the city itself listens. */
  inner: number
  /** By whom the value is read otherwise: its program says in its requests who it is. */
  victim: string
  forge(statements: string): string
}

export async function standBetween({ host, port, inner, victim, forge }: Between): Promise<Forger> {
  const server = createServer((asked, answer) => {
    const isForged = (asked.url ?? '').startsWith('/network/statements?') && String(asked.headers['user-agent']).includes(victim) // prettier-ignore
    const headers = { ...asked.headers, ...(isForged && { 'accept-encoding': 'identity' }) }
    const onward = request({ host, port: inner, path: asked.url, method: asked.method, headers }, (given) =>
      isForged ? passForged(given, answer, forge) : pass(given, answer),
    )
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  return {
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function pass(given: IncomingMessage, answer: ServerResponse): void {
  answer.writeHead(given.statusCode!, given.headers)
  given.pipe(answer)
}

async function passForged(given: IncomingMessage, answer: ServerResponse, forge: Between['forge']): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of given) parts.push(part as Buffer)
  const body = Buffer.from(forge(Buffer.concat(parts).toString('utf8')))
  const { 'transfer-encoding': _, ...headers } = given.headers
  answer.writeHead(given.statusCode!, { ...headers, 'content-length': body.byteLength }).end(body)
}
