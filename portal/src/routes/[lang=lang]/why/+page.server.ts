/** Why this city: a page for each of those who may come. */
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals: { city, lang } }) => ({
  name: city.info.names[lang],
  pages: city.network.promotion.audiences.map(({ audience, title, lead }) => ({ audience, title: title[lang], lead: lead[lang] })), // prettier-ignore
})
