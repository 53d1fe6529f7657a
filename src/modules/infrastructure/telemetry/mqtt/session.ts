/** One device's connection: what comes on it, packet by packet. */
import type { Socket } from 'node:net'
import { parser, type ISubscribePacket, type Packet } from 'mqtt-packet'
import { connect } from './connecting.ts'
import * as limits from './limits.ts'
import { createLine, type Line, type Session, type SessionNeeds } from './line.ts'
import { createPublishing } from './publishing.ts'
import { REASON } from './reasons.ts'
import { mayHear } from './topics.ts'

export function createSession(socket: Socket, needs: SessionNeeds): Session {
  const line = createLine(socket, needs)
  const reading = parser(line.settings)
  const publish = createPublishing(line)
  let connecting: Promise<void> | undefined

  function handle(packet: Packet): void {
    if (line.isOver() || line.deviceId === undefined) return
    if (packet.cmd === 'publish') publish(packet)
    else respond(line, packet)
  }

  reading.on('packet', (packet) => {
    if (packet.cmd === 'connect') {
      if (connecting) return line.end(REASON.protocolError)
      // What follows in the same breath is read as this version writes it.
      line.settings.protocolVersion = packet.protocolVersion
      connecting = connect(line, packet)
    } else if (!connecting) line.end()
    else if (line.deviceId !== undefined) handle(packet)
    else void connecting.then(() => handle(packet))
  })
  reading.on('error', () => line.end(REASON.malformed))
  let begun: NodeJS.Timeout | undefined
  socket.on('data', (bytes) => {
    // In pieces: of a thousand messages that came together no more are read than may be unanswered, give or take a piece.
    let [at, begins] = [0, 0]
    line.arrived(bytes.length)
    if (needs.room.isBursting()) line.end(REASON.serverBusy)
    for (; at < bytes.length && !socket.isPaused() && !line.isOver(); at += limits.PIECE_BYTES) {
      // What is not a whole packet yet stays behind: more than a packet may be is none.
      begins = reading.parse(bytes.subarray(at, at + limits.PIECE_BYTES) as Buffer)
      if (begins > (connecting ? limits.PACKET_BYTES_MAX : limits.HELLO_BYTES_MAX)) line.end(REASON.packetTooLarge)
    }
    if (line.isOver()) return
    if (at < bytes.length) socket.unshift(bytes.subarray(at))
    line.arrived(Math.max(0, bytes.length - at) + begins)
    if (begins === 0) begun = void clearTimeout(begun)
    else begun ??= setTimeout(() => line.end(REASON.packetTooLarge), needs.packet_ms).unref()
  })
  socket.on('close', () => clearTimeout(begun))
  socket.setTimeout(limits.CONNECT_TIMEOUT_MS)
  socket.on('timeout', () => line.end(REASON.keepAliveTimeout))
  socket.on('error', () => line.end())
  socket.on('close', () => line.end())
  return line.session
}

function respond(line: Line, packet: Packet): void {
  switch (packet.cmd) {
    case 'pubrel':
      return line.send({ cmd: 'pubcomp', messageId: packet.messageId, ...(line.isFive() && { reasonCode: 0 }) })
    case 'subscribe':
      return subscribe(line, packet)
    case 'unsubscribe':
      return line.send({ cmd: 'unsuback', messageId: packet.messageId, granted: packet.unsubscriptions.map(() => 0) })
    case 'pingreq':
      return line.send({ cmd: 'pingresp' })
    case 'disconnect':
      return line.end()
    case 'puback':
    case 'pubrec':
    case 'pubcomp':
      return
    default:
      line.end(REASON.protocolError)
  }
}

function subscribe(line: Line, { messageId, subscriptions }: ISubscribePacket): void {
  if (subscriptions.length > limits.SUBSCRIPTIONS_MAX) return line.end(REASON.protocolError)
  const no = line.isFive() ? REASON.notAuthorized : 0x80
  const granted = subscriptions.map(({ topic }) => (mayHear(line.deviceId!, topic) ? 0 : no))
  line.send({ cmd: 'suback', messageId, granted })
}
