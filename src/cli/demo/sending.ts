/** The district speaks: each device on its own connection, by a clock that may run fast, until the present and on with it. */
import { setTimeout } from 'node:timers/promises'
import { connectAsync, type MqttClient } from 'mqtt'
import { topicOf } from '#infrastructure'
import type { Clock } from '#platform/clock'
import { description, reading, type Deeds } from './behaviour.ts'
import { deviceOf, type Thing } from './district.ts'
import type { Settled } from './setup.ts'

/** In the present a reading comes every ten seconds; a clock that runs faster leaves out what nobody would look at. */
const NOW_STEP_MS = 10_000
const FAST_STEP_MS = 15 * 60_000
/** One message holds as many readings at most; a longer second is cut. */
const READINGS_MAX = 48
const TICK_MS = 1_000
/** A house that was away so long has been stopped, not restarted. */
const AWAY_MS = 15_000

export type Sending = Settled & {
  url: string
  clock: Clock
  from: Date
  /** Where it ends; without it, it goes on with the present. */
  until?: Date
  speed: number
  deeds(): Deeds
  /** After each round: until when everything is stored. */
  told(at: Date): void
  signal: AbortSignal
  /** How long a house may be away. */
  away_ms?: number
}

/** False where the house went away and did not come back. */
export async function send(sending: Sending): Promise<boolean> {
  const clients = await Promise.all(
    sending.district.map(async (thing) => {
      const username = deviceOf(thing)
      return [thing, await connectAsync(sending.url, { username, password: sending.keys.get(thing.id)!, protocolVersion: 5 }, false)] as const // prettier-ignore
    }),
  )
  const away = new AbortController()
  const stop = watch(clients[0]![1], sending.away_ms ?? AWAY_MS, () => away.abort())
  const signal = AbortSignal.any([sending.signal, away.signal])
  const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  // That nobody listens is said by `close` too.
  for (const [, client] of clients) client.on('error', () => {})
  try {
    // What was said to a house that is away waits for its answer.
    await Promise.race([speak({ ...sending, signal }, clients), ended])
    return !away.signal.aborted
  } finally {
    stop()
    await Promise.all(clients.map(([, client]) => client.endAsync(true)))
  }
}

/** Told once where a connection was lost and not found again in time. */
function watch(client: MqttClient, away_ms: number, gone: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const found = () => {
    clearTimeout(timer)
    timer = undefined
  }
  client.on('close', () => (timer ??= globalThis.setTimeout(gone, away_ms)))
  client.on('connect', found)
  return found
}

async function speak(sending: Sending, clients: readonly (readonly [Thing, MqttClient])[]): Promise<void> {
  const { district, registers, clock, speed, signal } = sending
  let [at_ms, said] = [sending.from.getTime(), '']
  while (!signal.aborted) {
    const began_ms = performance.now()
    const end_ms = sending.until?.getTime() ?? Infinity
    const now_ms = Math.min(clock.now().getTime(), end_ms)
    const step_ms = speed > 1 && now_ms - at_ms > FAST_STEP_MS ? FAST_STEP_MS : NOW_STEP_MS
    const goal_ms = Math.min(now_ms, at_ms + Math.max(TICK_MS * speed, step_ms), at_ms + READINGS_MAX * step_ms)
    const moments: number[] = []
    while (at_ms + step_ms <= goal_ms) moments.push((at_ms += step_ms))
    if (moments.length > 0) {
      const deeds = sending.deeds()
      const done = [...deeds.retrofitted, ...deeds.broken].join()
      // How things are is said at the beginning, and when it changed.
      const isNew = said !== `:${done}`
      said = `:${done}`
      await Promise.all(
        clients.map(([thing, client]) => {
          const readings = moments.map((moment) => reading(thing, district, moment, step_ms, deeds, registers))
          if (isNew) Object.assign(readings[0]!, description(thing, district, deeds))
          return client.publishAsync(topicOf(deviceOf(thing)), JSON.stringify({ readings }), { qos: 1 })
        }),
      )
      sending.told(new Date(at_ms))
    }
    if (at_ms + NOW_STEP_MS > end_ms) return
    const rest_ms = TICK_MS - (performance.now() - began_ms)
    // Towards an end that is named it goes as fast as the house takes it.
    if (rest_ms > 0 && !(sending.until && speed > 1)) await setTimeout(rest_ms, undefined, { signal }).catch(() => {})
  }
}
