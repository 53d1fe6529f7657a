/** Who answers in the city's name when somebody outside asks it something. */
import type { Actor } from '#platform/actor'
import { GRANTED } from '#identity'
import type { Needs } from './needs.ts'

/** Each once: whoever may answer in the department that it was handed to, or else whoever speaks for the whole city. */
export async function deskOf(identity: Needs['identity'], by: Actor, organisationId?: string | null) {
  const meant = async (id: string | undefined, may: 'network.answer' | 'network.organise') => {
    const members = id === undefined ? [] : await identity.members(by, id)
    const those = members.filter(({ role }) => GRANTED[role].includes(may))
    return [...new Map(those.map((one) => [one.accountId, one])).values()]
  }
  const theirs = organisationId ? await meant(organisationId, 'network.answer') : []
  if (theirs.length > 0) return theirs
  return meant((await identity.organisations()).find(({ kind }) => kind === 'city')?.id, 'network.organise')
}
