/** MQTT: the house's own server, or a share in an outside broker's messages. */
import type { MqttClient } from 'mqtt'
import type { Ids } from '#platform/ids'
import type { Devices } from '../devices/index.ts'
import { listenOutside } from './outside.ts'
import { createMqttServer, type MqttServer } from './server.ts'

export { topicOf } from './topics.ts'

export type MqttNeeds = { devices: Pick<Devices, 'letIn' | 'fromOutside' | 'take' | 'settled'>; ids: Ids; onError?: (error: unknown) => void } // prettier-ignore
export type Mqtt = ReturnType<typeof createMqtt>

export function createMqtt({ devices, ids, onError = () => {} }: MqttNeeds) {
  const needs = { ...devices, makeId: () => ids.uuid(), onError }
  let server: MqttServer | undefined
  let clients: MqttClient[] = []
  return {
    /** Listens for devices; gives the port. Throws where another has it. */
    async listen({ port, host }: { port: number; host: string }): Promise<number> {
      server = createMqttServer(needs)
      return server.listen(port, host)
    },
    /** Takes its share of what comes to an outside broker. */
    async join(url: string): Promise<void> {
      const outside = listenOutside({ ...needs, url })
      clients = outside.clients
      await outside.ready
    },
    connections: (): number => server?.connections() ?? 0,
    async stop(): Promise<void> {
      await server?.close()
      await Promise.all(clients.map((client) => client.endAsync()))
      await devices.settled()
    },
  }
}
