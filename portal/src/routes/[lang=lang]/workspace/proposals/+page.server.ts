/** What offices are asked about proposals, the most urgent first. */
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { noteOf } from '#lib/server/forms.ts'
import { saying } from '#lib/server/views/maintenance.ts'
import { systemClock } from '#platform/clock'
import type { PageServerLoad } from './$types'

const NOTES = ['answered', 'assigned'] as const

export const load: PageServerLoad = async (event) => {
  await enterWithAnywhere(event, 'participation.answer')
  const { city, actor, lang } = event.locals
  const queue = await city.participation.proposals.checking.queue(actor)
  const offices = new Map((await city.identity.organisations()).map(({ id, names }) => [id, names[lang]]))
  const { t, format } = saying(city, lang)
  const now = systemClock.now()
  return {
    note: noteOf(event, NOTES),
    mayOrganise: actor.can('participation.organise'),
    tasks: queue.map(({ id, step, dueAt, organisationId, proposal }) => ({
      ...{
        id,
        step,
        title: proposal.content.title,
        number: proposal.number!,
        office: offices.get(organisationId) ?? '',
      },
      isLate: dueAt <= now,
      due: t(dueAt <= now ? 'proposals.office.late' : 'proposals.office.due', { due: format.moment(dueAt) }),
    })),
  }
}
