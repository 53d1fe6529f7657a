/** Questions from the world, for who answers them: what is due first comes first. */
import { enterWith, noteOf } from '#lib/server/forms.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'network.organise')
  const { city, actor } = event.locals
  const { open, answered } = await city.network.enquiries.list(actor)
  const lineOf = ({ id, subject, audience, due, state }: (typeof open)[number]) => ({ id, subject, audience, due, state }) // prettier-ignore
  return { open: open.map(lineOf), answered: answered.map(lineOf), note: noteOf(event, ['answered'] as const) }
}
