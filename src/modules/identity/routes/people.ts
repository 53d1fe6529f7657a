/** HTTP of organisations, memberships, invitations and keys. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Identity } from '../service/index.ts'
import {
  ApiKey,
  Invitation,
  InvitationDraft,
  KeyDraft,
  Member,
  Membership,
  Organisation,
  OrganisationDraft,
} from '../types.ts'

const tags = ['identity']
const ById = z.object({ id: z.uuid() })
const OfOrganisation = z.object({ organisationId: z.uuid() })
const Nothing = z.null().describe('nothing')

export const organisationRoutes =
  (identity: Identity): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/organisations',
      {
        schema: {
          tags,
          summary: 'Organisations',
          response: { 200: z.object({ organisations: z.array(Organisation) }) },
        },
      },
      async () => ({ organisations: await identity.organisations() }),
    )
    app.post(
      '/organisations',
      { schema: { tags, summary: 'Add an organisation', body: OrganisationDraft, response: { 201: Organisation } } },
      async ({ actor, body }, reply) => reply.code(201).send(await identity.createOrganisation(actor, body)),
    )
    app.put(
      '/organisations/:id',
      {
        schema: {
          tags,
          summary: 'Change an organisation or its place',
          params: ById,
          body: OrganisationDraft,
          response: { 200: Organisation },
        },
      },
      ({ actor, params, body }) => identity.changeOrganisation(actor, params.id, body),
    )
    app.get(
      '/memberships',
      {
        schema: {
          tags,
          summary: 'Who belongs to an organisation, in which role',
          querystring: OfOrganisation,
          response: { 200: z.object({ members: z.array(Member) }) },
        },
      },
      async ({ actor, query }) => ({ members: await identity.members(actor, query.organisationId) }),
    )
    app.post(
      '/memberships',
      {
        schema: {
          tags,
          summary: 'One more role for somebody who has an account',
          body: Membership.omit({ id: true }).extend({ accountId: z.uuid() }),
          response: { 201: ById },
        },
      },
      async ({ actor, body }, reply) => reply.code(201).send({ id: await identity.addMembership(actor, body) }),
    )
    app.delete(
      '/memberships/:id',
      { schema: { tags, summary: 'Take a role away', params: ById, response: { 204: Nothing } } },
      async ({ actor, params }, reply) => {
        await identity.removeMembership(actor, params.id)
        return reply.code(204).send(null)
      },
    )
  }

export const invitationRoutes =
  (identity: Identity): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/invitations',
      {
        schema: {
          tags,
          summary: 'Invitations that can still be accepted',
          querystring: OfOrganisation,
          response: { 200: z.object({ invitations: z.array(Invitation) }) },
        },
      },
      async ({ actor, query }) => ({ invitations: await identity.invitations(actor, query.organisationId) }),
    )
    app.post(
      '/invitations',
      { schema: { tags, summary: 'Invite somebody by mail', body: InvitationDraft, response: { 201: Invitation } } },
      async ({ actor, body }, reply) => reply.code(201).send((await identity.invite(actor, body)).invitation),
    )
    app.delete(
      '/invitations/:id',
      { schema: { tags, summary: 'Withdraw an invitation', params: ById, response: { 204: Nothing } } },
      async ({ actor, params }, reply) => {
        await identity.withdrawInvitation(actor, params.id)
        return reply.code(204).send(null)
      },
    )
  }

export const keyRoutes =
  (identity: Identity): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api-keys',
      {
        schema: {
          tags,
          summary: 'The keys of an organisation, without their secrets',
          querystring: OfOrganisation,
          response: { 200: z.object({ apiKeys: z.array(ApiKey) }) },
        },
      },
      async ({ actor, query }) => ({ apiKeys: await identity.apiKeys(actor, query.organisationId) }),
    )
    app.post(
      '/api-keys',
      {
        schema: {
          tags,
          summary: 'Make a key for a system; it is shown this once',
          body: KeyDraft,
          response: { 201: z.object({ apiKey: ApiKey, key: z.string() }) },
        },
      },
      async ({ actor, body }, reply) =>
        reply
          .header('cache-control', 'no-store')
          .code(201)
          .send(await identity.createKey(actor, body)),
    )
    app.delete(
      '/api-keys/:id',
      { schema: { tags, summary: 'Revoke a key', params: ById, response: { 204: Nothing } } },
      async ({ actor, params }, reply) => {
        await identity.revokeKey(actor, params.id)
        return reply.code(204).send(null)
      },
    )
  }
