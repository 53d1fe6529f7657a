/** What the city signed: the newest statements, and the keys by which everybody checks them. */
import { doorOf } from '#lib/server/views/doors.ts'
import { linesOf } from '#lib/server/views/statements.ts'
import type { PageServerLoad } from './$types'

const SHOWN = 30

export const load: PageServerLoad = async ({ locals: { city, lang } }) => {
  const { statements, keys } = city.network
  const [newest, count, all] = await Promise.all([statements.newest(SHOWN), statements.count(), keys.list()])
  return {
    door: doorOf(city, lang, 'network').title,
    count,
    did: keys.did,
    lines: await linesOf(city, lang, newest),
    keys: all,
  }
}
