/** HTTP of coming in by a link, a passkey or a login elsewhere. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { strictly } from '#platform/http'
import type { Identity } from '../service/index.ts'
import { EntryLink, Language, Passkey, PersonName } from '../types.ts'
import { callerOf, withCookies } from './request.ts'

const tags = ['identity']
/** From one address, so that an office is not shut out; the service counts letters besides. */
const PER_MINUTE = 60
const rateLimit = strictly(PER_MINUTE, 'sign-in')
const Token = z.string().min(1).max(4_000)
const Text = z.string().max(8_000)
const Entered = z.object({ state: z.enum(['signedIn', 'secondFactor']) })
const Nothing = z.null().describe('nothing')
const Options = z.looseObject({ challenge: z.string() }).describe('as WebAuthn has it, in JSON')
const ById = z.object({ id: z.uuid() })

const credential = <T extends z.ZodRawShape>(response: T) =>
  z.object({
    ...{ id: z.string().min(1).max(1_400), rawId: z.string().max(1_400), type: z.literal('public-key') },
    response: z.object(response),
    authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
    clientExtensionResults: z.looseObject({}).default({}),
  })
const Registration = credential({
  ...{ clientDataJSON: Text, attestationObject: Text },
  transports: z.array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])).optional(),
})
const Assertion = credential({ clientDataJSON: Text, authenticatorData: Text, signature: Text, userHandle: Text })

export const linkEntryRoutes =
  (identity: Identity): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/entry-links',
      {
        config: { rateLimit },
        schema: {
          ...{ tags, summary: 'Send a link by mail that signs in, or makes an account where there is none' },
          body: EntryLink.omit({ next: true }),
          response: { 202: Nothing },
        },
      },
      async (request, reply) => {
        await identity.requestLink(callerOf(request), request.body)
        return reply.code(202).send(null)
      },
    )
    app.post(
      '/entry-links/entry',
      {
        config: { rateLimit },
        schema: {
          ...{ tags, summary: 'Go in by the link from the mail; it is used up' },
          body: z.object({ token: Token, name: PersonName.optional(), password: z.string().max(1_000).optional() }),
          response: { 201: Entered },
        },
      },
      async (request, reply) => {
        const { token, ...draft } = request.body
        const { state, cookies } = await identity.enter(callerOf(request), token, draft)
        return withCookies(reply, cookies).code(201).send({ state })
      },
    )
  }

export const passkeyRoutes =
  (identity: Identity): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/session/passkey/options',
      { config: { rateLimit }, schema: { tags, summary: 'The question to a passkey', response: { 200: Options } } },
      async (_, reply) => withCookies(reply, []).send({ ...(await identity.passkeyQuestion()) }),
    )
    app.post(
      '/session/passkey',
      {
        config: { rateLimit },
        schema: {
          ...{
            tags,
            summary: 'Sign in by a passkey',
            body: z.object({ response: Assertion }),
            response: { 201: Entered },
          },
        },
      },
      async (request, reply) => {
        const { state, cookies } = await identity.signInByPasskey(callerOf(request), request.body.response)
        return withCookies(reply, cookies).code(201).send({ state })
      },
    )
    app.get(
      '/account/passkeys',
      { schema: { tags, summary: 'Your passkeys', response: { 200: z.object({ passkeys: z.array(Passkey) }) } } },
      async (request) => ({ passkeys: await identity.passkeys(callerOf(request)) }),
    )
    app.post(
      '/account/passkeys/options',
      {
        config: { rateLimit },
        schema: {
          ...{ tags, summary: 'What a browser needs to make a passkey' },
          body: z.object({ password: z.string().max(1_000).default('') }),
          response: { 200: Options },
        },
      },
      async (request, reply) =>
        withCookies(reply, []).send({ ...(await identity.passkeyOptions(callerOf(request), request.body.password)) }),
    )
    app.post(
      '/account/passkeys',
      {
        schema: {
          ...{ tags, summary: 'Add the passkey that was made' },
          body: z.object({ name: PersonName, response: Registration }),
          response: { 201: Passkey },
        },
      },
      async (request, reply) => reply.code(201).send(await identity.addPasskey(callerOf(request), request.body)),
    )
    app.patch(
      '/account/passkeys/:id',
      {
        schema: {
          ...{ tags, summary: 'Rename a passkey', params: ById, response: { 204: Nothing } },
          body: z.object({ name: PersonName }),
        },
      },
      async (request, reply) => {
        await identity.renamePasskey(callerOf(request), request.params.id, request.body.name)
        return reply.code(204).send(null)
      },
    )
    app.delete(
      '/account/passkeys/:id',
      { schema: { tags, summary: 'Remove a passkey', params: ById, response: { 204: Nothing } } },
      async (request, reply) => {
        await identity.removePasskey(callerOf(request), request.params.id)
        return reply.code(204).send(null)
      },
    )
  }

/** Two addresses that a browser is led through; programs have no use for them. */
export const outsideRoutes =
  (identity: Identity): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/session/outside',
      {
        config: { rateLimit },
        schema: {
          ...{ tags, summary: 'Go to the outside login that this city has connected' },
          querystring: z.object({ lang: Language.default('pl'), next: z.string().max(1_000).optional() }),
          response: { 303: Nothing },
        },
      },
      async (request, reply) => {
        const { to, cookies } = await identity.outside.begin(request.query)
        return withCookies(reply, cookies).code(303).header('location', to).send(null)
      },
    )
    app.get(
      '/session/outside/callback',
      {
        config: { rateLimit },
        schema: {
          ...{ tags, summary: 'Come back from the outside login' },
          querystring: z.looseObject({}),
          response: { 303: Nothing },
        },
      },
      async (request, reply) => {
        const at = request.url.indexOf('?')
        const search = at < 0 ? '' : request.url.slice(at)
        const { to, cookies } = await identity.outside.finish(callerOf(request), search, 'pl')
        return withCookies(reply, cookies).code(303).header('location', to).send(null)
      },
    )
  }
