/** A team answers a call: applies, adds documents, gets data that it was given, or withdraws. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Readable } from 'node:stream'
import { APPLICANTS, APPLICATION_FILE_BYTES_MAX } from '#innovations'
import { href } from '#lib/paths.ts'
import { brought, noteOf, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { demandSignedIn, orMissing } from '#lib/server/proposals.ts'
import { callOf, challengeCard, grantsOf } from '#lib/server/views/challenges.ts'
import { linesIn } from '#lib/server/views/innovations.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  demandSignedIn(event)
  const { city, lang, actor } = event.locals
  const { challenges } = city.innovations
  const { challenge, open, today } = await orMissing(event, challenges.one(event.params.id))
  const mine = await challenges.ownApplication(actor, challenge.id)
  const say = saying(city, lang)
  const { call } = challenge
  return {
    ...{ id: challenge.id, card: challengeCard(say, challenge, open, today), open, note: noteOf(event, ['applied', 'withdrawn', 'attached']) }, // prettier-ignore
    call: call && callOf(say, call),
    who: APPLICANTS.filter((one) => call?.who.includes(one)).map((value) => ({ value, label: say.t(`challenges.who.${value}`) })), // prettier-ignore
    mine: mine && {
      ...{ team: mine.team, summary: mine.summary, plan: mine.plan, members: mine.members.map(({ name, email }) => (email ? `${name}, ${email}` : name)) }, // prettier-ignore
      files: mine.files.map(({ id, name, bytes }) => ({ id, name, size: say.format.bytes(bytes), src: `/api/v1/challenges/${challenge.id}/files/${id}` })), // prettier-ignore
      data: await Promise.all(grantsOf(say, mine.grants).map(async (one, i) => ({ ...one, isOpen: !one.ended && (await challenges.standingOf(mine.grants[i]!)) === 'opened', src: `/api/v1/challenges/${challenge.id}/data/${one.id}` }))), // prettier-ignore
    },
    most: say.format.bytes(APPLICATION_FILE_BYTES_MAX),
  }
}

function again({ locals: { lang }, params }: RequestEvent, note: 'applied' | 'withdrawn' | 'attached'): never {
  redirect(303, href(lang, '/innovations/challenges/[id]/apply', { id: params.id! }, { done: note }))
}

const EMAIL = /[^\s<>,;]+@[^\s<>,;]+/
/** A name, and an address where one stands beside it. */
function memberOf(line: string): { name: string; email?: string } {
  const email = EMAIL.exec(line)?.[0]
  const name = line.replace(email ?? '', '').replaceAll(/[<>,;]+/g, ' ').trim() // prettier-ignore
  return { name: name || email!, ...(email && { email }) }
}

export const actions: Actions = {
  apply: async (event) => {
    demandSignedIn(event)
    const { city, actor } = event.locals
    const asked = { fields: { team: 'challenges.apply.team', summary: 'challenges.apply.summary', plan: 'challenges.apply.plan', members: 'challenges.apply.members' }, blame: { 'challenges.notInvited': 'kind', 'governance.unfitText': 'summary', 'governance.held': 'summary' } } as const // prettier-ignore
    const result = await doing(event, asked, (form) =>
      city.innovations.challenges.apply(actor, event.params.id, {
        ...{ team: textOf(form, 'team'), kind: textOf(form, 'kind') as 'firms', summary: textOf(form, 'summary') },
        ...{ plan: textOf(form, 'plan'), members: linesIn(form, 'members').map(memberOf) },
      }),
    )
    if (!('done' in result)) return result
    again(event, 'applied')
  },
  withdraw: async (event) => {
    demandSignedIn(event)
    const { city, actor } = event.locals
    const result = await doing(event, { fields: {} }, () => city.innovations.challenges.withdraw(actor, event.params.id)) // prettier-ignore
    if (!('done' in result)) return result
    again(event, 'withdrawn')
  },
  attach: async (event) => {
    demandSignedIn(event)
    const { actor, city } = event.locals
    const { challenges } = city.innovations
    const { id } = event.params
    const result = await brought(event, {}, (file: Readable) => challenges.keepFile(actor, id, file), async (file) => { await challenges.attach(actor, id, file); return { done: true } as const }) // prettier-ignore
    if (!('done' in result)) return result
    again(event, 'attached')
  },
}
