/** Data for a team: for a purpose, until a day, and only after the gate was opened by another person. */
import type { Readable } from 'node:stream'
import { demand, type Actor } from '#platform/actor'
import * as rules from '../rules.ts'
import { refuse } from '../rules.ts'
import * as applications from '../store/applications.ts'
import * as store from '../store/challenges.ts'
import { AccessEndDraft, GrantDraft, type Challenge, type Grant } from '../types.ts'
import { clockwork, type Inner } from './inner.ts'

type In<Schema extends { _zod: { input: unknown } }> = Schema['_zod']['input']
const DATA_BYTES_MAX = 200_000_000

export function createData(inner: Inner) {
  const { db, ids, clock, gate, files, inOne, note, enter, own, today } = inner
  const subjectOf = (grantId: string) => ({ module: 'innovations', kind: 'file' as const, id: `data/${grantId}` })

  async function granted(challengeId: string, grantId: string): Promise<{ challenge: Challenge; grant: Grant }> {
    const challenge = await store.find(db, challengeId)
    const grant = challenge && (await applications.grants(db, challengeId)).find(({ id }) => id === grantId)
    if (!challenge || !grant) throw refuse.grantUnknown({ id: grantId })
    return { challenge, grant }
  }

  return {
    async keepData(actor: Actor, id: string, stream: Readable) {
      demand(actor, 'innovations.organise', (await store.find(db, id))?.organisationId)
      return files.put(stream, { limitBytes: DATA_BYTES_MAX })
    },

    /** A file for one team. The detectors look through it, and it waits at the gate until another person opens it. Throws `challenges.past`, `challenges.applicationUnknown`. */
    async grant(
      actor: Actor,
      id: string,
      given: In<typeof GrantDraft>,
      file: { sha256: string; bytes: number; mediaType: string },
    ): Promise<void> {
      // prettier-ignore
      const draft = GrantDraft.parse(given)
      if (draft.until < today()) throw refuse.past({ day: draft.until })
      const findings = await gate.examineFile(() => files.read(file.sha256))
      await inOne(async (tx) => {
        const challenge = await own(tx, actor, id)
        rules.demandState(challenge, 'call', 'review', 'selected', 'pilot')
        const team = (await applications.list(tx, gate, id)).find((one) => one.id === draft.applicationId)
        if (!team) throw refuse.applicationUnknown({ id: draft.applicationId })
        const { applicationId, name, purpose, until } = draft
        const grant = { id: ids.uuid(), applicationId, name, purpose, until, uses: 0, endedAt: null, at: clock.now(), sha256: file.sha256, mediaType: file.mediaType, bytes: file.bytes } // prettier-ignore
        const entryId = await enter(tx, actor, id, 'granted', { grant: grant.id, sha256: file.sha256, until })
        const { releaseId } = await inner.pass(tx, actor, challenge, `data/${applicationId}/${file.sha256}`, {
          name,
          purpose,
          until,
        })
        await gate.hold(tx, actor, { subject: { ...subjectOf(grant.id), title: name }, fingerprint: file.sha256, findings }) // prettier-ignore
        await applications.addGrant(tx, id, grant, { by: actor.id, entryId, releaseId })
        await note(tx, actor, challenge, 'data', { name, purpose, until })
      })
    },

    /** The file, for the team alone; each time is written down. Throws `challenges.accessEnded`, `challenges.accessWaits`, `challenges.notOwn`. */
    async use(actor: Actor, id: string, grantId: string): Promise<{ stream: Readable; grant: Grant }> {
      const { challenge, grant } = await granted(id, grantId)
      const team = (await applications.list(db, gate, id)).find((one) => one.id === grant.applicationId)
      if (!team || actor.kind !== 'person' || !rules.isOfTeam(team, { account: actor.id })) throw refuse.notOwn()
      const over = rules.accessOver(grant, today(), inner.dayOf)
      if (over !== undefined) throw refuse.accessEnded({ day: over })
      const standing = await gate.standing(subjectOf(grantId), grant.sha256)
      if (standing?.state !== 'opened') throw refuse.accessWaits()
      await inOne(async (tx) => {
        await store.lock(tx, id)
        const uses = await applications.use(tx, grantId)
        // It was ended since it was looked at.
        if (uses === undefined) throw refuse.accessEnded({ day: today() })
        if (uses === 1) await note(tx, actor, challenge, 'dataUsed', { name: grant.name })
        else await enter(tx, actor, id, 'dataUsed', { grant: grantId, uses })
      })
      return { stream: await files.get(grant.sha256), grant }
    },

    /** Who gave it ends it before its day: from that moment nobody gets the file. Throws `challenges.grantUnknown`, `challenges.accessEnded`. */
    async endEarly(actor: Actor, id: string, grantId: string, given: In<typeof AccessEndDraft>): Promise<void> {
      const { reason } = AccessEndDraft.parse(given)
      await inOne(async (tx) => {
        const challenge = await own(tx, actor, id)
        const grant = (await applications.grants(tx, id)).find((one) => one.id === grantId)
        if (!grant) throw refuse.grantUnknown({ id: grantId })
        const over = rules.accessOver(grant, today(), inner.dayOf)
        if (over !== undefined) throw refuse.accessEnded({ day: over })
        await applications.end(tx, grantId, clock.now())
        await note(tx, actor, challenge, 'dataEnded', { name: grant.name, reason }, reason)
      })
    },

    /** Where each grant stands at the gate. */
    async standingOf({ id, sha256 }: Grant): Promise<string> {
      return (await gate.standing(subjectOf(id), sha256))?.state ?? 'held'
    },

    /** Access whose day is over ends, and the log says so. */
    async endAccess(): Promise<void> {
      for (const { id, challengeId } of await applications.over(db, today()))
        await inOne(async (tx) => {
          const challenge = await store.lock(tx, challengeId)
          if (!challenge || !(await applications.end(tx, id, clock.now()))) return
          const { name } = (await applications.grants(tx, challengeId)).find((one) => one.id === id)!
          await note(tx, clockwork, challenge, 'dataEnded', { name })
        })
    },
  }
}
