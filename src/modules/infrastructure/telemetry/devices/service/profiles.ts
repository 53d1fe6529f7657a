/** Profiles, tried before they are kept, and keys with which unknown devices may come. */
import { demand, type Actor } from '#platform/actor'
import type { EntityDraft } from '../../../context/index.ts'
import { readMessage } from '../intake.ts'
import { hashOf, newJoiningKey } from '../keys.ts'
import { refuse } from '../refusals.ts'
import * as store from '../store/profiles.ts'
import { JoiningDraft, ProfileDraft, type Joining, type Profile } from '../types.ts'
import { act, seenBy, type Parts } from './parts.ts'

const TRIED = 'device'

export function createProfiles(parts: Parts) {
  const { db, clock, ids, context } = parts

  async function tried({ mapping, sample }: { mapping: Profile['mapping']; sample: string }): Promise<EntityDraft[]> {
    return readMessage(context.contexts, mapping, { id: TRIED }, Buffer.from(sample), clock.now())
  }

  async function keep(actor: Actor, id: string, draft: ProfileDraft): Promise<Profile> {
    demand(actor, 'infrastructure.write')
    const { name, mapping, sample } = ProfileDraft.parse(draft)
    await tried({ mapping, sample })
    const made = await db.transaction().execute(async (tx) => {
      const version = ((await store.profile(tx, id))?.version ?? 0) + 1
      const done = await act(parts, tx, actor, 'profile.kept', `device-profiles/${id}`, { version, name, mapping })
      await store.addProfile(tx, { id, version, name, mapping, sample }, done)
      return { id, version, name, mapping, sample, at: done.at }
    })
    parts.admission.forget()
    return made
  }

  return {
    async profiles(actor: Actor): Promise<Profile[]> {
      await seenBy(parts, actor)
      return store.profiles(db)
    },
    /** What the sample becomes. Throws what a message of that kind would be refused for. */
    async try(actor: Actor, draft: Pick<ProfileDraft, 'mapping' | 'sample'>): Promise<EntityDraft[]> {
      await seenBy(parts, actor)
      return tried(ProfileDraft.pick({ mapping: true, sample: true }).parse(draft))
    },
    /** Keeps a profile, if its sample can be read by it. */
    addProfile: (actor: Actor, draft: ProfileDraft) => keep(actor, ids.uuid(), draft),
    /** A new version; devices are read by it from now on. Throws `devices.unknownProfile`. */
    async changeProfile(actor: Actor, id: string, draft: ProfileDraft): Promise<Profile> {
      if (!(await store.profile(db, id))) throw refuse.unknownProfile({ id })
      return keep(actor, id, draft)
    },

    /** Throws `devices.unknownProfile`, and `devices.inUse` where devices are read by it. */
    async removeProfile(actor: Actor, id: string): Promise<void> {
      demand(actor, 'infrastructure.write')
      if (!(await store.profile(db, id))) throw refuse.unknownProfile({ id })
      await db.transaction().execute(async (tx) => {
        await act(parts, tx, actor, 'profile.removed', `device-profiles/${id}`)
        if (!(await store.removeProfile(tx, id))) throw refuse.inUse({ id })
      })
    },

    async joiningKeys(actor: Actor): Promise<Joining[]> {
      const keys = await store.joiningKeys(db, clock.now())
      return keys.filter(({ organisationId }) => actor.can('infrastructure.write', organisationId))
    },
    /** Shown this once. Throws `devices.unknownProfile`. */
    async addJoiningKey(actor: Actor, draft: JoiningDraft): Promise<{ joining: Joining; key: string }> {
      const { organisationId, profileId, days } = JoiningDraft.parse(draft)
      demand(actor, 'infrastructure.write', organisationId)
      if (profileId && !(await store.profile(db, profileId))) throw refuse.unknownProfile({ id: profileId })
      const id = ids.uuid()
      const key = newJoiningKey(ids, id)
      const createdAt = clock.now()
      const joining = { id, organisationId, profileId, createdAt, expiresAt: new Date(createdAt.getTime() + days * 86_400_000) } // prettier-ignore
      await db.transaction().execute(async (tx) => {
        const done = await act(parts, tx, actor, 'joiningKey.made', `joining-keys/${id}`, { organisationId, days })
        await store.addJoiningKey(tx, joining, hashOf(key), done)
      })
      return { joining, key }
    },
    /** Nothing joins by it any more, and what came by it and has no key of its own is let in no more. */
    async revokeJoiningKey(actor: Actor, id: string): Promise<void> {
      const key = await store.joiningKey(db, id)
      if (!key) throw refuse.unknown({ id })
      demand(actor, 'infrastructure.write', key.organisationId)
      await db.transaction().execute(async (tx) => {
        await act(parts, tx, actor, 'joiningKey.revoked', `joining-keys/${id}`)
        await store.revokeJoiningKey(tx, id, clock.now())
      })
    },
  }
}
