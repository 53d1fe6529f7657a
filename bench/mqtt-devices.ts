/** The devices of `mqtt.ts`, in a process of their own: all connect, all send at once, and it is said how long until all is acknowledged. */
import { connectAsync } from 'mqtt'

const [port, keys, messages, attributes] = process.argv.slice(2)
const devices = Object.entries(JSON.parse(keys!) as Record<string, string>)
const start_ms = Date.now() - Number(messages) * 60_000

const message = (device: number, n: number): string => {
  const values = Array.from({ length: Number(attributes) }, (_, a) => [`v${a}`, ((device + n * 7919 + a) % 1e5) / 100])
  return JSON.stringify({ at: new Date(start_ms + n * 60_000).toISOString(), ...Object.fromEntries(values) })
}

const clients = await Promise.all(
  devices.map(([id, key]) => connectAsync(`mqtt://127.0.0.1:${port}`, { username: id, password: key, reconnectPeriod: 0 }, false)), // prettier-ignore
)
const texts = devices.map((_, device) => Array.from({ length: Number(messages) + 1 }, (_, n) => message(device, n)))
const send = (from: number, to: number) =>
  Promise.all(
    clients.flatMap(
      (client, device) =>
      texts[device]!.slice(from, to).map((text) => client.publishAsync(`devices/${devices[device]![0]}`, text, { qos: 1 })), // prettier-ignore
    ),
  )
// Their things are made by the first message.
await send(0, 1)
const from = performance.now()
await send(1, Number(messages) + 1)
console.log((performance.now() - from) / 1000)
await Promise.all(clients.map((client) => client.endAsync()))
