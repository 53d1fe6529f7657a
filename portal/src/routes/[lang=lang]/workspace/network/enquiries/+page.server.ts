/** Questions from the world, for who answers them: what is due first comes first. */
import { noteOf } from '#lib/server/forms.ts'
import { enterDesk } from '#lib/server/views/asking.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await enterDesk(event)
  const { city, actor, lang } = event.locals
  const { open, answered } = await city.network.enquiries.list(actor)
  const names = new Map((await city.identity.organisations()).map(({ id, names: said }) => [id, said[lang]]))
  const lineOf = ({ id, subject, audience, due, state, organisationId, answered, inTime }: (typeof open)[number]) => ({ id, subject, audience, due, state, inTime, answeredAt: answered?.at, office: names.get(organisationId ?? '') ?? '' }) // prettier-ignore
  return {
    late: open.filter(({ state }) => state === 'late').length,
    open: open.map(lineOf),
    answered: answered.map(lineOf),
    note: noteOf(event, ['answered', 'handed', 'closed'] as const),
  }
}
