/** A notification as it leaves, by HTTP or MQTT, always through the house's guard. */
import { MqttClient } from 'mqtt'
import type { Net } from '#platform/net'
import { refuse } from '../refusals.ts'
import { contextNamed } from '../terms/service.ts'
import { LOCATION } from '../q/geo.ts'
import { written, type View } from '../writing/entity.ts'
import { collectionOf } from '../writing/geojson.ts'
import type { Compiled, Payload } from './types.ts'

const ANSWER_BYTES_MAX = 100_000
const MQTT_PORTS = { 'mqtt:': 1883, 'mqtts:': 8883 } as const
/** What the connection itself needs may not be said by a client. */
const RESERVED = new Set([
  'host',
  'content-length',
  'content-type',
  'transfer-encoding',
  'connection',
  'link',
  'expect',
  'upgrade',
])

export type Message = { id: string; at: Date; payloads: readonly Payload[] }

/** Throws refusals `net.…`, or where the receiver does not say that it has it. */
export async function sendOut(net: Net, subscription: Compiled, message: Message): Promise<void> {
  const { endpoint } = subscription
  const body = bodyOf(subscription, message)
  const headers = headersOf(subscription)
  if (endpoint.uri.startsWith('mqtt')) return sendByMqtt(net, subscription, headers, body)
  const options = {
    method: 'POST' as const,
    headers,
    body: JSON.stringify(body),
    timeoutMs: endpoint.timeout_ms,
    maxBytes: ANSWER_BYTES_MAX,
  }
  const answer = await net.fetch(endpoint.uri, options)
  if (answer.status < 200 || answer.status > 299) throw new Error(`HTTP ${answer.status}`)
}

function bodyOf(subscription: Compiled, { id, at, payloads }: Message): Record<string, unknown> {
  const { terms, format, sysAttrs, lang, endpoint } = subscription
  const view: View = { terms, format, sysAttrs, ...(lang && { lang }) }
  const data =
    endpoint.accept === 'application/geo+json'
      ? collectionOf(payloads.map(({ entity }) => entity), LOCATION, view) // prettier-ignore
      : payloads.map(({ entity }) => ({
          ...written(entity, view),
          ...(entity.deletedAt && { deletedAt: entity.deletedAt }),
        }))
  return {
    ...{ id, type: 'Notification', subscriptionId: subscription.id, notifiedAt: at.toISOString(), data },
    ...(endpoint.accept === 'application/ld+json' && { '@context': contextNamed(terms) }),
  }
}

function headersOf({ endpoint, link }: Compiled): Record<string, string> {
  const given = endpoint.receiverInfo.filter(({ key }) => !RESERVED.has(key.toLowerCase()))
  return {
    ...Object.fromEntries(given.map(({ key, value }) => [key, value])),
    'content-type': endpoint.accept,
    ...(endpoint.accept !== 'application/ld+json' && {
      link: `<${link}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"`,
    }),
  }
}

export type MqttAddress = {
  host: string
  port: number
  secure: boolean
  topic: string
  username?: string
  password?: string
}

/** Throws `context.badSubscription` where no topic is named. */
export function mqttAddressOf(uri: string): MqttAddress {
  const url = new URL(uri)
  const topic = decodeURIComponent(url.pathname.slice(1))
  if (!topic || /[+#\u0000]/.test(topic))
    throw refuse.badSubscription({ where: 'notification.endpoint.uri', problem: 'value' })
  const protocol = url.protocol as keyof typeof MQTT_PORTS
  return {
    ...{ host: url.hostname, port: Number(url.port) || MQTT_PORTS[protocol], secure: protocol === 'mqtts:', topic },
    ...(url.username && { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }),
  }
}

async function sendByMqtt(
  net: Net,
  { endpoint }: Compiled,
  headers: Record<string, string>,
  body: unknown,
): Promise<void> {
  const { topic, username, password, ...where } = mqttAddressOf(endpoint.uri)
  const said = new Map(endpoint.notifierInfo.map(({ key, value }) => [key, value]))
  const qos = ({ '0': 0, '1': 1, '2': 2 } as const)[said.get('MQTT-QoS') ?? '1'] ?? 1
  const protocolVersion = said.get('MQTT-Version') === 'mqtt3.1.1' ? 4 : 5
  const client = new MqttClient(() => net.connect(where), {
    ...{ protocolVersion, username, password, connectTimeout: endpoint.timeout_ms, reconnectPeriod: 0, clean: true },
  })
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('timeout')), endpoint.timeout_ms)
  client.on('error', reject)
  client.on('close', () => reject(new Error('closed')))
  try {
    await Promise.race([client.publishAsync(topic, JSON.stringify({ metadata: headers, body }), { qos }), late])
  } finally {
    clearTimeout(timer)
    client.end(true)
  }
}
