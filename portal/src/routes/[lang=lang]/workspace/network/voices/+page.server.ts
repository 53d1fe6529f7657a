/** Who speaks for the city, who follows, and what did not arrive. */
import { done, noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { ownVoices } from '#lib/server/views/posting.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await enterWithAnywhere(event, 'network.organise')
  const { city, actor, lang } = event.locals
  const { federation } = city.network
  const own = await ownVoices(city, actor)
  const mayOpen = actor.can('network.organise')
  const taken = new Set((await federation.speakers()).map(({ organisationId }) => organisationId))
  const departments = (await city.identity.organisations()).filter(({ id, kind }) => kind !== 'city' && !taken.has(id))
  const voices = own.map(async ({ name, names, handle, followers, closedAt, organisationId }) => ({
    ...{ name, label: names[lang], handle, followers, closedAt, isDepartment: organisationId !== undefined },
    blocks: await federation.blocksOf(actor, name),
    listed: (await federation.followers(actor, name)).map((one) => ({ ...one, host: new URL(one.uri).host })),
  }))
  return {
    mayOpen,
    voices: await Promise.all(voices),
    departments: mayOpen ? departments.map(({ id, names }) => ({ value: id, label: names[lang] })) : [],
    servers: mayOpen ? await federation.undelivered(actor) : undefined,
    note: noteOf(event, ['dismissed', 'opened', 'closed'] as const),
  }
}

export const actions: Actions = {
  open: async (event) => {
    const { city, actor } = event.locals
    const asked = { fields: { name: 'network.desk.name', organisation: 'network.desk.department' }, blame: { 'network.actorExists': 'name' } } as const // prettier-ignore
    const result = await submitted(event, asked, async ({ name, organisation }) => {
      await city.network.federation.open(actor, { name, organisationId: organisation })
      return { done: true } as const
    })
    return 'done' in result ? done(event, '/workspace/network/voices', 'opened') : result
  },
  close: async (event) => {
    const { city, actor } = event.locals
    const result = await submitted(event, { fields: {} }, async (_, form) => {
      const isClosed = form.has('closed')
      await city.network.federation.close(actor, textOf(form, 'actor'), isClosed)
      return { note: isClosed ? 'closed' : 'opened' } as const
    })
    return 'note' in result ? done(event, '/workspace/network/voices', result.note) : result
  },
  dismiss: async (event) => {
    const { city, actor } = event.locals
    const result = await submitted(event, { fields: {} }, async (_, form) => {
      await city.network.federation.dismiss(actor, textOf(form, 'actor'), textOf(form, 'uri'))
      return { note: 'dismissed' } as const
    })
    return 'note' in result ? done(event, '/workspace/network/voices', result.note) : result
  },
}
