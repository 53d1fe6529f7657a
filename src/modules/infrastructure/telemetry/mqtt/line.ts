/** The line to one device: what is sent on it, how it ends, and how fast it is read. */
import type { Socket } from 'node:net'
import { generate, type Packet } from 'mqtt-packet'
import { IN_FLIGHT_MAX, UNANSWERED_BYTES_MAX } from './limits.ts'
import type { Reason } from './reasons.ts'
import type { Room } from './room.ts'

export type Intake = {
  /** Throws refusals for whoever may not come. */
  letIn(id: string, key: string): Promise<{ id: string }>
  /** Resolves when it is committed. */
  take(id: string, payload: Uint8Array): Promise<void>
}
export type SessionNeeds = Intake & {
  /** It is in, by this name; another of the same name has to go. */
  entered(name: string, session: Session): void
  left(session: Session): void
  /** A wrong key came from here. */
  failed(): void
  makeId(): string
  onError(error: unknown): void
  room: Room
  /** How long a message that has begun may take. */
  packet_ms: number
}
export type Session = { name?: string; end(reason?: Reason): void }
export type Line = ReturnType<typeof createLine>

export function createLine(socket: Socket, needs: SessionNeeds) {
  const settings: { protocolVersion?: number } = {}
  const session: Session = { end }
  let [inFlight, bytes, lying, held, isOver] = [0, 0, 0, 0, false]
  const line = {
    ...{ settings, session, needs, socket, send, end, flow, hold },
    /** Who it is, once it is in. */
    deviceId: undefined as string | undefined,
    isFive: () => settings.protocolVersion === 5,
    isOver: () => isOver,
    /** So many more messages are unanswered, and of them so many bytes. */
    unanswered(more: number, ofThem: number): void {
      inFlight += more
      bytes += ofThem
      if (!isOver) needs.room.change(ofThem)
      flow()
    },
    /** So much has arrived that is no message yet. */
    arrived(now: number): void {
      if (!isOver) needs.room.change(now - lying)
      lying = now
      flow()
    },
  }

  function send(packet: Packet): void {
    if (isOver || !socket.writable) return
    // What is said in one turn goes in one write.
    if (socket.writableCorked === 0) {
      socket.cork()
      process.nextTick(() => socket.uncork())
    }
    socket.write(generate(packet, settings))
  }

  function end(reason?: Reason): void {
    if (isOver) return
    if (reason !== undefined && line.isFive() && line.deviceId !== undefined) send({ cmd: 'disconnect', reasonCode: reason }) // prettier-ignore
    isOver = true
    needs.room.leave(flow)
    needs.room.change(-bytes - lying)
    socket.end(() => socket.destroy())
    needs.left(session)
  }

  /** Reads no further while too much is unanswered or it is held: the device's own buffers keep the rest. */
  function flow(): void {
    const isEnough = inFlight >= IN_FLIGHT_MAX || bytes >= UNANSWERED_BYTES_MAX || held > 0
    // What has arrived already takes no more room when it is read.
    const waits = !isOver && !isEnough && needs.room.isFull() && (lying === 0 || inFlight > 0)
    if (waits) needs.room.wait(flow)
    const isFull = isEnough || waits
    if (isFull && !socket.isPaused()) socket.pause()
    else if (!isFull && socket.isPaused() && !isOver) socket.resume()
  }

  /** Until released, nothing more is read. */
  function hold(): () => void {
    held++
    flow()
    return () => {
      held--
      flow()
    }
  }

  needs.room.enter(flow)
  return line
}
