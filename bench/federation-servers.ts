/** Servers of followers, for `federation.ts`: one program under many addresses of this machine; some answer late, some never. */
import { createServer } from 'node:http'
import { setTimeout } from 'node:timers/promises'

const SLOW_MS = 1_000
const [slow, dead] = process.argv.slice(2).map(Number) as [number, number]
let heard: Record<string, number> = {}

/** `127.1.2.3` is number 2 × 250 + 3. */
const numberOf = (address: string): number => {
  const [, , high, low] = address.split('.').map(Number)
  return high! * 250 + low!
}

const server = createServer(async (request, response) => {
  request.resume()
  if (request.url === '/heard') return response.end(JSON.stringify(heard))
  if (request.url === '/forget') {
    heard = {}
    return response.end()
  }
  const number = numberOf(request.socket.localAddress!.replace('::ffff:', ''))
  if (number < dead) return
  if (number < dead + slow) await setTimeout(SLOW_MS)
  heard[number] ??= Date.now()
  response.writeHead(202).end()
})
server.requestTimeout = 0
server.listen(0, '0.0.0.0', () => {
  const { port } = server.address() as { port: number }
  process.stdout.write(`ready at http://127.0.0.1:${port}\n`)
})
