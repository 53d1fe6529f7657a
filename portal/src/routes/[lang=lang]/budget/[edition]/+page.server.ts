/** An edition: where it is in its life, its money, its rules in plain words, what was sealed and extended. */
import { daysLeft, demandsOf, mapOf, moneyOf, poolsOf, rulesOf, saying, timelineOf, beginning, ending } from '#lib/server/views/budgets.ts' // prettier-ignore
import { follow, followOf } from '#lib/server/following.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { city, lang, actor } = event.locals
  const { budgets, ballots } = city.participation
  const edition = await budgets.edition(event.params.edition, actor)
  const say = saying(city, lang)
  const { t, format } = say
  const { now, phase, next } = budgets.whereIs(edition)
  const versions = await budgets.versionsOf(edition.code)
  return {
    ...{
      code: edition.code,
      name: edition.names[lang],
      isDraft: edition.state === 'draft',
      isCounted: edition.state === 'counted',
    },
    year: t('budgets.year', { year: `${edition.year}` }),
    phase: phase && { kind: phase.kind, name: t(`budgets.phase.${phase.kind}`), until: ending(say, phase.to), days: daysLeft(phase, now) }, // prettier-ignore
    next: next && t('budgets.next', { phase: t(`budgets.phase.${next.kind}`), date: beginning(say, next.from) }),
    turnout: edition.state === 'sealed' ? t('budgets.live.votes', { n: (await ballots.turnout(edition.code)).ballots }) : undefined, // prettier-ignore
    isOver: edition.phases.every(({ to }) => to <= now),
    timeline: timelineOf(say, edition, now),
    ...{ money: moneyOf(say, edition), sections: poolsOf(say, edition), map: await mapOf(city, say, edition) },
    ...{ rules: rulesOf(say, edition), demands: demandsOf(say, edition) },
    sealed: edition.sealedEntry,
    extensions: edition.extensions.map(
      ({ phase: kind, was, until, grounds }) =>
      t('budgets.edition.extension', { phase: t(`budgets.phase.${kind}`), was: ending(say, was), until: ending(say, until), grounds }), // prettier-ignore
    ),
    changes: versions.map(({ version, at, grounds }) =>
      t('budgets.edition.change', { version, date: format.day(at), grounds }),
    ),
    following: await followOf(event, `budget:${edition.code}`),
    mayOrganise: actor.can('participation.organise'),
  }
}

export const actions: Actions = { follow: (event) => follow(event, `budget:${event.params.edition}`) }
