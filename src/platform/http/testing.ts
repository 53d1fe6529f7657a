/** A server for tests, with sentences that show which one was asked for. */
import { visitor, type Actor } from '#platform/actor'
import { createLog } from '#platform/log'
import { createMetrics } from '#platform/metrics'
import { createHttp, type Needs } from './http.ts'

export const anna: Actor = { id: 'person-anna', kind: 'person', can: (permission) => permission === 'platform.metrics' }

export async function testHttp(needs: Partial<Needs> = {}) {
  const logged: string[] = []
  const log = createLog({ level: 'debug', to: { write: (line) => void logged.push(line) } })
  const app = await createHttp({
    config: { baseUrl: 'http://city.example', trustProxy: false, uploadBytesMax: 1_000_000 },
    log,
    metrics: createMetrics({ processMetrics: false }),
    ready: async () => ({ database: true }),
    authenticate: async ({ headers }) =>
      headers.get('authorization') === 'Bearer anna' || headers.get('cookie') ? anna : visitor,
    sentence: (lang, code, details = {}) => `${lang} ${code} ${Object.values(details).join(' ')}`.trim(),
    ...needs,
  })
  return { app, logged }
}
