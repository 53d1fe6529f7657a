/** HTTP of signing in and out, of lost passwords, and of links from mails. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { strictly } from '#platform/http'
import type { Identity } from '../service/index.ts'
import { Role } from '../types.ts'
import { callerOf, withCookies } from './request.ts'

const tags = ['identity']
/** From one address, so that an office is not shut out; the service counts guesses besides. */
const SIGN_INS_PER_MINUTE = 60
/** Any text may be tried; only a new password is held to the rules. */
const Secret = z.string().min(1).max(1_000)
const Token = z.string().min(1).max(4_000)
const SignInState = z.object({ state: z.enum(['signedIn', 'secondFactor']) })
const Nothing = z.null().describe('nothing')
const Who = z.object({
  actor: z.object({
    id: z.string(),
    kind: z.enum(['visitor', 'person', 'key', 'system']),
    name: z.string().optional(),
  }),
  session: z.object({ id: z.uuid(), expiresAt: z.date() }).optional(),
})

export const sessionRoutes =
  (identity: Identity): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/session',
      { schema: { tags, summary: 'Who asks: a visitor, a person or a key', response: { 200: Who } } },
      async (request, reply) => {
        const { actor, session } = await identity.authenticate(request.headers)
        reply.header('cache-control', 'no-store')
        const { id, kind, name } = actor
        return {
          actor: { id, kind, name },
          session: session && { id: session.sessionId, expiresAt: session.expiresAt },
        }
      },
    )
    app.post(
      '/session',
      {
        config: { rateLimit: strictly(SIGN_INS_PER_MINUTE, 'sign-in') },
        schema: {
          tags,
          summary: 'Sign in; the answer may ask for a second factor',
          body: z.object({ email: z.string().min(1).max(254), password: Secret }),
          response: { 201: SignInState },
        },
      },
      async (request, reply) => {
        const { state, cookies } = await identity.signIn(callerOf(request), request.body)
        return withCookies(reply, cookies).code(201).send({ state })
      },
    )
    app.post(
      '/session/second-factor',
      {
        config: { rateLimit: strictly(SIGN_INS_PER_MINUTE, 'sign-in') },
        schema: {
          tags,
          summary: 'The code that the sign-in asks for',
          body: z.object({ code: z.string().min(1).max(40), kind: z.enum(['totp', 'backup']).default('totp') }),
          response: { 201: SignInState },
        },
      },
      async (request, reply) => {
        const { state, cookies } = await identity.secondFactor(callerOf(request), request.body)
        return withCookies(reply, cookies).code(201).send({ state })
      },
    )
    app.delete(
      '/session',
      { schema: { tags, summary: 'Sign out', response: { 204: Nothing } } },
      async (request, reply) =>
        withCookies(reply, await identity.signOut(callerOf(request)))
          .code(204)
          .send(null),
    )
  }

/** What links from mails lead to. The tokens travel in bodies, which no log keeps. */
export const linkRoutes =
  (identity: Identity): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/password-resets',
      {
        config: { rateLimit: strictly(SIGN_INS_PER_MINUTE, 'sign-in') },
        schema: {
          tags,
          summary: 'Send a link for a new password, where the address has an account',
          body: z.object({ email: z.string().min(1).max(254) }),
          response: { 202: Nothing },
        },
      },
      async (request, reply) => {
        await identity.requestReset(callerOf(request), request.body.email)
        return reply.code(202).send(null)
      },
    )
    app.post(
      '/password-resets/completion',
      {
        schema: {
          tags,
          summary: 'Set the password by the link from the mail',
          body: z.object({ token: Token, password: Secret }),
          response: { 204: Nothing },
        },
      },
      async (request, reply) => {
        await identity.resetPassword(request.body.token, request.body.password)
        return reply.code(204).send(null)
      },
    )
    app.post(
      '/email-confirmations',
      {
        schema: {
          tags,
          summary: 'Confirm a new address by the link from the mail',
          body: z.object({ token: Token }),
          response: { 204: Nothing },
        },
      },
      async (request, reply) => {
        await identity.confirmEmail(request.body.token)
        return reply.code(204).send(null)
      },
    )
    app.post(
      '/invitations/acceptance',
      {
        schema: {
          tags,
          summary: 'Accept an invitation: make the account, or join with the one that is signed in',
          body: z.object({ token: Token, name: z.string().optional(), password: Secret.optional() }),
          response: { 201: SignInState.extend({ role: Role }) },
        },
      },
      async (request, reply) => {
        const { token, ...draft } = request.body
        const { role } = await identity.offer(token)
        const { state, cookies } = await identity.accept(callerOf(request), token, draft)
        return withCookies(reply, cookies).code(201).send({ state, role })
      },
    )
  }
