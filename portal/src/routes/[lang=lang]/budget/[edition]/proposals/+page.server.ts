/** The proposals of an edition: map and list, found by pool, category, state and words; the door to writing one. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { submitted } from '#lib/server/forms.ts'
import { answering, askedIn, choicesOf, demandSignedIn, editionOf, mapOf, sum, whenOf } from '#lib/server/proposals.ts'
import { saying } from '#lib/server/views/maintenance.ts'
import { systemClock } from '#platform/clock'
import type { Actions, PageServerLoad } from './$types'

const PAGE_ROWS = 30

export const load: PageServerLoad = async (event) => {
  const { city, lang, actor } = event.locals
  const { proposals } = city.participation
  const edition = await editionOf(event)
  const say = saying(city, lang)
  const all = await proposals.all(edition.code)
  const asked = askedIn(event.url)
  const found = answering(all, asked)
  const page = Math.min(10_000, Math.max(1, Number(event.url.searchParams.get('page')) || 1))
  const { pools, categories, pool, category } = choicesOf(lang, edition)
  const mine = await proposals.mine(actor, edition.code)
  return {
    edition: { code: edition.code, name: edition.names[lang] },
    ...{ asked, pools, categories, isAny: all.length > 0, total: found.length },
    states: [...new Set(all.map(({ state }) => state))].map((value) => ({ value, label: say.t(`proposals.state.${value}`) })), // prettier-ignore
    ...{ page, pages: Math.max(1, Math.ceil(found.length / PAGE_ROWS)), map: await mapOf(city, say, found) },
    when: whenOf(say, edition, systemClock.now()),
    rows: found.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS).map(({ number, state, titles, content, cost_minor }) => ({
      ...{ number, title: titles[lang], state, stages: proposals.stagesOf(state), pool: pool(content.pool) },
      ...{ category: category(content.category), cost: sum(say, cost_minor, edition.currency) },
    })), // prettier-ignore
    mine: mine.map(({ id, number, state, content: { title } }) => ({ id, number, title, state })),
  }
}

export const actions: Actions = {
  default: async (event) => {
    demandSignedIn(event)
    const { city, lang, actor } = event.locals
    const { edition } = event.params
    const result = await submitted(event, { fields: {} }, async () => ({
      id: await city.participation.proposals.writing.begin(actor, edition, { language: lang }),
    }))
    if (!('id' in result)) return result
    redirect(303, href(lang, '/budget/[edition]/drafts/[id]', { edition, id: result.id }))
  },
}
