/** What a draft still lacks before it can be handed in. Pure. */
import type { Content, EditionOf, PriceItem } from '../types.ts'
import { limitsFor, priced, totalOf } from './cost.ts'

export const LACKS = ['title', 'text', 'pool', 'category', 'where', 'cost', 'costReason', 'costTooLittle', 'costTooMuch', 'upkeep', 'accessibility', 'supporters'] as const // prettier-ignore
export type Lack = (typeof LACKS)[number]

const TITLE_CHARS_MIN = 5
const TEXT_CHARS_MIN = 100
const OWN_REASON_CHARS_MIN = 10

/** In the order of the form; empty where it can go. `supporters` counts the authors too. */
export function lacking(
  content: Content,
  edition: Pick<EditionOf, 'pools' | 'sections' | 'categories' | 'submit'>,
  prices: readonly PriceItem[],
  supporters: number,
): Lack[] {
  const limits = limitsFor(edition, content)
  const lines = priced(content.cost, prices)
  const total = totalOf(content.cost, prices)
  const is: Record<Lack, boolean> = {
    title: content.title.length < TITLE_CHARS_MIN,
    text: content.text.length < TEXT_CHARS_MIN,
    pool: !edition.pools.some(({ code }) => code === content.pool),
    category: edition.categories.length > 0 && !edition.categories.some(({ code }) => code === content.category),
    where: content.place === null && content.where === '',
    cost: total === 0,
    costReason: lines.some((line) => !line.priced && (line.text === '' || line.reason.length < OWN_REASON_CHARS_MIN)),
    costTooLittle: total > 0 && limits !== undefined && total < limits.least_minor,
    costTooMuch: limits !== undefined && total > limits.most_minor,
    upkeep: content.upkeep_minor === null,
    accessibility: content.accessibility === '',
    supporters: supporters < edition.submit.supporters,
  }
  return LACKS.filter((lack) => is[lack])
}

/** What changed from one version to the next, field by field. */
export function changes(before: Content, now: Content): (keyof Content)[] {
  return (Object.keys(now) as (keyof Content)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(now[key]),
  )
}
