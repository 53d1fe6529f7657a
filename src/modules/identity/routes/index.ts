/** HTTP: parse, call, answer. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Identity } from '../service/index.ts'
import { accountRoutes } from './account.ts'
import { consentRoutes, noticeRoutes } from './notices.ts'
import { invitationRoutes, keyRoutes, organisationRoutes } from './people.ts'
import { linkEntryRoutes, outsideRoutes, passkeyRoutes } from './residents.ts'
import { linkRoutes, sessionRoutes } from './session.ts'

export const identityRoutes =
  (identity: Identity): FastifyPluginAsyncZod =>
  async (app) => {
    const people = [sessionRoutes, linkRoutes, accountRoutes, organisationRoutes, invitationRoutes, keyRoutes]
    const residents = [linkEntryRoutes, passkeyRoutes, outsideRoutes, noticeRoutes, consentRoutes]
    for (const routes of [...people, ...residents]) await app.register(routes(identity))
  }
