/** An outside broker: what it takes at QoS 1 is stored once, though the broker ends, a worker is killed, or storing fails for a while. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect as dial, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { connectAsync, type MqttClient } from 'mqtt'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { system } from '#platform/actor'
import { systemIds } from '#platform/ids'
import { CITY, openInfrastructure } from '../../testing.ts'
import { createMqtt, topicOf } from './index.ts'
import { listenOutside } from './outside.ts'

const NOW = '2026-11-23T10:00:00Z'
const SOON = { timeout: 30_000 }
const steward = { ...system('test'), id: 'anna', kind: 'person' as const }
const mapping = {
  entity: { id: 'urn:ngsi-ld:Meter:{device}', type: 'Meter' },
  time: { path: '/at', format: 'iso' as const },
  attributes: [{ name: 'power', path: '/w', unit: 'WTT' }],
}
const message = (n: number) => JSON.stringify({ at: new Date(Date.parse(NOW) - n * 60_000).toISOString(), w: n })
const range = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i)

const MOSQUITTO = ['mosquitto', '/usr/sbin/mosquitto'].find((name) => !spawnSync(name, ['-h']).error)
const folder = mkdtempSync(join(tmpdir(), 'unia-mosquitto-'))

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
async function startBroker(port: number): Promise<ChildProcess> {
  const config = join(folder, 'mosquitto.conf')
  const lines = [`listener ${port} 127.0.0.1`, 'allow_anonymous true', 'persistence true', `persistence_location ${folder}/`, 'max_queued_messages 0'] // prettier-ignore
  writeFileSync(config, `${lines.join('\n')}\n${process.getuid?.() === 0 ? 'user root\n' : ''}`)
  const child = spawn(MOSQUITTO!, ['-c', config], { stdio: 'ignore' })
  const isThere = () =>
    new Promise<boolean>((resolve) => {
      const socket = dial(port, '127.0.0.1', () => (socket.destroy(), resolve(true))).on('error', () => resolve(false))
    })
  await vi.waitUntil(isThere, SOON)
  return child
}

describe.skipIf(!MOSQUITTO)('with mosquitto, where it is on the path', { timeout: 60_000 }, () => {
  let [house, port, url] = [undefined! as Awaited<ReturnType<typeof openInfrastructure>>, 0, '']
  let broker: ChildProcess
  const errors: unknown[] = []
  /** Storing fails so many times more. */
  let failures = 0
  const needsOf = () => {
    const { devices } = house.infrastructure
    const take = async (id: string, payload: Uint8Array) => {
      if (failures > 0) throw new Error(`the database is away, ${failures--}`)
      await devices.take(id, payload)
    }
    return { ...devices, take, onError: (error: unknown) => void errors.push(error) }
  }
  const worker = () => {
    const { onError, ...devices } = needsOf()
    return createMqtt({ devices, database: house.database, ids: systemIds, onError })
  }
  let works: ReturnType<typeof worker>
  let device: MqttClient
  beforeAll(async () => {
    house = await openInfrastructure()
    port = await freePort()
    url = `mqtt://127.0.0.1:${port}`
    broker = await startBroker(port)
    const { devices } = house.infrastructure
    const { id: profileId } = await devices.addProfile(steward, { name: 'meters', mapping, sample: message(1) })
    await devices.add(steward, { id: 'm-1', organisationId: CITY, profileId })
    device = await connectAsync(url, { reconnectPeriod: 0 })
    device.on('error', () => {})
    works = worker()
    await works.join(url)
  })
  afterAll(async () => {
    await device?.endAsync(true)
    await works?.stop()
    broker?.kill()
    await house?.close()
    rmSync(folder, { recursive: true })
  })

  const storedOf = async () => {
    const { rows } = await sql<{ value: number }>`select r.value from infrastructure_readings r
      join infrastructure_series s on s.id = r.series_id where s.entity_id = 'urn:ngsi-ld:Meter:m-1' order by 1`.execute(house.db) // prettier-ignore
    return rows.map(({ value }) => value)
  }
  const send = (numbers: number[]) => Promise.all(numbers.map((n) => device.publishAsync(topicOf('m-1'), message(n), { qos: 1 }))) // prettier-ignore

  test('what a device sends is stored, and one that nobody has entered waits', async () => {
    await send([0, 1])
    await device.publishAsync(topicOf('new-1'), message(1), { qos: 1 })
    await expect.poll(storedOf, SOON).toEqual([0, 1])
    await expect.poll(async () => (await house.infrastructure.devices.list(steward)).counts.waiting, SOON).toBe(1)
  })

  test('what cannot be stored for a while comes again', async () => {
    failures = 5
    await send(range(40, 2))
    await expect.poll(storedOf, SOON).toEqual(range(42))
    expect(errors.length).toBeGreaterThan(0)
  })

  test('the broker ends in the midst of it and comes back: all that it took arrives, and the rest when it is sent again', async () => {
    const sent = send(range(300, 42))
    broker.kill()
    await once(broker, 'exit')
    broker = await startBroker(port)
    // Mosquitto forgets at its end who shared what: what is sent before a worker is back would reach nobody.
    const probe = await connectAsync(url)
    await expect
      .poll(async () => (await probe.publishAsync(topicOf('m-1'), message(9_999), { qos: 1 }), storedOf()), SOON)
      .toContain(9_999)
    await probe.endAsync()
    const { incomingStore, outgoingStore } = device
    device.reconnect({ incomingStore, outgoingStore })
    await sent
    await expect.poll(storedOf, SOON).toEqual([...range(342), 9_999])
  })

  test('a worker is killed: what came for it meanwhile, and what it had not stored, its successor gets', async () => {
    await works.stop()
    failures = Infinity
    const dying = listenOutside({ ...needsOf(), url, seat: 0 })
    await dying.ready
    await send(range(50, 342))
    for (const client of dying.clients) client.end(true)
    await send(range(50, 392))
    failures = 0
    works = worker()
    await works.join(url)
    await expect.poll(storedOf, SOON).toEqual(expect.arrayContaining(range(100, 342)))
  })
})
