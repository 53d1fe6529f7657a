/** What other rules would have made of the same ballots; the address says which, and of which pool. */
import { saying } from '#lib/server/views/budgets.ts'
import { areaNames, comparedOf, waysIn } from '#lib/server/views/results.ts'
import { WHAT_IFS } from '#participation'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang, actor }, params, url }) => {
  const { budgets, counting } = city.participation
  const edition = await budgets.edition(params.edition, actor)
  const { code, names, currency } = edition
  const say = saying(city, lang)
  const head = { code, name: names[lang] }
  if (edition.state !== 'counted') return head
  const [largest] = edition.pools.toSorted((a, b) => b.amount_minor - a.amount_minor)
  const asked = url.searchParams.get('pool')
  const pool = edition.pools.find((one) => one.code === asked) ?? largest!
  const all = await counting.comparisons(code, pool.code)
  const listed = (await budgets.listed(code)).filter((one) => one.pool === pool.code)
  const projects = listed.map(({ number, titles, cost_minor }) => ({ number, title: titles[lang], cost_minor }))
  const areaName = await areaNames(city, lang)
  return {
    ...head,
    counted: {
      pools: edition.pools.map((one) => ({ value: one.code, label: one.names[lang] })),
      pool: pool.code,
      of: say.t('results.whatIf.of', { pool: pool.names[lang], voters: all[0]?.voters ?? 0 }),
      isWhole: all.length > WHAT_IFS.length,
      compared: comparedOf(say, all, waysIn(url, all), { currency, projects, areaName }),
      rules: url.searchParams.getAll('rule'),
    },
  }
}
