/** Practices of this city and of those it accepted; and who learned what from whom. */
import { CITY_SIZES, STRENGTHS } from '#network'
import { numberOf } from '#lib/server/forms.ts'
import { dimensionChoices, dimensionIn } from '#lib/server/views/dimensions.ts'
import { exchangeCard, learnedRows } from '#lib/server/views/exchange.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

const WORDS_MAX = 200
const MINOR = 100
const COST_MAX = 1e11

export const load: PageServerLoad = async ({ locals: { city, lang }, url }) => {
  const say = saying(city, lang)
  const { searchParams: given } = url
  const typed = (given.get('cost') ?? '').trim()
  const [cost, currency] = [numberOf(typed), city.info.currency]
  const isCost = cost !== undefined && cost >= 0 && cost <= COST_MAX
  const asked = {
    q: (given.get('q') ?? '').slice(0, WORDS_MAX),
    dimension: dimensionIn(given.get('dimension')),
    indicator: given.get('indicator') || undefined,
    size: CITY_SIZES.find((one) => one === given.get('size')),
    strength: STRENGTHS.find((one) => one === given.get('strength')),
    cost: isCost ? { most_minor: Math.round(cost * MINOR), currency } : undefined,
  }
  const { exchange } = city.network
  const [{ cards, unpriced, count, cities }, learned, definitions] = [await exchange.list(asked), await exchange.learned(), await city.indicators.definitions()] // prettier-ignore
  return {
    ...{ asked: { ...asked, cost: typed }, costError: typed !== '' && !isCost ? say.t('exchange.badCost') : undefined, unpriced, count, currency, dimensions: dimensionChoices(say) }, // prettier-ignore
    cities: asked.q || asked.dimension || asked.indicator || asked.size || asked.strength || asked.cost ? new Set(cards.map((card) => card.city.domain)).size : cities, // prettier-ignore
    cards: cards.map((card) => exchangeCard(say, card)),
    indicators: definitions.filter(({ standards }) => standards.length > 0).map(({ id, names }) => ({ value: id, label: names[lang] })), // prettier-ignore
    learned: learnedRows(say, learned),
  }
}
