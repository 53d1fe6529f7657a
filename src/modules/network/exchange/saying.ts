/** What this city says of its own practices and adoptions, before it is signed. Pure. */
import type { PilotFound, PracticeWithPilot } from '#innovations'
import type { Definition } from '#indicators'
import type { PilotDraft } from '#innovations'
import type { Adoption, AdoptionContent, CardContent, Evaluation, Kind, Measured } from './types.ts'

export type Saying = { baseUrl: string; definitions: ReadonlyMap<string, Definition> }
/** What is signed, but for its address, its moment and what it takes the place of; without a version it is one after the last. */
export type Said = { kind: Kind; subject: string; version?: number; content: CardContent | AdoptionContent; evaluation?: Evaluation } // prettier-ignore

export function measured({ definitions }: Saying, id: string): Measured | undefined {
  const found = definitions.get(id)
  if (!found) return undefined
  return { id, names: found.names, unit: found.unit, standards: found.standards.map(({ standard, code }) => ({ standard, code })) } // prettier-ignore
}

type Evaluated = { pilot: { id: string; plan: Pick<PilotDraft, 'source' | 'better'> }; found: Pick<PilotFound, 'effect' | 'sha256' | 'violations'> } // prettier-ignore

export function evaluationOf(saying: Saying, { pilot, found }: Evaluated): Evaluation {
  const { effect, sha256, violations } = found
  const { method, outcome, unit, scale, estimate, se, interval } = effect
  const { source, better } = pilot.plan
  const indicator = source.kind === 'indicator' ? measured(saying, source.indicator) : undefined
  return {
    ...{ address: `${saying.baseUrl}/api/v1/pilots/${pilot.id}/evaluation`, sha256, ...(indicator && { indicator }) },
    ...{ outcome: source.kind === 'feed' ? source.feed : outcome, unit: unit ?? indicator?.unit ?? '', method, scale },
    ...{ estimate, se, interval: interval && { ...interval }, better, violated: violations.length > 0 },
  }
}

export function cardSaid(saying: Saying, { card, pilot, found }: PracticeWithPilot): Said {
  const { id, version, titles, problem, context, done, effect, failed, conditions, cost, contact, licence, dimension, elsewhere, indicators } = card // prettier-ignore
  return {
    ...{ kind: 'card', subject: id, version },
    content: { titles, problem, context, done, effect, failed, conditions, cost, contact, licence, dimension, elsewhere, indicators: indicators.flatMap((one) => measured(saying, one) ?? []) }, // prettier-ignore
    ...(pilot && found && { evaluation: evaluationOf(saying, { pilot, found }) }),
  }
}

type Came = Adoption & { issuer: string }
/** `pilotId`: only of a pilot that is public. */
export function adoptionSaid(saying: Saying, adoption: Came, evaluated?: Evaluated): Said {
  const { id, issuer, card, content, pilotId, at } = adoption
  const { titles, adapted, contact, document } = content
  const pilot = pilotId ? `${saying.baseUrl}/innovations/pilots/${pilotId}` : undefined
  return {
    ...{ kind: 'adoption', subject: id },
    content: { of: { issuer, card, document }, titles, adapted, contact, since: at.toISOString(), pilot },
    ...(evaluated && { evaluation: evaluationOf(saying, evaluated) }),
  }
}
