/** One partner, network, project, call or meeting, with how the entry came to be. */
import { said } from '#strategy'
import { orMissing } from '#lib/server/proposals.ts'
import { tieCard } from '#lib/server/views/partners.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { city, lang, actor } = event.locals
  const { tie, versions } = await orMissing(event, city.network.partners.one(event.params.id))
  const say = saying(city, lang)
  const { t, format } = say
  const card = tieCard(say, tie)
  const facts: [string, string][] = [
    [t('partners.country'), card.country],
    [t('partners.when'), card.time],
    [t('partners.role'), tie.kind === 'project' ? card.role || t('partners.unsaid') : card.role],
    [t('partners.programme'), tie.programme ?? ''],
    [t('partners.where'), tie.where ? said(tie.where, lang).text : ''],
    [t('partners.contact'), tie.contact ?? ''],
  ]
  const named = (one: { names: Parameters<typeof said>[0]; url?: string } | undefined) => one && { name: said(one.names, lang).text, url: one.url } // prettier-ignore
  return {
    isOff: tie.phase === 'off',
    isOpenCall: tie.kind === 'call' && (tie.phase === 'now' || tie.phase === 'ahead'),
    ...{ card, facts: facts.filter(([, value]) => value !== ''), partners: tie.partners, url: tie.url },
    ...{ agreement: named(tie.agreement), source: named(tie.source), mayWrite: actor.can('network.organise') },
    versions: versions.map(({ version, at, grounds }) => ({ id: String(version), at: '', by: '', what: t('partners.version', { n: version, at: format.moment(at) }), text: grounds })), // prettier-ignore
  }
}
