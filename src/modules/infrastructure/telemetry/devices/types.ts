/** Devices, the profiles by which their messages are read, and the keys with which they come. */
import { z } from 'zod'

/** Of one message. */
export const PAYLOAD_BYTES_MAX = 100_000
/** Of one message that holds a list. */
export const THINGS_MAX = 1_000
export const ATTRIBUTES_MAX = 100
/** Unknown ones that wait for adoption: whoever has a joining key cannot fill the house. */
export const WAITING_MAX = 1_000
export const DEVICES_SHOWN = 100
/** What is kept of a message to be looked at. */
export const SAMPLE_CHARS_MAX = 4_000
export const JOINING_DAYS_MAX = 90
/** A clock that is further ahead would hold the state of its thing until that time had come. */
export const AHEAD_MINUTES_MAX = 10
/** What is older comes from a clock that was never set, or by a file. */
export const BEHIND_DAYS_MAX = 400

export const STATES = ['waiting', 'adopted', 'blocked'] as const
export type DeviceState = (typeof STATES)[number]

const DEVICE_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/
export const isDeviceId = (id: string): boolean => DEVICE_ID.test(id)
export const DeviceId = z.string().regex(DEVICE_ID, { error: 'letters, digits, dots, hyphens and colons' })

/** RFC 6901; the whole is the empty text. */
const Pointer = z
  .string()
  .max(300)
  .regex(/^(?:\/(?:[^~]|~[01])*)*$/, { error: 'a JSON Pointer, such as /data/temperature' })

export const VALUE_KINDS = ['number', 'text', 'boolean', 'point', 'reference'] as const
export const AttributeMap = z.object({
  name: z.string().min(1).max(500).describe('the attribute, by the profile’s context'),
  path: Pointer,
  kind: z.enum(VALUE_KINDS).default('number'),
  unit: z.string().min(1).max(20).optional().describe('a UN/CEFACT code, such as WTT or KWH'),
  factor: z.number().optional().describe('numbers are multiplied by it'),
  lasting: z.boolean().optional().describe('says how the thing is rather than what was read: has no time of its own'),
})
export type AttributeMap = z.infer<typeof AttributeMap>

/** How messages of a kind of device become entities. */
export const Mapping = z.object({
  entity: z.object({
    id: z
      .string()
      .min(1)
      .max(500)
      .describe(
        'with {device} in it, and parts of the message by their pointers: urn:ngsi-ld:Meter:{device}:{/channel}',
      )
      .refine((id) => id.includes('{device}'), {
        error: 'must hold {device}, so that no device writes another’s thing',
      }),
    type: z.string().min(1).max(500),
    scope: z.string().max(500).optional(),
  }),
  context: z.url().max(1_000).optional().describe('the @context that gives names their meaning'),
  list: Pointer.optional().describe('where a message holds several readings: the list of them'),
  time: z
    .object({ path: Pointer, format: z.enum(['iso', 'seconds', 'milliseconds']) })
    .optional()
    .describe('without it the time at which the message came'),
  attributes: z.array(AttributeMap).min(1).max(ATTRIBUTES_MAX),
})
export type Mapping = z.infer<typeof Mapping>
export const ProfileDraft = z.object({ name: z.string().trim().min(1).max(200), mapping: Mapping, sample: z.string().max(PAYLOAD_BYTES_MAX).describe('a message as the device sends it: what it becomes is tried before the profile is kept') }) // prettier-ignore
export type ProfileDraft = z.input<typeof ProfileDraft>
export const Profile = ProfileDraft.extend({ id: z.uuid(), version: z.int(), at: z.date() })
export type Profile = z.infer<typeof Profile>

export const DeviceDraft = z.object({
  id: DeviceId,
  name: z.string().trim().min(1).max(200).optional(),
  organisationId: z.uuid(),
  profileId: z.uuid(),
  entityId: z.string().max(1_000).optional().describe('the thing it measures, where that has a name already'),
})
export type DeviceDraft = z.infer<typeof DeviceDraft>

export const Device = z.object({
  id: z.string(),
  name: z.string().optional(),
  organisationId: z.uuid().nullable(),
  state: z.enum(STATES),
  profileId: z.uuid().optional(),
  entityId: z.string().optional(),
  joined: z.boolean().describe('still comes with the key by which it joined, not with one of its own'),
  createdAt: z.date(),
  seenAt: z.date().optional(),
  received: z.int(),
  rejected: z.int(),
  sample: z.string().optional().describe('its last message'),
  problem: z
    .object({ at: z.date(), code: z.string(), details: z.record(z.string(), z.unknown()), sample: z.string() })
    .optional(),
})
export type Device = z.infer<typeof Device>

export const JoiningDraft = z.object({ organisationId: z.uuid(), profileId: z.uuid().optional(), days: z.int().min(1).max(JOINING_DAYS_MAX).default(30) }) // prettier-ignore
export type JoiningDraft = z.input<typeof JoiningDraft>
/** A key with which devices that nobody has entered may come and wait. */
export const Joining = z.object({ id: z.uuid(), organisationId: z.uuid(), profileId: z.uuid().optional(), createdAt: z.date(), expiresAt: z.date() }) // prettier-ignore
export type Joining = z.infer<typeof Joining>

/** A device as it is let in: all that reading its messages needs. */
export type Known = {
  id: string
  state: DeviceState
  owner: string | null
  entityId?: string
  mapping?: Mapping
}
