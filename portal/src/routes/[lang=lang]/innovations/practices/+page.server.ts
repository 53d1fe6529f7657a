/** Cards of practice: what was tried, what came of it, what failed; those written, and pilots that were decided on. */
import { foundOf, decisionOf, pilotCard } from '#lib/server/views/pilots.ts'
import { dimensionChoices, dimensionIn } from '#lib/server/views/dimensions.ts'
import { practiceCard } from '#lib/server/views/practices.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

const WORDS_MAX = 200

export const load: PageServerLoad = async ({ locals: { city, lang, actor }, url }) => {
  const say = saying(city, lang)
  const { searchParams: given } = url
  const asked = {
    q: (given.get('q') ?? '').slice(0, WORDS_MAX),
    dimension: dimensionIn(given.get('dimension')),
    indicator: given.get('indicator') || undefined,
  }
  const { cards, pilots, count } = await city.innovations.practices.list(asked)
  return {
    ...{ asked, count, found: cards.length + pilots.length, dimensions: dimensionChoices(say) },
    written: cards.map((one) => practiceCard(say, one)),
    cards: pilots.map(({ pilot, found }) => ({ ...pilotCard(say, pilot, found.violations.length > 0), found: foundOf(say, pilot.plan, found), decision: decisionOf(say, pilot)! })), // prettier-ignore
    mayWrite: actor.can('innovations.organise'),
  }
}
