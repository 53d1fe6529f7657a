/** Which version of a reason comes next, and which levels of a certificate are reached. Pure. */
import { refuse } from '../rules.ts'
import type { Certificate } from '../standards.ts'
import type { Omission, OmissionDraft, Stated } from './types.ts'

export const isStated = (omission: Omission): omission is Stated => omission.reason !== undefined

/** Throws `indicators.conflict`, with both, when somebody said something else in the meantime. */
export function nextVersion(
  { standard, code }: Pick<Omission, 'standard' | 'code'>,
  draft: OmissionDraft | undefined,
  current: Omission | undefined,
  expected: number | undefined,
): number {
  const version = current?.version ?? 0
  if (expected !== undefined && expected !== version)
    throw refuse.conflict({ id: `${standard} ${code}`, expected, version, theirs: current, yours: draft })
  return version + 1
}

export const isSame = (draft: OmissionDraft | undefined, current: Omission | undefined): boolean =>
  draft?.reason === current?.reason &&
  (['pl', 'en', 'uk'] as const).every((lang) => draft?.notes[lang] === current?.notes?.[lang])

export type Level = Certificate['levels'][number]
export type Standing = { reported: number; reached?: Level; next?: { level: Level; lacking: number } }

/** By the number of indicators reported alone, as the certificate counts them. */
export function standingOf({ levels }: Pick<Certificate, 'levels'>, reported: number): Standing {
  const reached = levels.findLast(({ from }) => reported >= from)
  const level = levels.find(({ from }) => reported < from)
  return { reported, ...(reached && { reached }), ...(level && { next: { level, lacking: level.from - reported } }) }
}
