/** Rights to vote and ballots of an edition, pool by pool: numbers that must agree. */
import { saying } from '#lib/server/views/budgets.ts'
import type { PageServerLoad } from './$types'

/** Before the vote, and of a draft, there is nothing to count. */
const NONE = {
  pools: {} as Record<string, { issued: number; paperEntitled: number; online?: number; paper?: number }>,
  online: 0,
  committed: 0,
  destroyed: false,
}

export const load: PageServerLoad = async ({ locals: { city, lang, actor }, params }) => {
  const { budgets, ballots } = city.participation
  const edition = await budgets.edition(params.edition, actor)
  const { t, format } = saying(city, lang)
  const { pools, online, committed, destroyed } = edition.sealedEntry ? await ballots.numbers(edition.code) : NONE
  const isOpened = edition.state === 'opened' || edition.state === 'counted'
  const number = (n: number | undefined) => (n === undefined ? t('budgets.numbers.sealed') : format.number(n))
  const sum = (of: (one: (typeof pools)[string]) => number | undefined) =>
    Object.values(pools).reduce((all, one) => all + (of(one) ?? 0), 0)
  const rows = edition.pools.map(({ code, names }) => {
    const { issued = 0, paperEntitled = 0, online: cast, paper } = pools[code] ?? (isOpened ? { online: 0, paper: 0 } : {}) // prettier-ignore
    const exceeds = (cast ?? 0) > issued || (paper ?? 0) > paperEntitled
    return { code, name: names[lang], issued: number(issued), online: number(cast), paperEntitled: number(paperEntitled), paper: number(paper), exceeds } // prettier-ignore
  })
  const total = { code: '', name: t('budgets.numbers.together'), issued: number(sum(({ issued }) => issued)), online: number(online), paperEntitled: number(sum((one) => one.paperEntitled)), paper: number(isOpened ? sum(({ paper }) => paper) : undefined), exceeds: false } // prettier-ignore
  const exceeding = rows.filter(({ exceeds }) => exceeds).map(({ name }) => name)
  return {
    ...{ code: edition.code, name: edition.names[lang], isSealed: edition.sealedEntry !== undefined, isOpened },
    rows: [...rows, total],
    differ: exceeding.length > 0 ? t('budgets.numbers.differ', { pools: format.list(exceeding) }) : undefined,
    said: [
      t('budgets.numbers.total', { n: online }),
      t('budgets.numbers.committed', { n: committed }),
      ...(destroyed ? [t('budgets.numbers.destroyed')] : []),
    ],
  }
}
