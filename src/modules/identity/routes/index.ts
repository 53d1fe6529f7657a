/** HTTP: parse, call, answer. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Identity } from '../service/index.ts'
import { accountRoutes } from './account.ts'
import { invitationRoutes, keyRoutes, organisationRoutes } from './people.ts'
import { linkRoutes, sessionRoutes } from './session.ts'

export const identityRoutes =
  (identity: Identity): FastifyPluginAsyncZod =>
  async (app) => {
    const parts = [sessionRoutes, linkRoutes, accountRoutes, organisationRoutes, invitationRoutes, keyRoutes]
    for (const routes of parts) await app.register(routes(identity))
  }
