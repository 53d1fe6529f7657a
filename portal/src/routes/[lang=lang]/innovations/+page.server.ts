/** Behind the second door: what the city tries, with live numbers and the ways in. */
import { challengeCard } from '#lib/server/views/challenges.ts'
import { doorOf } from '#lib/server/views/doors.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

const SHOWN = 3

export const load: PageServerLoad = async ({ locals: { city, lang } }) => {
  const { challenges, register, pilots, practices, events, teams } = city.innovations
  const say = saying(city, lang)
  const [all, counts, { count }, tried] = await Promise.all([challenges.list(), challenges.counts(), register.list(), pilots.list()]) // prettier-ignore
  const [written, meetings, together] = await Promise.all([practices.list(), events.list(), teams.list()])
  const open = all.filter((one) => one.state === 'call')
  return {
    door: doorOf(city, lang, 'innovations'),
    calls: open.slice(0, SHOWN).map((one) => challengeCard(say, one, one.open)),
    ways: [
      { route: '/innovations/challenges' as const, title: 'challenges.title' as const, text: 'innovations.challengesText' as const, number: say.t('innovations.challengesHere', { n: all.length }), more: counts.call > 0 ? say.t('innovations.calls', { n: counts.call }) : '' }, // prettier-ignore
      { route: '/innovations/pilots' as const, title: 'pilots.title' as const, text: 'innovations.pilotsText' as const, number: say.t('innovations.pilotsHere', { n: tried.length }), more: '' }, // prettier-ignore
      { route: '/innovations/practices' as const, title: 'pilots.practices' as const, text: 'pilots.practicesLead' as const, number: written.count > 0 ? say.t('community.written.count', { count: written.count }) : '', more: '' }, // prettier-ignore
      { route: '/innovations/register' as const, title: 'innovations.register.title' as const, text: 'innovations.registerText' as const, number: say.t('innovations.registered', { n: count }), more: '' }, // prettier-ignore
      { route: '/innovations/events' as const, title: 'community.events.title' as const, text: 'community.events.text' as const, number: say.t('community.events.here', { n: meetings.ahead.length }), more: '' }, // prettier-ignore
      { route: '/innovations/teams' as const, title: 'community.teams.title' as const, text: 'community.teams.text' as const, number: say.t('community.teams.here', { n: together.length }), more: '' }, // prettier-ignore
      { route: '/strategy' as const, title: 'strategies.title' as const, text: 'strategies.lead' as const, number: '', more: '' }, // prettier-ignore
    ],
  }
}
