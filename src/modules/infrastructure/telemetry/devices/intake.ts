/** What devices send, on its way to the things it is about: read, stored with that of others in one transaction, answered. */
import type { Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/errors'
import { readEntity, type Context, type EntityDraft, type OwnedDraft } from '../../context/index.ts'
import type { Admission } from './admission.ts'
import { createCommits } from './commits.ts'
import { mapped, payloadOf } from './mapping.ts'
import { refuse } from './refusals.ts'
import type { createSightings } from './sightings.ts'
import { PAYLOAD_BYTES_MAX, type Known, type Mapping } from './types.ts'

/** Devices write what their profile says of their own things, and nothing else. */
const DEVICES: Actor = { id: 'devices', kind: 'key', name: 'devices', can: () => false }

export type IntakeNeeds = {
  db: Db
  clock: Clock
  context: Pick<Context, 'upsert' | 'contexts'>
  admission: Admission
  sightings: ReturnType<typeof createSightings>
}

/** What a message says of things, in the house's form. Throws what `mapped` throws, and what the broker refuses. */
export async function readMessage(
  contexts: Context['contexts'],
  mapping: Mapping,
  device: { id: string; entityId?: string },
  payload: Uint8Array,
  now: Date,
): Promise<EntityDraft[]> {
  const terms = await contexts.terms(mapping.context)
  return mapped(mapping, device, payloadOf(payload), now).map((written) => readEntity(written, terms))
}

export function createIntake({ db, clock, context, admission, sightings }: IntakeNeeds) {
  const commits = createCommits<OwnedDraft[]>((messages) =>
    db.transaction().execute(async (tx) => {
      const { failed } = await context.upsert(tx, messages.flat(), DEVICES)
      if (failed[0]) throw failed[0].error
    }),
  )

  async function store(device: Known, payload: Uint8Array): Promise<void> {
    if (device.state === 'blocked') throw refuse.blocked({ id: device.id })
    if (payload.byteLength > PAYLOAD_BYTES_MAX) throw refuse.tooLarge({ bytesMax: PAYLOAD_BYTES_MAX })
    if (device.state === 'waiting' || !device.mapping) throw refuse.waiting({ id: device.id })
    const drafts = await readMessage(context.contexts, device.mapping, device, payload, clock.now())
    const { owner } = device
    await commits.add(
      drafts.map((draft) => ({ ...draft, owner })),
      drafts.length,
    )
  }

  return {
    /**
     * Resolves when what the message says is committed. Throws `devices.waiting` for one not adopted, of whose messages the
     * last is kept to be looked at, and refusals for what can never be stored; then, too, the message is kept with the reason.
     */
    async take(id: string, payload: Uint8Array): Promise<void> {
      const device = await admission.current(id)
      if (!device) throw refuse.unknown({ id })
      try {
        await store(device, payload)
        sightings.note(id, payload)
      } catch (error) {
        if (!(error instanceof Refusal) || error.status >= 500) throw error
        sightings.note(id, payload, error.code === 'devices.waiting' ? undefined : error)
        throw error
      }
    },
    idle: commits.idle,
  }
}
export type Intake = ReturnType<typeof createIntake>
