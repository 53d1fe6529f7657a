/** What the vote decided: each pool, each decision in words, and the ways to check it. */
import { href } from '#lib/paths.ts'
import { ending, money, saying } from '#lib/server/views/budgets.ts'
import { mapOf, saying as sayingOfProjects } from '#lib/server/views/projects.ts'
import { poolOf, poolRow } from '#lib/server/views/results.ts'
import { threadOfVote } from '#lib/server/views/thread.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang, actor }, params, url }) => {
  const { budgets, counting, ballots } = city.participation
  const edition = await budgets.edition(params.edition, actor)
  const { code, names, currency } = edition
  const say = saying(city, lang)
  const head = { code, name: names[lang] }
  const result = await counting.resultOf(code)
  const vote = edition.phases.find(({ kind }) => kind === 'vote')
  if (!result) return { ...head, waitingUntil: vote && ending(say, vote.to) }
  const [listed, { projects }] = await Promise.all([budgets.listed(code), city.strategy.projects.list({ edition: code })])
  const made = new Map(projects.flatMap(({ id, origin }) => (origin.kind === 'participatoryBudget' ? [[origin.number, id]] : [])))
  /** What was decided leads to what became of it. */
  const leading = <One extends { number: string }>(one: One) => {
    const id = made.get(one.number)
    return { ...one, href: id && href(lang, '/projects/[id]', { id }) }
  }
  const [largest] = edition.pools.toSorted((a, b) => b.amount_minor - a.amount_minor)
  const asked = url.searchParams.get('pool')
  const pool = edition.pools.find((one) => one.code === asked) ?? largest!
  const shown = poolOf(say, edition, await counting.explained(code, pool.code), listed)
  const { pools } = result
  const winners = pools.flatMap((one) => one.winners)
  const sum = (of: (one: (typeof pools)[number]) => number) => pools.reduce((all, one) => all + of(one), 0)
  const { issued, ballots: cast } = await ballots.turnout(code)
  return {
    ...{ ...head, thread: await threadOfVote(sayingOfProjects(city, lang), edition) },
    result: {
      lead: say.t('results.lead', {
        ...{ winners: winners.length, projects: listed.length, voters: sum(({ voters }) => voters) },
        spent: money(say, sum(({ spent_minor }) => spent_minor), currency),
        budget: money(say, edition.pools.reduce((all, { amount_minor }) => all + amount_minor, 0), currency),
      }),
      turnout: issued > 0 ? say.t('results.turnout', { ballots: cast, issued }) : '',
      pools: result.pools.map((one) => poolRow(say, edition, one)),
      pool: { ...shown, winners: shown.winners.map(leading) },
      map: await mapOf(sayingOfProjects(city, lang), shown.placed),
      entry: (await counting.result(code)).entryId,
    },
  }
} // prettier-ignore
