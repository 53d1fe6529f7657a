/**
 * An outside broker: the house is one of the workers that share its messages (`$share/unia/devices/#`), and says that it has
 * one only when it is committed. Who may publish on which topic is for that broker to see to.
 */
import { connect, type IPublishPacket, type MqttClient } from 'mqtt'
import { Refusal } from '#platform/errors'
import { IN_FLIGHT_MAX } from './limits.ts'
import { ALL, deviceIn } from './topics.ts'

const SHARED = `$share/unia/${ALL}`
/** A client takes one message after the other: several together share a transaction. */
const SHARES = 32
/**
 * How long the broker keeps what came for a worker that is away: until the next one takes its seat, and so its sessions. A
 * broker gives a share's messages to sessions that are away, too, and gives them to nobody else when these end.
 */
const SESSION_S = 7 * 86_400
/** A broker that was started again may have forgotten its shares: what comes before we are back would reach nobody. */
const RECONNECT_MS = 250
/** After storing failed. */
const AGAIN_MS = 1_000

export type OutsideNeeds = {
  url: string
  /** Which of the workers it is. */
  seat: number
  fromOutside(id: string): Promise<unknown>
  take(id: string, payload: Uint8Array): Promise<void>
  onError(error: unknown): void
}

/** Connects, also again after a fault; ready when every share is subscribed. */
export function listenOutside(needs: OutsideNeeds): { clients: MqttClient[]; ready: Promise<unknown> } {
  const shares = Array.from({ length: SHARES }, (_, n) => share(needs, n))
  return { clients: shares.map(({ client }) => client), ready: Promise.all(shares.map(({ ready }) => ready)) }
}

function share(needs: OutsideNeeds, number: number): { client: MqttClient; ready: Promise<unknown> } {
  const client = connect(needs.url, {
    ...{ protocolVersion: 5, clientId: `unia-${needs.seat}-${number}`, clean: false, reconnectPeriod: RECONNECT_MS },
    ...{ resubscribe: false, properties: { receiveMaximum: IN_FLIGHT_MAX, sessionExpiryInterval: SESSION_S } },
  })
  client.on('error', needs.onError)
  // Each time: a broker that was started again may know its sessions, and no longer in which of them there is a share.
  const subscribe = () => client.subscribeAsync(SHARED, { qos: 1 })
  const ready = new Promise((resolve) => client.once('connect', resolve)).then(subscribe)
  client.on('connect', () => void ready.then(subscribe).catch(needs.onError))
  // The acknowledgement goes when this calls back, and not where it failed: the broker sends it again.
  const failed = (error: unknown) => {
    needs.onError(error)
    setTimeout(() => client.disconnecting || client.reconnect(), AGAIN_MS).unref()
  }
  client.handleMessage = (packet, done) => void taken(needs, packet).then(() => done(), failed)
  return { client, ready }
}

/** Throws where it may be taken later. What can never be stored stands at its device with the reason. */
async function taken({ fromOutside, take }: OutsideNeeds, { topic, payload }: IPublishPacket): Promise<void> {
  const id = deviceIn(topic)
  if (id === undefined) return
  try {
    await fromOutside(id)
    await take(id, payload as Buffer)
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error
  }
}
