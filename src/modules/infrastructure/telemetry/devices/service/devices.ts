/** Devices as their keepers see and change them. */
import { demand, type Actor } from '#platform/actor'
import type { Db, Tx } from '#platform/db'
import { hashOf, newDeviceKey } from '../keys.ts'
import { ownEntityOf } from '../mapping.ts'
import { refuse } from '../refusals.ts'
import * as store from '../store/devices.ts'
import { profile as findProfile } from '../store/profiles.ts'
import { DeviceDraft, DEVICES_SHOWN, type Device, type DeviceState } from '../types.ts'
import { act, seenBy, type Parts } from './parts.ts'

export type Listed = { devices: Device[]; counts: store.Counts; next?: string }

export function createKeeping(parts: Parts) {
  const { db, clock, ids, context, admission } = parts

  /** A device writes to a thing of others only where whoever enters it might. */
  async function demandEntity(actor: Actor, entityId: string | undefined, tx: Db = db): Promise<void> {
    const there = entityId === undefined ? undefined : await context.find(entityId, tx)
    if (there && !actor.can('infrastructure.write', there.owner ?? undefined))
      throw refuse.entityTaken({ id: entityId })
  }

  async function changed(
    actor: Actor,
    id: string,
    kind: string,
    work: (tx: Tx, device: Device) => Promise<object | void>,
  ): Promise<void> {
    await db.transaction().execute(async (tx) => {
      const device = await store.lock(tx, id)
      if (!device) throw refuse.unknown({ id })
      demand(actor, 'infrastructure.write', device.organisationId ?? undefined)
      const payload = await work(tx, device)
      await act(parts, tx, actor, `device.${kind}`, `devices/${id}`, payload ?? {})
    })
    admission.forget()
  }

  return {
    /** Those that wait first; a page at a time. */
    async list(actor: Actor, asked: { state?: DeviceState; text?: string; after?: string } = {}): Promise<Listed> {
      const organisations = await seenBy(parts, actor)
      const [found, counts] = [
        await store.list(db, { ...asked, organisations }, DEVICES_SHOWN + 1),
        await store.counts(db, organisations),
      ]
      const devices = found.slice(0, DEVICES_SHOWN)
      return { devices, counts, ...(found.length > devices.length && { next: devices.at(-1)!.id }) }
    },

    /** Throws `devices.unknown`. */
    async one(actor: Actor, id: string): Promise<Device> {
      const organisations = await seenBy(parts, actor)
      const device = await store.find(db, id)
      const isSeen = !organisations || organisations.includes(device?.organisationId ?? '')
      if (!device || !isSeen) throw refuse.unknown({ id })
      return device
    },

    /** Enters a device; its key is shown this once. Throws `devices.exists`, `unknownProfile`, `entityTaken`. */
    async add(actor: Actor, draft: DeviceDraft): Promise<{ device: Device; key: string }> {
      const { id, name, organisationId: owner, profileId, entityId } = DeviceDraft.parse(draft)
      demand(actor, 'infrastructure.write', owner)
      const profile = await findProfile(db, profileId)
      if (!profile) throw refuse.unknownProfile({ id: profileId })
      await demandEntity(actor, entityId ?? ownEntityOf(profile.mapping, id))
      const key = newDeviceKey(ids)
      await db.transaction().execute(async (tx) => {
        const device = { id, name, owner, state: 'adopted', profileId, entityId, keyHash: hashOf(key), createdAt: clock.now() } as const // prettier-ignore
        if (!(await store.add(tx, device))) throw refuse.exists({ id })
        await act(parts, tx, actor, 'device.added', `devices/${id}`, {
          owner,
          profileId,
          ...(entityId && { entityId }),
        })
      })
      admission.forget()
      return { device: await this.one(actor, id), key }
    },

    /** From now on what it sends is the city's. Also changes the profile of one that is adopted, and opens one blocked. */
    async adopt(
      actor: Actor,
      id: string,
      { profileId, name, entityId }: { profileId?: string; name?: string; entityId?: string },
    ): Promise<void> {
      await changed(actor, id, 'adopted', async (tx, device) => {
        const chosen = profileId ?? device.profileId
        const profile = chosen ? await findProfile(tx, chosen) : undefined
        if (!profile) throw refuse.unknownProfile({ id: chosen ?? '' })
        await demandEntity(actor, entityId ?? device.entityId ?? ownEntityOf(profile.mapping, id), tx)
        await store.change(tx, id, { state: 'adopted', profileId: profile.id, name, entityId })
        return { profileId: profile.id, ...(entityId && { entityId }) }
      })
    },

    block: (actor: Actor, id: string) =>
      changed(actor, id, 'blocked', (tx) => store.change(tx, id, { state: 'blocked' })),

    /** A key of its own, shown this once; what it came with before opens nothing any more. */
    async renewKey(actor: Actor, id: string): Promise<string> {
      const key = newDeviceKey(ids)
      await changed(actor, id, 'keyRenewed', (tx) => store.change(tx, id, { keyHash: hashOf(key) }))
      return key
    },

    /** It is known no more; what it read stays. */
    remove: (actor: Actor, id: string) => changed(actor, id, 'removed', (tx) => store.remove(tx, [id])),
  }
}
