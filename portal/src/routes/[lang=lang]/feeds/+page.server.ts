/** The rules by which readings become figures. */
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang } }) => ({
  feeds: (await city.infrastructure.feeds.list()).map(({ feed: { id, names, note }, opening }) => ({
    ...{ id, name: names[lang], note: note[lang], isOpen: opening !== undefined },
  })),
})
