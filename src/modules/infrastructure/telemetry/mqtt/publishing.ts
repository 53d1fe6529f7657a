/**
 * Messages of one device. Each is answered when it is committed, in the order in which it came; what can never be stored is
 * answered too, so that it is not sent for ever, and stands at its device with the reason. What fails for the house's sake
 * is not answered: the connection ends, and the device sends it again.
 */
import type { IPublishPacket } from 'mqtt-packet'
import { Refusal } from '#platform/errors'
import * as limits from './limits.ts'
import type { Line } from './line.ts'
import { createPace } from './pace.ts'
import { REASON, type Reason } from './reasons.ts'
import { deviceIn } from './topics.ts'

/** There is nothing more to be had from it. */
const ENDING = new Set(['devices.blocked', 'devices.unknown'])

type Outcome = Reason | 'end' | 'hold'

export function createPublishing(line: Line): (packet: IPublishPacket) => void {
  const pace = createPace(limits.RATE_PER_SECOND, limits.BURST)
  let answered: Promise<void> = Promise.resolve()

  return (packet) => {
    line.unanswered(1, packet.payload.length)
    const wait_ms = pace.take(performance.now())
    if (wait_ms > 0) setTimeout(line.hold(), wait_ms).unref()
    const outcome = taken(line, packet)
    answered = answered.then(async () => {
      answer(line, packet, await outcome)
      line.unanswered(-1, -packet.payload.length)
    })
  }
}

async function taken(line: Line, { topic, payload }: IPublishPacket): Promise<Outcome> {
  const { needs, deviceId } = line
  if (deviceIn(topic) !== deviceId) return line.isFive() ? REASON.notAuthorized : 'end'
  try {
    await needs.take(deviceId!, payload as Buffer)
    return REASON.success
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) {
      needs.onError(error)
      return 'end'
    }
    if (error.code === 'devices.waiting') return line.isFive() ? REASON.notAuthorized : 'hold'
    return ENDING.has(error.code) ? 'end' : REASON.payloadFormatInvalid
  }
}

function answer(line: Line, { qos, messageId }: IPublishPacket, outcome: Outcome): void {
  if (outcome === 'end') line.end(REASON.serverUnavailable)
  else if (outcome === 'hold') {
    // MQTT 3.1.1 has no word for "not yet": without an answer it is sent again, after a while.
    line.hold()
    setTimeout(() => line.end(), limits.WAITING_HELD_MS).unref()
  } else if (qos > 0)
    line.send({ cmd: qos === 1 ? 'puback' : 'pubrec', messageId, ...(line.isFive() && { reasonCode: outcome }) })
}
