/** How values are computed, compared and judged: the rules as they hold, read from the rules themselves. */
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals: { city } }) => ({
  rules: city.analysis.describe(),
  checks: city.indicators.checkRules,
})
