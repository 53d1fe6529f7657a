/** MQTT: the house's own server, or a share in an outside broker's messages. */
import type { MqttClient } from 'mqtt'
import { takeSeat, type Database, type Seat } from '#platform/db'
import type { Ids } from '#platform/ids'
import type { Devices } from '../devices/index.ts'
import { listenOutside } from './outside.ts'
import { createMqttServer, type MqttServer } from './server.ts'

export { topicOf } from './topics.ts'

export type MqttNeeds = { devices: Pick<Devices, 'letIn' | 'fromOutside' | 'take' | 'settled'>; database: Pick<Database, 'url' | 'embedded'>; ids: Ids; onError?: (error: unknown) => void } // prettier-ignore
export type Mqtt = ReturnType<typeof createMqtt>

export function createMqtt({ devices, database, ids, onError = () => {} }: MqttNeeds) {
  const needs = { ...devices, makeId: () => ids.uuid(), onError }
  let server: MqttServer | undefined
  let clients: MqttClient[] = []
  let seat: Seat | undefined
  return {
    /** Listens for devices; gives the port. Throws where another has it. */
    async listen({ port, host }: { port: number; host: string }): Promise<number> {
      server = createMqttServer(needs)
      return server.listen(port, host)
    },
    /** Takes its share of what comes to an outside broker. */
    async join(url: string): Promise<void> {
      seat = await takeSeat(database, 'infrastructure.mqtt')
      const outside = listenOutside({ ...needs, url, seat: seat.number })
      clients = outside.clients
      await outside.ready
    },
    connections: (): number => server?.connections() ?? 0,
    async stop(): Promise<void> {
      await server?.close()
      await Promise.all(clients.map((client) => client.endAsync()))
      await devices.settled()
      await seat?.leave()
    },
  }
}
