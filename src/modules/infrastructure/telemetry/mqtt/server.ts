/**
 * The house's own MQTT server, 3.1, 3.1.1 and 5: devices send, each on its own topic; nothing is handed on to others, kept
 * for those who are away, retained, or sent on a device's death. Whoever wants that has a broker of their own (`outside.ts`).
 */
import { createServer, type AddressInfo, type Socket } from 'node:net'
import * as limits from './limits.ts'
import { REASON } from './reasons.ts'
import type { Intake, Session } from './line.ts'
import { createRoom } from './room.ts'
import { createSession } from './session.ts'

const MINUTE_MS = 60_000

export type ServerNeeds = Intake & { makeId(): string; onError(error: unknown): void }
/** Smaller in tests. */
export type Measure = { heldBytesMax: number; packet_ms: number }
const MEASURE: Measure = { heldBytesMax: limits.HELD_BYTES_MAX, packet_ms: limits.PACKET_TIMEOUT_MS }
export type MqttServer = ReturnType<typeof createMqttServer>

export function createMqttServer(needs: ServerNeeds, { heldBytesMax, packet_ms } = MEASURE) {
  const room = createRoom(heldBytesMax)
  const sessions = new Set<Session>()
  const byName = new Map<string, Session>()
  const byAddress = new Map<string, number>()
  const failures = createFailures()

  function welcome(socket: Socket): void {
    const address = socket.remoteAddress ?? ''
    const there = byAddress.get(address) ?? 0
    const isTooMany = sessions.size >= limits.CONNECTIONS_MAX || there >= limits.CONNECTIONS_PER_ADDRESS_MAX
    if (isTooMany || failures.areTooMany(address)) {
      socket.destroy()
      return
    }
    socket.setNoDelay(true)
    byAddress.set(address, there + 1)
    const session = createSession(socket, {
      ...{ ...needs, room, packet_ms },
      failed: () => failures.count(address),
      entered(name, one) {
        byName.get(name)?.end(REASON.sessionTakenOver)
        byName.set(name, one)
      },
      left(one) {
        sessions.delete(one)
        if (one.name !== undefined && byName.get(one.name) === one) byName.delete(one.name)
        const left = (byAddress.get(address) ?? 1) - 1
        if (left > 0) byAddress.set(address, left)
        else byAddress.delete(address)
      },
    })
    sessions.add(session)
  }
  const server = createServer(welcome)

  return {
    connections: () => sessions.size,
    /** Gives the port. Throws where it cannot have it. */
    listen: (port: number, host: string): Promise<number> =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, () => {
          server.off('error', reject)
          server.on('error', needs.onError)
          resolve((server.address() as AddressInfo).port)
        })
      }),
    async close(): Promise<void> {
      if (!server.listening) return
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const session of sessions) session.end(REASON.serverShuttingDown)
      await closed
    },
  }
}

/** Wrong keys by address, in the current minute. */
function createFailures() {
  let [since_ms, counted] = [0, new Map<string, number>()]
  const fresh = () => {
    const now_ms = performance.now()
    if (now_ms - since_ms > MINUTE_MS || counted.size > limits.ADDRESSES_REMEMBERED_MAX) [since_ms, counted] = [now_ms, new Map()] // prettier-ignore
    return counted
  }
  return {
    count: (address: string) => fresh().set(address, (counted.get(address) ?? 0) + 1),
    areTooMany: (address: string) => (fresh().get(address) ?? 0) >= limits.FAILURES_PER_MINUTE_MAX,
  }
}
