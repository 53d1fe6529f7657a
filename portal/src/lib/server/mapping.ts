/** The assistant's forms: roles as an address says them, problems as sentences at their fields. */
import type { Chosen, ColumnRole, MappingProblem } from '#indicators'
import { formatsFor, sentence, words, type Key, type Lang } from '#words'

const COLUMNS_MAX = 500

/** `role-3=area`: what the person chose for the fourth column. */
export function chosenIn(url: Pick<URL, 'searchParams'>): Chosen {
  const chosen: Record<number, ColumnRole> = {}
  for (const [name, value] of url.searchParams) {
    const at = /^role-(\d{1,3})$/.exec(name)?.[1]
    if (at !== undefined && Number(at) < COLUMNS_MAX && isRole(value)) chosen[Number(at)] = value
  }
  return chosen
}

/** In the order in which they are offered. */
export const COLUMN_ROLES = ['area', 'period', 'part', 'measure', 'dimension', 'value', 'unit', 'status', 'reason', 'note', 'ignore'] as const satisfies ColumnRole[] // prettier-ignore
const isRole = (text: string): text is ColumnRole => (COLUMN_ROLES as readonly string[]).includes(text)

export const problemsSaid = (problems: readonly MappingProblem[], lang: Lang) =>
  problems.map(({ field, code }) => ({ field, message: words[lang].t(`mapping.problem.${code}`) }))

/** What a file could not be read for, and a person can say. */
const DESCRIBABLE = /^reading\.(mappingMissing|mappingColumn|columnsMissing|columnUnknown|columnTwice)$/
export const isDescribable = (failure: { code: string } | undefined): boolean =>
  failure !== undefined && DESCRIBABLE.test(failure.code)

/** Why a file could not be read; roles that no column plays are named as the assistant below names them. */
export function failureSaid({ code, details }: { code: string; details: Record<string, unknown> }, lang: Lang): string {
  if (code !== 'reading.columnsMissing') return sentence(lang, code, details)
  const { t } = words[lang]
  const roles = String(details.missing).split(', ').map((role) => t(`mapping.roles.${role}` as Key)) // prettier-ignore
  return t('mapping.missing', { roles: formatsFor(lang, words[lang]).list(roles) })
}
