/** What the participatory budget's rules would be refused for, told before an edition begins with them; areas and sources that are not there. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parcelsIn, templateProblems } from '#participation'
import type { Parts } from '../parts.ts'
import type { Problem } from '../types.ts'

/** What would be right, by what is wrong. */
const RIGHT: Record<string, string> = {
  twice: 'a code used once',
  unknownSection: 'a section of this file',
  noArea: 'an area: people choose by where they live',
  noPool: 'a section that a pool belongs to',
  costBackward: 'a lowest cost that is not above the highest',
  unknownCategory: 'categories of this file',
  choicesBackward: 'no more choices at least than at most',
  pointsBackward: 'no more points for one project than there are',
  unknownPool: 'a pool of this file',
  moneyCircle: 'money that does not flow in a circle',
  demandTwice: 'a demand named once',
  ageNotDemanded: 'an age only where asking for it is on',
  consentNotDemanded: 'consent only where asking for it is on',
}

/** The layer of who owns the ground, as it would be read. */
export async function groundProblems(folder: string, { budget: part }: Parts): Promise<Problem[]> {
  const { ground } = part.data ?? {}
  if (!ground) return []
  try {
    parcelsIn(await readFile(join(folder, ground.file), 'utf8'))
    return []
  } catch {
    return [part.problem(['ground', 'file'], 'a file of closed outlines in GeoJSON, each with its owner')]
  }
}

export function budgetProblems({ budget: part, places, sources }: Parts): Problem[] {
  if (!part.data) return []
  const { template, past, source, ground } = part.data
  const areas = places.data && new Set(places.data.areas.map(({ id }) => id))
  const known = sources.data && new Set(sources.data.sources.map(({ id }) => id))
  const unknown = (id: string | undefined) => id !== undefined && id !== '' && known && !known.has(id)
  return [
    ...(template && part.problems.length === 0 ? templateProblems(template) : []).map(({ field, problem }) =>
      part.problem(['template', ...pathOf(template!, field)], RIGHT[problem] ?? problem),
    ),
    ...(template?.pools ?? []).flatMap(
      ({ area }, i) =>
      !area || !areas || areas.has(area) ? [] : [part.problem(['template', 'pools', i, 'area'], 'an area of places.json')], // prettier-ignore
    ),
    ...(unknown(source) ? [part.problem(['source'], 'a source of sources.json')] : []),
    ...(unknown(ground?.source) ? [part.problem(['ground', 'source'], 'a source of sources.json')] : []),
    ...past.flatMap((one, i) => (unknown(one.source) ? [part.problem(['past', i, 'source'], 'a source of sources.json')] : [])), // prettier-ignore
    ...past.flatMap(({ vote }, i) => (vote && vote.to < vote.from ? [part.problem(['past', i, 'vote', 'to'], `a day after ${vote.from}`)] : [])), // prettier-ignore
  ]
}

type Lists = { sections: { code: string }[]; pools: { code: string }[]; categories: { code: string }[] }

/** `sections.citywide.unusedTo` is the place of that section, and in it of what its count does with unused money. */
function pathOf(template: Lists, field: string): PropertyKey[] {
  const [list = '', code, part] = field.split('.')
  const at = template[list as keyof Lists]?.findLastIndex((one) => one.code === code) ?? -1
  if (at < 0) return [list]
  return part === undefined ? [list, at] : [list, at, ...(part === 'unusedTo' ? ['count', part] : [part])]
}
