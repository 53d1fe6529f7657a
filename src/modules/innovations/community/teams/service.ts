/** The verbs on teams: founded by a person, joined and left by each one for themselves. */
import type { Actor } from '#platform/actor'
import { isHere, Refusal } from '#platform/errors'
import type { Challenges } from '../../challenges/service/index.ts'
import { refuse } from '../../cards/rules.ts'
import { createCards } from '../../cards/service.ts'
import { lock } from '../../cards/store.ts'
import type { Card } from '../../cards/types.ts'
import type { Needs } from '../../needs.ts'
import type { Pilots } from '../../pilots/service/index.ts'
import type { Register } from '../../register/service.ts'
import * as store from './store.ts'
import { MEMBERS_MAX, MemberName, TeamDraft, type Team, type TeamContent } from './types.ts'

export type Teams = ReturnType<typeof createTeams>
/** What teams can be of. */
export type Things = {
  challenges: Pick<Challenges, 'one'>
  pilots: Pick<Pilots, 'one'>
  register: Pick<Register, 'one'>
}

export function createTeams(needs: Needs, { challenges, pilots, register }: Things) {
  const { db, clock, ledger, gate } = needs
  const cards = createCards<TeamContent>(needs, {
    ...{ kind: 'team', titleOf: ({ name }) => name, addressOf: (id) => `/innovations/teams/${id}`, authorsMay: true },
  })
  needs.events.on<{ accountId: string }>('identity.accountDeleted', 'teams', ({ accountId }) =>
    store.forget(db, accountId),
  )

  async function checked(given: TeamDraft): Promise<TeamContent> {
    const content = TeamDraft.parse(given)
    const { kind, id } = content.of
    const found = { challenge: () => challenges.one(id), pilot: () => pilots.one(id), innovation: () => register.one(id) }[kind] // prettier-ignore
    if (!(await isHere(found()))) throw refuse.unknownThing({ id })
    return content
  }

  /** What they asked to be named is theirs to say; a number of a person is refused. */
  function nameOf(given: string | undefined): string | null {
    const name = MemberName.parse(given)
    gate.demandFit({ name })
    return name ?? null
  }

  async function shown(all: readonly Card<TeamContent>[]): Promise<Team[]> {
    const members = await store.members(db, all.map(({ id }) => id)) // prettier-ignore
    return all.map((team) => {
      const own = members.filter(({ teamId }) => teamId === team.id)
      return { ...team, members: own.length, names: own.flatMap(({ name }) => name ?? []) }
    })
  }

  return {
    /** Whoever founds a team is of it. Throws `unauthenticated`, `cards.unknownThing`. */
    async add(actor: Actor, given: TeamDraft, grounds: string, name?: string): Promise<{ id: string }> {
      demandPerson(actor)
      const [content, named] = [await checked(given), nameOf(name)]
      return cards.add(actor, content, grounds, (tx, teamId) =>
        store.join(tx, { teamId, account: actor.id, name: named }, clock.now()),
      )
    },

    /** By who founded it, or who organises. Throws `cards.unknown`, `cards.changedMeanwhile`, `forbidden`. */
    async revise(actor: Actor, id: string, given: TeamDraft, grounds: string, expected: number): Promise<void> {
      demandPerson(actor)
      await cards.revise(actor, id, await checked(given), grounds, expected)
    },

    /** A consent of one's own; again, to be named otherwise. Throws `cards.unknown`, `cards.tooMany`. */
    async join(actor: Actor, id: string, name?: string): Promise<void> {
      demandPerson(actor)
      const [[team], named] = [await cards.versions(id), nameOf(name)]
      if (team.ended) throw refuse.unknown()
      await cards.inOne(async (tx) => {
        await lock(tx, id)
        const members = await store.members(tx, [id])
        const isOf = members.some(({ account }) => account === actor.id)
        if (!isOf && members.length >= MEMBERS_MAX) throw refuse.tooMany({ most: MEMBERS_MAX })
        if (!isOf) await ledger.append(tx, { kind: 'teams.joined', actor: actor.id, subject: `teams/${id}` })
        await store.join(tx, { teamId: id, account: actor.id, name: named }, clock.now())
      })
    },

    /** Taken back: nothing of it is kept but that it was. */
    async leave(actor: Actor, id: string): Promise<void> {
      demandPerson(actor)
      await cards.versions(id)
      await cards.inOne(async (tx) => {
        if (!(await store.leave(tx, id, actor.id))) return
        await ledger.append(tx, { kind: 'teams.left', actor: actor.id, subject: `teams/${id}` })
      })
    },

    /** The newest first; of one thing, or of all. */
    async list(of?: TeamContent['of']): Promise<Team[]> {
      const all = (await cards.all()).filter((team) => !of || (team.of.kind === of.kind && team.of.id === of.id))
      return shown(all.toSorted((a, b) => b.at.getTime() - a.at.getTime()))
    },

    /** Throws `cards.unknown`. */
    async one(id: string, actor?: Actor) {
      const versions = await cards.versions(id)
      const [team] = await shown([versions[0]])
      const account = actor?.kind === 'person' ? actor.id : undefined
      const own = (await store.members(db, [id])).find((one) => one.account === account)
      const mayChange = account !== undefined && (versions.at(-1)!.by === account || actor!.can('innovations.organise'))
      /** `as` is how whoever asks is named. */
      return { team: team!, versions, isMember: own !== undefined, as: own?.name ?? '', mayChange }
    },
  }
}

function demandPerson({ kind }: Actor): void {
  if (kind !== 'person') throw new Refusal('unauthenticated', 401)
}
