/** Identifiers, codes and ages as they are compared. Pure. */
import type { Edition, Way } from '../budgets/types.ts'
import { refuse } from './refusals.ts'

/** The same person is written the same, with or without spaces, hyphens, capitals, marks. */
export const normalised = (identifier: string): string =>
  identifier
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}./]/gu, '')

/** Digits and letters that nobody takes for each other (Crockford). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_CHARS = 12
const GROUP_CHARS = 4

/** 60 of the random bits, in groups: `7K2M-QX4T-90VD`. */
export function codeOf(random: Uint8Array): string {
  const chars = Array.from(random.subarray(0, CODE_CHARS), (byte) => ALPHABET[byte % ALPHABET.length])
  return chars.join('').replace(new RegExp(`(.{${GROUP_CHARS}})(?=.)`, 'g'), '$1-')
}
codeOf.BYTES = CODE_CHARS

/** As somebody typed it: small letters, O for zero, l for one. */
export const normalisedCode = (typed: string): string =>
  normalised(typed).replaceAll('O', '0').replaceAll('I', '1').replaceAll('L', '1')

/** What the signer hashes of a person, and of a code. */
export const personText = (identifier: string): string => `person:${normalised(identifier)}`
export const codeText = (typed: string): string => `code:${normalisedCode(typed)}`
/** By what somebody without a number is known again: the same words lead to the same person. */
export const declaredAs = (name: string, address: string, born = ''): string => `declared|${name}|${address}|${born}`

/** Nothing is on that was not switched on. Throws `participation.wayOff`. */
export function demandWay({ code, vote }: Edition, way: Way): void {
  if (!vote.ways.includes(way)) throw refuse.wayOff({ edition: code, way })
}

const BORN = /^(\d{4})(?:-(\d{2})-(\d{2}))?$/

/** Of a year alone, the age that is reached in the year of the vote. Undefined where it is no date. */
export function ageAt(born: string, at: Date): number | undefined {
  const [, year, month, day] = BORN.exec(born) ?? []
  if (!year) return undefined
  const years = at.getUTCFullYear() - Number(year)
  if (years < 0 || years > 150) return undefined
  if (!month) return years
  const date = new Date(`${born}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== born) return undefined
  const [m, d] = [at.getUTCMonth() + 1 - Number(month), at.getUTCDate() - Number(day)]
  return m > 0 || (m === 0 && d >= 0) ? years : years - 1
}

export type AgeRule = { at: Date; age_min?: number; consentUnder?: number }

/** What the edition asks of age: only demands that are switched on count. */
export function ageRuleOf({ vote, phases }: Edition): AgeRule {
  const on = (code: string) => vote.demands.some((demand) => demand.code === code && demand.on)
  const at = phases.find(({ kind }) => kind === 'vote')!.from
  return {
    at,
    ...(on('age') && vote.age_min !== undefined && { age_min: vote.age_min }),
    ...(on('consentUnder18') && { consentUnder: vote.consentUnder ?? 18 }),
  }
}

export type Aged = { tooYoung: boolean; needsConsent: boolean }

/** Undefined where a date of birth is needed and there is none that can be read. */
export function agedBy({ at, age_min, consentUnder }: AgeRule, born: string | undefined): Aged | undefined {
  if (age_min === undefined && consentUnder === undefined) return { tooYoung: false, needsConsent: false }
  const age = ageAt(born ?? '', at)
  if (age === undefined) return undefined
  return { tooYoung: age < (age_min ?? 0), needsConsent: age < (consentUnder ?? 0) }
}

/** Which pool somebody may have a ballot for. Throws `participation.poolUnknown`, `notYourPool`. */
export function demandPool({ sections, pools }: Edition, residence: string | undefined, section: string, pool: string) {
  const own = sections.find(({ code }) => code === section)
  if (!own || !pools.some((one) => one.code === pool && one.section === section)) throw refuse.poolUnknown({ pool })
  if (own.choice === 'residence' && residence !== pool) throw refuse.notYourPool({ pool, residence })
}

/** Pools by their code, the code of their area, and their names. */
export function poolByName({
  pools,
  sections,
}: Pick<Edition, 'pools' | 'sections'>): (name: string) => string | undefined {
  const ofResidence = new Set(sections.filter(({ choice }) => choice === 'residence').map(({ code }) => code))
  const known = new Map<string, string>()
  for (const { code, area, names } of pools.filter((pool) => ofResidence.has(pool.section)))
    for (const name of [code, area, ...Object.values(names)]) if (name) known.set(normalised(name), code)
  return (name) => known.get(normalised(name))
}

/** A claim of an outside login against what the edition wants it to be. Lists hold it if one of their members does. */
export function holdsClaim(claims: Readonly<Record<string, unknown>>, name: string, wanted?: string): boolean {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined
  if (value === undefined || value === null || value === false || value === '') return false
  return wanted === undefined || [value].flat().some((one) => String(one) === wanted)
}
