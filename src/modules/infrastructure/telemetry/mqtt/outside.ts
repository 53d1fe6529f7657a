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
/** How long the broker keeps what a worker that is away has not acknowledged; then another gets it. */
const SESSION_S = 60

export type OutsideNeeds = {
  url: string
  makeId(): string
  fromOutside(id: string): Promise<unknown>
  take(id: string, payload: Uint8Array): Promise<void>
  onError(error: unknown): void
}

/** Connects, also again after a fault; ready when every share is subscribed. */
export function listenOutside(needs: OutsideNeeds): { clients: MqttClient[]; ready: Promise<unknown> } {
  const clients = Array.from({ length: SHARES }, () => share(needs))
  return { clients, ready: Promise.all(clients.map((client) => client.subscribeAsync(SHARED, { qos: 1 }))) }
}

function share(needs: OutsideNeeds): MqttClient {
  const client = connect(needs.url, {
    ...{ protocolVersion: 5, clientId: `unia-${needs.makeId()}`, clean: false, reconnectPeriod: 1_000 },
    properties: { receiveMaximum: IN_FLIGHT_MAX, sessionExpiryInterval: SESSION_S },
  })
  client.on('error', needs.onError)
  // The acknowledgement goes when this calls back, and not where it failed: the broker sends it again.
  const failed = (error: unknown) => {
    needs.onError(error)
    client.reconnect()
  }
  client.handleMessage = (packet, done) => void taken(needs, packet).then(() => done(), failed)
  return client
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
