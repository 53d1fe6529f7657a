/** HTTP of a person's own account. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Logged } from '#platform/ledger'
import type { Identity } from '../service/index.ts'
import { Account, Email, Language, PersonName, Session } from '../types.ts'
import { callerOf, withCookies } from './request.ts'

const tags = ['identity']
const Secret = z.string().min(1).max(1_000)
/** Left out where the account has none: then a sign-in of just now takes its place. */
const Password = z.object({ password: z.string().max(1_000).default('') })
const Entries = z.object({ entries: z.array(Logged), next: z.number().int().optional() })
const Nothing = z.null().describe('nothing')

export const accountRoutes =
  (identity: Identity): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/account', { schema: { tags, summary: 'Your account', response: { 200: Account } } }, (request) =>
      identity.account(callerOf(request)),
    )
    app.patch(
      '/account',
      {
        schema: {
          tags,
          summary: 'Change your name or language',
          body: z.object({ name: PersonName.optional(), language: Language.optional() }),
          response: { 200: Account },
        },
      },
      async (request) => {
        await identity.changeAccount(callerOf(request), request.body)
        return identity.account(callerOf(request))
      },
    )
    app.delete(
      '/account',
      { schema: { tags, summary: 'Delete your account', body: Password, response: { 204: Nothing } } },
      async (request, reply) =>
        withCookies(reply, await identity.deleteAccount(callerOf(request), request.body.password))
          .code(204)
          .send(null),
    )
    app.put(
      '/account/password',
      {
        schema: {
          tags,
          summary: 'Change your password; all other sessions end',
          body: z.object({ current: Secret, next: Secret }),
          response: { 204: Nothing },
        },
      },
      async (request, reply) =>
        withCookies(reply, await identity.changePassword(callerOf(request), request.body))
          .code(204)
          .send(null),
    )
    app.post(
      '/account/email',
      {
        schema: {
          tags,
          summary: 'Ask for another address; a link goes there',
          body: Password.extend({ email: Email }),
          response: { 202: Nothing },
        },
      },
      async (request, reply) => {
        await identity.requestEmail(callerOf(request), request.body)
        return reply.code(202).send(null)
      },
    )
    app.get(
      '/account/data',
      {
        schema: {
          ...{ tags, summary: 'Everything that your account holds' },
          response: { 200: z.looseObject({}).describe('the account and all that is kept with it') },
        },
      },
      async (request, reply) => {
        reply.header('content-disposition', 'attachment; filename="unia-account.json"')
        return withCookies(reply, []).send(await identity.ownData(callerOf(request)))
      },
    )
    app.get(
      '/account/entries',
      {
        schema: {
          tags,
          summary: 'What the ledger holds of your doing, newest first',
          querystring: z.object({ before: z.coerce.number().int().min(0).optional() }),
          response: { 200: Entries },
        },
      },
      (request) => identity.entries(callerOf(request), request.query.before),
    )
    await app.register(ownSessionRoutes(identity))
    await app.register(totpRoutes(identity))
  }

const ownSessionRoutes =
  (identity: Identity): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/account/sessions',
      { schema: { tags, summary: 'Your sessions', response: { 200: z.object({ sessions: z.array(Session) }) } } },
      async (request) => ({ sessions: await identity.sessions(callerOf(request)) }),
    )
    app.delete(
      '/account/sessions',
      { schema: { tags, summary: 'End all your other sessions', response: { 200: z.object({ ended: z.number() }) } } },
      async (request) => ({ ended: await identity.endOtherSessions(callerOf(request)) }),
    )
    app.delete(
      '/account/sessions/:id',
      {
        schema: {
          tags,
          summary: 'End one of your sessions',
          params: z.object({ id: z.uuid() }),
          response: { 204: Nothing },
        },
      },
      async (request, reply) => {
        await identity.endSession(callerOf(request), request.params.id)
        return reply.code(204).send(null)
      },
    )
  }

const totpRoutes =
  (identity: Identity): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/account/totp',
      {
        schema: {
          tags,
          summary: 'Begin a second factor: the secret for the app, and backup codes',
          body: Password,
          response: { 201: z.object({ secret: z.string(), uri: z.string(), backupCodes: z.array(z.string()) }) },
        },
      },
      async (request, reply) =>
        withCookies(reply, [])
          .code(201)
          .send(await identity.enrolTotp(callerOf(request), request.body.password)),
    )
    app.post(
      '/account/totp/confirmation',
      {
        schema: {
          tags,
          summary: 'The first code: from now on one is asked for',
          body: z.object({ code: z.string().min(1).max(40) }),
          response: { 204: Nothing },
        },
      },
      async (request, reply) =>
        withCookies(reply, await identity.confirmTotp(callerOf(request), request.body.code))
          .code(204)
          .send(null),
    )
    app.delete(
      '/account/totp',
      { schema: { tags, summary: 'Give up the second factor', body: Password, response: { 204: Nothing } } },
      async (request, reply) =>
        withCookies(reply, await identity.disableTotp(callerOf(request), request.body.password))
          .code(204)
          .send(null),
    )
    app.post(
      '/account/totp/backup-codes',
      {
        schema: {
          tags,
          summary: 'New backup codes instead of the old ones',
          body: Password,
          response: { 201: z.object({ backupCodes: z.array(z.string()) }) },
        },
      },
      async (request, reply) => {
        const backupCodes = await identity.renewBackupCodes(callerOf(request), request.body.password)
        return withCookies(reply, []).code(201).send({ backupCodes })
      },
    )
  }
