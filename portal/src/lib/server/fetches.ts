/** What the pages of fetches share: who may see them, where each of them is, and schedules as people say them. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Fetch, FetchRun } from '#indicators'
import { href } from '#lib/paths.ts'
import { refuseEntry } from '#lib/server/forms.ts'
import { sentence, words } from '#words'

type Inside = Pick<RequestEvent, 'locals' | 'url'>

/** Whose fetches this person may make: the whole city's under no id. Visitors are asked to sign in, others are told no. */
export async function enter({ locals, url }: Inside): Promise<{ id?: string; name: string }[]> {
  const { actor, city, lang } = locals
  if (actor.kind === 'visitor') redirect(303, href(lang, '/sign-in', {}, { next: url.pathname + url.search }))
  const all = await city.identity.organisations()
  const theirs = all
    .map(({ id, kind, names }) => ({ id: kind === 'city' ? undefined : id, name: names[lang] }))
    .filter(({ id }) => actor.can('indicators.fetch', id))
  return theirs.length > 0 ? theirs : refuseEntry(lang)
}

export const fetchHref = ({ locals }: Inside, id: string, done: string) =>
  href(locals.lang, '/workspace/fetches/[id]', { id }, { done })

export const OFTEN = ['day', 'week', 'month', 'quarter', 'own'] as const
export type Often = (typeof OFTEN)[number]

const DAYS = { day: '* * *', week: '* * 1', month: '1 * *', quarter: '1 1,4,7,10 *' } as const
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/

/** The cron that a form means; what is no time of day makes one that is refused. */
export function cronOf(often: string, time: string, own: string): string {
  const days = DAYS[often as keyof typeof DAYS]
  if (days === undefined) return own
  const [, hour, minute] = TIME.exec(time) ?? []
  return `${Number(minute)} ${Number(hour)} ${days}`
}

/** A cron as the form would have it. */
export function oftenOf(cron: string): { often: Often; time: string } {
  const [minute = '', hour = '', ...days] = cron.trim().split(/\s+/)
  const often = OFTEN.find((one) => one !== 'own' && DAYS[one] === days.join(' '))
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  return often && TIME.test(time) ? { often, time } : { often: 'own', time: '' }
}

/** A schedule in words. */
export function saidSchedule({ locals: { lang } }: Pick<RequestEvent, 'locals'>, cron: string): string {
  const { often, time } = oftenOf(cron)
  return words[lang].t(`fetches.every.${often}`, { time, cron })
}

export type Standing = 'on' | 'failing' | 'off' | 'givenUp'

export function standingOf({ isOn, isGivenUp, failures }: Pick<Fetch, 'isOn' | 'isGivenUp' | 'failures'>): Standing {
  if (isGivenUp) return 'givenUp'
  if (!isOn) return 'off'
  return failures > 0 ? 'failing' : 'on'
}

/** Why a run failed, as a sentence. */
export const saidFailure = ({ locals }: Pick<RequestEvent, 'locals'>, run?: Pick<FetchRun, 'failure'>) =>
  run?.failure && sentence(locals.lang, run.failure.code, run.failure.details)
