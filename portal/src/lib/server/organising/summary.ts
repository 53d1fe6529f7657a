/** What was said in each step of an edition, in a line. */
import { money } from '#lib/server/views/budgets.ts'
import type { StepParts } from './fields.ts'
import { LISTS } from './lists.ts'

/** In the order in which they are gone through. */
export const STEPS = ['basics', 'dates', ...LISTS, 'prices', 'money', 'proposals', 'ballot', 'counting', 'voters'] as const // prettier-ignore
type Summary = Record<(typeof STEPS)[number], string>

export function summaryOf({ say, edition }: StepParts, prices: number): Summary {
  const { t, lang, format } = say
  const { names, year, phases, sections, pools, categories, currency, submit, vote } = edition
  const [first, last] = [phases[0], phases.at(-1)]
  const named = (all: readonly { names: typeof names }[]) => format.list(all.map((one) => one.names[lang]))
  const total = pools.reduce((sum, { amount_minor }) => sum + amount_minor, 0)
  return {
    basics: `${names[lang]}, ${year}`,
    dates: first && last ? `${format.day(first.from)} – ${format.day(last.to)}` : '',
    sections: named(sections),
    pools: t('budgets.work.poolsCount', { n: pools.length }),
    categories: named(categories),
    prices: prices > 0 ? t('budgets.work.pricesCount', { n: prices }) : '',
    money: t('budgets.total', { money: money(say, total, currency) }),
    proposals: t(submit.who === 'anyone' ? 'budgets.work.anyone' : 'budgets.work.residents'),
    ballot: format.list([...new Set(sections.map(({ ballot }) => t(`budgets.work.kind.${ballot.kind}`)))]),
    counting: format.list([...new Set(sections.map(({ count }) => t(`budgets.work.rules.${count.rule}`)))]),
    voters:
      vote.ways.length > 0
        ? format.list(vote.ways.map((way) => t(`budgets.work.way.${way}`)))
        : t('budgets.work.notSaid'),
  }
}
