/** The staff's own front page: what this person may do here. */
import { redirect } from '@sveltejs/kit'
import { href, type Route } from '#lib/paths.ts'
import { refuseEntry } from '#lib/server/forms.ts'
import type { PageServerLoad } from './$types'

/** Each room, and what opens it at one organisation at least. */
const ROOMS = [
  { id: 'catalog', route: '/workspace/catalog', permissions: ['catalog.describe', 'catalog.inspect'] },
  { id: 'imports', route: '/workspace/imports', permissions: ['indicators.import'] },
  { id: 'fetches', route: '/workspace/fetches', permissions: ['indicators.fetch'] },
  { id: 'targets', route: '/workspace/targets', permissions: ['analysis.decide'] },
  { id: 'indicators', route: '/workspace/indicators', permissions: ['indicators.define'] },
  { id: 'enter', route: '/workspace/enter', permissions: ['indicators.import'] },
  { id: 'completeness', route: '/workspace/completeness', permissions: ['indicators.import'] },
  { id: 'gate', route: '/workspace/gate', permissions: ['governance.decide', 'governance.decidePersonal'] },
  { id: 'assets', route: '/workspace/assets', permissions: ['governance.assets'] },
  { id: 'reports', route: '/workspace/reports', permissions: ['reports.make'] },
  { id: 'alarms', route: '/workspace/alarms', permissions: ['infrastructure.operate'] },
  { id: 'orders', route: '/workspace/orders', permissions: ['infrastructure.operate'] },
  { id: 'strategy', route: '/workspace/strategy', permissions: ['strategy.edit'] },
  { id: 'money', route: '/workspace/money', permissions: ['strategy.edit'] },
  { id: 'decisions', route: '/workspace/decisions', permissions: ['strategy.edit'] },
  { id: 'projects', route: '/workspace/projects', permissions: ['strategy.projects'] },
  { id: 'innovations', route: '/workspace/innovations', permissions: ['innovations.organise'] },
  { id: 'challenges', route: '/workspace/challenges', permissions: ['innovations.organise'] },
  { id: 'pilots', route: '/workspace/pilots', permissions: ['innovations.organise', 'innovations.verify'] },
  { id: 'practices', route: '/workspace/practices', permissions: ['innovations.organise'] },
  { id: 'events', route: '/workspace/events', permissions: ['innovations.organise'] },
  { id: 'voters', route: '/workspace/voters', permissions: ['participation.register', 'participation.organise'] },
  { id: 'upkeep', route: '/workspace/upkeep', permissions: ['infrastructure.write'] },
  { id: 'devices', route: '/workspace/devices', permissions: ['infrastructure.read'] },
  { id: 'meters', route: '/workspace/meters', permissions: ['infrastructure.read'] },
  { id: 'rules', route: '/workspace/rules', permissions: ['infrastructure.read'] },
  { id: 'things', route: '/workspace/things', permissions: ['infrastructure.read'] },
  { id: 'savings', route: '/workspace/savings', permissions: ['infrastructure.write'] },
  { id: 'proposals', route: '/workspace/proposals', permissions: ['participation.answer'] },
  { id: 'moderation', route: '/workspace/moderation', permissions: ['participation.moderate'] },
  { id: 'budget', route: '/workspace/budget', permissions: ['participation.organise'] },
  { id: 'people', route: '/workspace/people', permissions: ['identity.manage', 'identity.invite', 'identity.keys'] },
  { id: 'partners', route: '/workspace/network/partners', permissions: ['network.organise'] },
  { id: 'posts', route: '/workspace/network/posts', permissions: ['network.organise'] },
  { id: 'enquiries', route: '/workspace/network/enquiries', permissions: ['network.answer'] },
  { id: 'peers', route: '/workspace/network/peers', permissions: ['network.organise'] },
  { id: 'adoptions', route: '/workspace/network/adoptions', permissions: ['innovations.organise'] },
  { id: 'valueRequests', route: '/workspace/network/requests', permissions: ['network.organise'] },
  { id: 'networkSources', route: '/workspace/network/sources', permissions: ['network.organise'] },
  { id: 'cityKeys', route: '/workspace/network/keys', permissions: ['network.keys'] },
  { id: 'jobs', route: '/workspace/jobs', permissions: ['jobs.manage'] },
] as const satisfies { id: string; route: Route; permissions: string[] }[]

export const load: PageServerLoad = async ({ locals: { actor, city, lang } }) => {
  if (actor.kind === 'visitor') redirect(303, href(lang, '/sign-in', {}, { next: href(lang, '/workspace') }))
  if (!actor.can('workspace.enter')) refuseEntry(lang)
  const organisations = [undefined, ...(await city.identity.organisations()).map(({ id }) => id)]
  const isOpen = (permission: string) => organisations.some((id) => actor.can(permission, id))
  return { rooms: ROOMS.filter(({ permissions }) => permissions.some(isOpen)).map(({ id, route }) => ({ id, route })) }
}
