/** A device comes in, by its name and key, or is told why not. */
import type { IConnectPacket } from 'mqtt-packet'
import { Refusal } from '#platform/errors'
import * as limits from './limits.ts'
import type { Line } from './line.ts'
import { REASON, returnCodeOf, type Reason } from './reasons.ts'

export async function connect(line: Line, packet: IConnectPacket): Promise<void> {
  const { needs, session } = line
  const release = line.hold()
  const { clientId, username = '', password, keepalive = 0 } = packet
  const assigned = clientId === '' ? needs.makeId() : undefined
  try {
    const { id } = await needs.letIn(username, password?.toString('utf8') ?? '')
    line.deviceId = id
    session.name = `${id}\n${clientId || assigned}`
    needs.entered(session.name, session)
    const silence_s = keepalive > 0 ? Math.min(keepalive, limits.SILENCE_S_MAX) : limits.SILENCE_S_MAX
    line.socket.setTimeout(silence_s * 1500)
    answer(line, REASON.success, welcome(silence_s, keepalive, assigned))
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === REASON.badUserNameOrPassword) needs.failed()
    if (reason === REASON.serverUnavailable) needs.onError(error)
    answer(line, reason)
    line.end()
  }
  release()
}

const answer = (line: Line, reason: Reason, properties?: object) =>
  line.send({
    ...{ cmd: 'connack', sessionPresent: false },
    ...(line.isFive() ? { reasonCode: reason, properties } : { returnCode: returnCodeOf(reason) }),
  })

function reasonOf(error: unknown): Reason {
  if (!(error instanceof Refusal) || error.status >= 500) return REASON.serverUnavailable
  if (error.code === 'devices.badKey') return REASON.badUserNameOrPassword
  return error.status === 429 ? REASON.serverBusy : REASON.notAuthorized
}

const welcome = (silence_s: number, asked_s: number, assigned: string | undefined) => ({
  receiveMaximum: limits.IN_FLIGHT_MAX,
  maximumPacketSize: limits.PACKET_BYTES_MAX,
  ...{ retainAvailable: false, sharedSubscriptionAvailable: false, sessionExpiryInterval: 0 },
  ...(silence_s !== asked_s && { serverKeepAlive: silence_s }),
  ...(assigned && { assignedClientIdentifier: assigned }),
})
