/** For tests: the broker behind HTTP, asked by a system, a person, another department's system, or nobody. */
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { visitor, type Actor } from '#platform/actor'
import { createHttp } from '#platform/http'
import { createLog } from '#platform/log'
import { createMetrics } from '#platform/metrics'
import { words } from '#words'
import { ngsiRoutes, policyRoutes, telemetryRoutes } from './index.ts'
import { CITY, openInfrastructure, ROADS } from './testing.ts'

const allowed = (kind: 'key' | 'person', id: string, where: string, permissions: string[]): Actor => ({
  ...{ id, kind },
  can: (permission, organisation) => permissions.includes(permission) && (where === CITY || organisation === where),
})
export const PEOPLE: Record<string, Actor> = {
  key: allowed('key', 'key:1', CITY, ['infrastructure.read', 'infrastructure.write']),
  reader: allowed('key', 'key:2', CITY, ['infrastructure.read']),
  roads: allowed('key', 'key:3', ROADS, ['infrastructure.read', 'infrastructure.write']),
  anna: allowed('person', 'anna', CITY, ['infrastructure.read', 'infrastructure.write', 'infrastructure.admin']),
  nobody: allowed('key', 'key:4', CITY, []),
}

export type Answer = { status: number; headers: LightMyRequestResponse['headers']; body: any } // eslint-disable-line @typescript-eslint/no-explicit-any

export async function openBroker(change?: Parameters<typeof openInfrastructure>[0]) {
  const house = await openInfrastructure((needs) => {
    const actorNow = async (id: string) => Object.values(PEOPLE).find((one) => one.id === id)
    const known = { ...needs, identity: { ...needs.identity, actorNow } }
    return change ? change(known) : known
  })
  const sentence = (lang: 'pl' | 'en' | 'uk', code: string, details = {}) =>
    words[lang].t(`errors.${code}` as never, details)
  const app = await createHttp({
    ...{ config: { baseUrl: 'https://city.example', trustProxy: false }, log: createLog({ level: 'silent' }) },
    metrics: createMetrics({ processMetrics: false }),
    ...{ ready: async () => ({ database: true }), sentence, limits: { readsPerMinute: 1e6, writesPerMinute: 1e6 } },
    authenticate: async ({ headers }) => PEOPLE[headers.get('authorization') ?? ''] ?? visitor,
  })
  const needs = { sentence, baseUrl: 'https://city.example' }
  await app.register(ngsiRoutes(house.infrastructure.context, needs), { prefix: '/ngsi-ld/v1' })

  await app.register(policyRoutes(house.infrastructure.context), { prefix: '/api/v1' })
  await app.register(telemetryRoutes(house.infrastructure.telemetry, house.infrastructure.context), {
    prefix: '/api/v1',
  })

  /** `who` is one of `PEOPLE`, or nobody in particular. */
  async function ask(
    method: string,
    path: string,
    payload?: unknown,
    headers: Record<string, string> = {},
    who = 'key',
  ): Promise<Answer> {
    const isLd = typeof payload === 'object' && JSON.stringify(payload).includes('"@context"')
    const response = await app.inject({
      ...{ method: method as InjectOptions['method'] & string, url: `/ngsi-ld/v1${path}` },
      ...(payload !== undefined && { payload: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
      headers: {
        ...(payload !== undefined && { 'content-type': isLd ? 'application/ld+json' : 'application/json' }),
        ...(who && { authorization: who }),
        ...headers,
      },
    } as InjectOptions)
    const text = response.body
    return { status: response.statusCode, headers: response.headers, body: text ? JSON.parse(text) : undefined }
  }
  return {
    ...house,
    app,
    ask,
    async close() {
      await app.close()
      await house.close()
    },
  }
}
