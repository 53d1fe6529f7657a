/** The catalogue: what the city publishes, searched and narrowed down. */
import { askedIn, listOf, SHOWN } from '#lib/server/views/catalogue.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ url, locals: { city, lang } }) => {
  const asked = askedIn(url.searchParams)
  const list = await listOf(city, lang, asked)
  const door = city.info.doors.find(({ id }) => id === 'digital')!.title[lang]
  return { ...list, door, asked, pages: Math.ceil(list.count / SHOWN) }
}
