/** HTTP: the NGSI-LD API at `/ngsi-ld/v1` (ETSI GS CIM 009). */
import type { FastifyPluginAsync } from 'fastify'
import type { Sentence } from '#platform/http'
import { refuse } from '../refusals.ts'
import type { Context } from '../service/index.ts'
import { addBatchRoutes } from './batch.ts'
import { addContextRoutes } from './contexts.ts'
import { addDiscoveryRoutes } from './discovery.ts'
import { addEntityRoutes } from './entities.ts'
import { addNgsiProblems, telling } from './problems.ts'
import { addRegistrationRoutes } from './registrations.ts'
import { addTemporalRoutes } from './temporal.ts'
import { addSubscriptionRoutes } from './subscriptions.ts'
import { route, type Setting } from './setting.ts'

type Needs = { sentence: Sentence; baseUrl: string }

export const ngsiRoutes =
  (context: Context, { sentence, baseUrl }: Needs): FastifyPluginAsync =>
  async (app) => {
    const tell = telling(sentence, baseUrl)
    const setting: Setting = { route, tell, baseUrl }
    addNgsiProblems(app, tell)
    const types = ['application/json', 'application/ld+json', 'application/merge-patch+json', 'application/geo+json']
    app.removeContentTypeParser(['application/json', 'text/plain'])
    app.addContentTypeParser(types, { parseAs: 'string' }, (_request, body, done) => {
      try {
        done(null, JSON.parse(body as string))
      } catch (error) {
        done(refuse.badJson({ cause: (error as Error).message.slice(0, 200) }) as never)
      }
    })
    app.addHook('onRequest', async ({ headers }) => {
      if (headers['ngsild-tenant'] !== undefined) throw refuse.noTenants()
    })
    addEntityRoutes(app, context, setting)
    addBatchRoutes(app, context, setting)
    addDiscoveryRoutes(app, context, setting)
    addContextRoutes(app, context, setting)
    addSubscriptionRoutes(app, context, setting)
    addTemporalRoutes(app, context, setting)
    addRegistrationRoutes(app, context, setting)
  }
