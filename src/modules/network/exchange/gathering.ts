/** What this city has to say of practices now: its cards, and what it adopted, each with its published evaluation. */
import { Refusal } from '#platform/errors'
import { didOf } from '#platform/integrity'
import type { PilotWhole } from '#innovations'
import type { Needs } from '../needs.ts'
import { livingIn } from '../place/service.ts'
import { adoptionSaid, cardSaid, type Said, type Saying } from './saying.ts'
import * as store from './store/own.ts'
import type { Adoption } from './types.ts'

export function createGathering(needs: Needs) {
  const { db, gate, indicators, innovations, baseUrl } = needs

  async function sayingNow(): Promise<Saying> {
    return { baseUrl, definitions: new Map((await indicators.definitions()).map((one) => [one.id, one])) }
  }

  async function all(): Promise<Said[]> {
    const saying = await sayingNow()
    const { cards } = await innovations.practices.list()
    const said = cards.map((one) => cardSaid(saying, one))
    for (const adoption of await store.adoptions(db, gate)) said.push(await ofAdoption(saying, adoption))
    return said
  }

  async function ofAdoption(saying: Saying, adoption: Adoption): Promise<Said> {
    const { pilot, found } = (await publicPilot(innovations, adoption.pilotId)) ?? {}
    const given = { ...adoption, issuer: didOf(adoption.domain), pilotId: pilot?.id ?? null }
    return adoptionSaid(saying, given, pilot && found ? { pilot, found } : undefined)
  }

  return { all, living: () => livingIn(needs) }
}

/** As everybody sees it; undefined while there is none, or its plan is not public. */
export async function publicPilot(
  { pilots }: Pick<Needs['innovations'], 'pilots'>,
  id: string | null,
): Promise<PilotWhole | undefined> {
  if (id === null) return undefined
  try {
    return await pilots.one(id)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'pilots.unknown') return undefined
    throw error
  }
}
