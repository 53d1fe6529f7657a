/** HTTP of following and being told, and of consents for children. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { strictly } from '#platform/http'
import type { Identity } from '../service/index.ts'
import { Consent, ConsentDraft, MailSetting, NoticeDraft, PushDevice, PushSubscription, Subject } from '../types.ts'
import { callerOf } from './request.ts'

const tags = ['identity']
const PER_MINUTE = 60
const rateLimit = strictly(PER_MINUTE, 'notices')
const Nothing = z.null().describe('nothing')
const BySubject = z.object({ subject: Subject })
const ById = z.object({ id: z.uuid() })
const Told = NoticeDraft.omit({ accountId: true }).extend({ id: z.uuid(), at: z.date() })

export const noticeRoutes =
  (identity: Identity): FastifyPluginAsyncZod =>
  async (app) => {
    const { notices } = identity
    app.get(
      '/account/notices',
      {
        schema: {
          ...{ tags, summary: 'What you follow, what you were told, and how you want to hear of it' },
          response: {
            200: z.object({
              mail: MailSetting,
              follows: z.array(z.object({ subject: z.string(), since: z.date() })),
              told: z.array(Told),
            }),
          },
        },
      },
      async ({ actor }) => ({
        mail: await notices.setting(actor),
        follows: await notices.following(actor),
        told: await notices.told(actor),
      }),
    )
    app.put(
      '/account/notices/mail',
      {
        schema: {
          tags,
          summary: 'Choose how you hear by mail',
          body: z.object({ mail: MailSetting }),
          response: { 204: Nothing },
        },
      },
      async ({ actor, body }, reply) => {
        await notices.choose(actor, body.mail)
        return reply.code(204).send(null)
      },
    )
    app.put(
      '/account/follows/:subject',
      { schema: { tags, summary: 'Follow something', params: BySubject, response: { 204: Nothing } } },
      async ({ actor, params }, reply) => {
        await notices.follow(actor, params.subject)
        return reply.code(204).send(null)
      },
    )
    app.delete(
      '/account/follows/:subject',
      { schema: { tags, summary: 'Stop following it', params: BySubject, response: { 204: Nothing } } },
      async ({ actor, params }, reply) => {
        await notices.unfollow(actor, params.subject)
        return reply.code(204).send(null)
      },
    )
    await app.register(pushRoutes(identity))
    await app.register(unsubscriptionRoutes(identity))
  }

const pushRoutes =
  ({ notices: { push } }: Identity): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/account/push-devices',
      {
        schema: {
          ...{ tags, summary: 'The browsers that are told at once, and the key that they need' },
          response: { 200: z.object({ key: z.string().optional(), devices: z.array(PushDevice) }) },
        },
      },
      async ({ actor }) => ({ key: push.key, devices: await push.devices(actor) }),
    )
    app.post(
      '/account/push-devices',
      {
        config: { rateLimit },
        schema: { tags, summary: 'Have this browser told', body: PushSubscription, response: { 201: PushDevice } },
      },
      async ({ actor, body, headers }, reply) =>
        reply.code(201).send(await push.add(actor, body, headers['user-agent'] ?? '')),
    )
    app.delete(
      '/account/push-devices/:id',
      { schema: { tags, summary: 'Have a browser told no more', params: ById, response: { 204: Nothing } } },
      async ({ actor, params }, reply) => {
        await push.remove(actor, params.id)
        return reply.code(204).send(null)
      },
    )
  }

/** One click in a mail program (RFC 8058): a form of theirs, without any cookie, whose content does not matter. */
const unsubscriptionRoutes =
  ({ notices }: Identity): FastifyPluginAsyncZod =>
  async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, payload, done) => {
      payload.resume()
      done(null)
    })
    app.post(
      '/notices/unsubscription',
      {
        config: { rateLimit },
        schema: {
          ...{ tags, summary: 'End letters about something, by the token in one' },
          querystring: z.object({ token: z.string().min(1).max(1_000) }),
          response: { 204: Nothing },
        },
      },
      async ({ query }, reply) => {
        await notices.unsubscribe(query.token)
        return reply.code(204).send(null)
      },
    )
  }

export const consentRoutes =
  (identity: Identity): FastifyPluginAsyncZod =>
  async (app) => {
    const Given = Consent.omit({ parentId: true })
    app.get(
      '/account/consents',
      {
        schema: {
          ...{ tags, summary: 'Consents you gave for children, and those given for you' },
          response: { 200: z.object({ given: z.array(Given), received: z.array(Given) }) },
        },
      },
      (request) => identity.consents(callerOf(request)),
    )
    app.post(
      '/account/consents',
      {
        schema: {
          ...{ tags, summary: 'Consent for a child: a code that the child types' },
          body: ConsentDraft,
          response: { 201: z.object({ code: z.string(), codeUntil: z.date() }) },
        },
      },
      async (request, reply) => reply.code(201).send(await identity.giveConsent(callerOf(request), request.body)),
    )
    app.post(
      '/account/consents/acceptance',
      {
        config: { rateLimit },
        schema: {
          ...{ tags, summary: 'Take up a parent’s consent by its code' },
          body: z.object({ code: z.string().min(1).max(40) }),
          response: { 204: Nothing },
        },
      },
      async (request, reply) => {
        await identity.takeConsent(callerOf(request), request.body.code)
        return reply.code(204).send(null)
      },
    )
    app.delete(
      '/account/consents/:id',
      { schema: { tags, summary: 'Withdraw a consent', params: ById, response: { 204: Nothing } } },
      async (request, reply) => {
        await identity.withdrawConsent(callerOf(request), request.params.id)
        return reply.code(204).send(null)
      },
    )
  }
