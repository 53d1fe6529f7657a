/** What the pages of voters share: who may enter, which ballots there are, what was typed for a paper. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Edition } from '#participation'
import type { Lang } from '#words'
import { href } from '#lib/paths.ts'
import { refuseEntry } from './forms.ts'

export const REGISTER = 'participation.register'
export const ORGANISE = 'participation.organise'

export function enterWithEither({ locals: { actor, lang }, url }: Pick<RequestEvent, 'locals' | 'url'>): void {
  if (actor.kind === 'visitor') redirect(303, href(lang, '/sign-in', {}, { next: url.pathname + url.search }))
  if (!actor.can(REGISTER) && !actor.can(ORGANISE)) refuseEntry(lang)
}

/** Every ballot that there is, as a choice. */
export const poolOptions = ({ pools, sections }: Edition, lang: Lang) =>
  pools.map(({ code, section, names }) => ({
    value: code,
    label: `${sections.find((one) => one.code === section)!.names[lang]}: ${names[lang]}`,
  }))

/** `12 7:3` as choices, the way a ballot of this pool is written; undefined where it is none. */
export function choicesOf({ pools, sections }: Edition, pool: string, typed: string): [string, number][] | undefined {
  const section = pools.find(({ code }) => code === pool)?.section
  const kind = sections.find(({ code }) => code === section)?.ballot.kind
  const words = typed.split(/[\s,;]+/).filter(Boolean)
  const choices = words.map((word, i): [string, number] => {
    const [number = '', points] = word.split(':')
    return [number, points === undefined ? (kind === 'ordinal' ? i + 1 : 1) : Number(points)]
  })
  if (choices.some(([number, points]) => number === '' || !Number.isInteger(points))) return undefined
  return kind === 'ordinal' ? choices : choices.sort(([a], [b]) => (a < b ? -1 : 1))
}
