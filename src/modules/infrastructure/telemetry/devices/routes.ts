/** HTTP: devices for their keepers, and what devices send where they speak no MQTT. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Devices } from './service/index.ts'
import { Device, DeviceDraft, DeviceId, Joining, JoiningDraft, PAYLOAD_BYTES_MAX, Profile, ProfileDraft, STATES } from './types.ts' // prettier-ignore

/** A device that sends every second, and again what was lost. */
const MESSAGES_PER_MINUTE = 6_000
const tags = ['devices']
const none = { 204: z.null() }
const params = z.object({ id: DeviceId })
const uuid = z.object({ id: z.uuid() })
const Adoption = z.object({ profileId: z.uuid().optional(), name: z.string().min(1).max(200).optional(), entityId: z.string().min(1).max(1_000).optional() }) // prettier-ignore
const Key = z.object({ key: z.string().describe('shown this once') })

export const deviceRoutes =
  (devices: Devices): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/devices/:id/readings',
      {
        bodyLimit: PAYLOAD_BYTES_MAX + 1,
        config: { rateLimit: { max: MESSAGES_PER_MINUTE, timeWindow: 60_000, groupId: 'devices' } },
        schema: {
          ...{ tags, summary: 'What a device sends, by its key; answered when it is stored', params, response: none },
          headers: z.object({ 'x-device-key': z.string().max(200) }),
          body: z.unknown().describe('a message as the device’s profile reads it'),
        },
      },
      async ({ params, headers, body }, reply) => {
        await devices.letIn(params.id, headers['x-device-key'])
        await devices.take(params.id, Buffer.from(JSON.stringify(body)))
        return reply.code(204).send(null)
      },
    )
    await app.register(keeping(devices))
    await app.register(profiles(devices))
  }

const keeping =
  (devices: Devices): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/devices',
      {
        schema: {
          ...{ tags, summary: 'Devices, those that wait for adoption first' },
          querystring: z.object({ state: z.enum(STATES).optional(), text: z.string().max(100).optional(), after: z.string().max(100).optional() }), // prettier-ignore
          response: { 200: z.object({ devices: z.array(Device), counts: z.record(z.enum(STATES), z.int()), next: z.string().optional() }) }, // prettier-ignore
        },
      },
      async ({ actor, query }) => devices.list(actor, query),
    )
    app.post('/devices', { schema: { tags, summary: 'Enter a device; its key is shown this once', body: DeviceDraft, response: { 201: Key.extend({ device: Device }) } } }, async ({ actor, body }, reply) => reply.code(201).send(await devices.add(actor, body))) // prettier-ignore
    app.get('/devices/:id', { schema: { tags, summary: 'A device and its last message', params, response: { 200: Device } } }, async ({ actor, params }) => devices.one(actor, params.id)) // prettier-ignore
    app.delete('/devices/:id', { schema: { tags, summary: 'Forget a device; what it read stays', params, response: none } }, async ({ actor, params }, reply) => { await devices.remove(actor, params.id); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/devices/:id/adoption', { schema: { tags, summary: 'Adopt a device that waits, or read it by another profile', params, body: Adoption, response: none } }, async ({ actor, params, body }, reply) => { await devices.adopt(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/devices/:id/block', { schema: { tags, summary: 'Take nothing more from a device', params, response: none } }, async ({ actor, params }, reply) => { await devices.block(actor, params.id); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/devices/:id/key', { schema: { tags, summary: 'A new key; the one before opens nothing any more', params, response: { 201: Key } } }, async ({ actor, params }, reply) => reply.code(201).send({ key: await devices.renewKey(actor, params.id) })) // prettier-ignore
  }

const profiles =
  (devices: Devices): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/device-profiles', { schema: { tags, summary: 'Profiles by which messages are read', response: { 200: z.object({ profiles: z.array(Profile) }) } } }, async ({ actor }) => ({ profiles: await devices.profiles(actor) })) // prettier-ignore
    app.post('/device-profiles', { schema: { tags, summary: 'Keep a profile, if its sample can be read by it', body: ProfileDraft, response: { 201: Profile } } }, async ({ actor, body }, reply) => reply.code(201).send(await devices.addProfile(actor, body))) // prettier-ignore
    app.put('/device-profiles/:id', { schema: { tags, summary: 'A new version of a profile', params: uuid, body: ProfileDraft, response: { 200: Profile } } }, async ({ actor, params, body }) => devices.changeProfile(actor, params.id, body)) // prettier-ignore
    app.delete('/device-profiles/:id', { schema: { tags, summary: 'Forget a profile by which no device is read', params: uuid, response: none } }, async ({ actor, params }, reply) => { await devices.removeProfile(actor, params.id); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/device-profiles/trial', { schema: { tags, summary: 'What a message becomes by a profile; nothing is kept', body: ProfileDraft.pick({ mapping: true, sample: true }), response: { 200: z.object({ entities: z.array(z.unknown()) }) } } }, async ({ actor, body }) => ({ entities: await devices.try(actor, body) })) // prettier-ignore
    app.get('/joining-keys', { schema: { tags, summary: 'Keys with which devices that nobody has entered may come and wait', response: { 200: z.object({ keys: z.array(Joining) }) } } }, async ({ actor }) => ({ keys: await devices.joiningKeys(actor) })) // prettier-ignore
    app.post('/joining-keys', { schema: { tags, summary: 'A key for joining, shown this once', body: JoiningDraft, response: { 201: Key.extend({ joining: Joining }) } } }, async ({ actor, body }, reply) => reply.code(201).send(await devices.addJoiningKey(actor, body))) // prettier-ignore
    app.delete('/joining-keys/:id', { schema: { tags, summary: 'Let nobody in by that key any more', params: uuid, response: none } }, async ({ actor, params }, reply) => { await devices.revokeJoiningKey(actor, params.id); return reply.code(204).send(null) }) // prettier-ignore
  }
