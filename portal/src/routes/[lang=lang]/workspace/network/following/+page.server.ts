/** Whom the city follows: asked, stopped, and what of theirs is left out. */
import { done, noteOf, textOf } from '#lib/server/forms.ts'
import { enterFor } from '#lib/server/gate.ts'
import { doing } from '#lib/server/maintenance.ts'
import { heardOf } from '#lib/server/views/posts.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  // Who decides on personal data at the gate reads here what waits there.
  await enterFor(event, 'network.organise', 'governance.decidePersonal')
  const { city, lang, actor } = event.locals
  const { federation } = city.network
  const [following, { posts }, held] = await Promise.all([federation.following(), federation.others(), federation.heldBack(actor)]) // prettier-ignore
  const followed = following.map(async ({ host, ...one }) => ({
    ...one,
    alike: (await federation.likenessesOf(host)).map(({ domain }) => domain),
  }))
  return {
    ...{ followed: await Promise.all(followed), posts: posts.map((post) => heardOf(lang, post)) },
    held: held.map(({ found, standing, note, ...post }) => ({
      ...heardOf(lang, post),
      found,
      standing,
      refusal: note,
    })),
    mayOrganise: actor.can('network.organise'),
    note: noteOf(event, ['asked', 'stopped', 'omitted', 'shown'] as const),
  }
}

const PAGE = '/workspace/network/following'
const FORM = {
  fields: { who: 'network.others.desk.given' },
  blame: { 'network.nobodyThere': 'who', 'network.followedAlready': 'who', 'network.ownActor': 'who', 'network.notBelieved': 'who', 'network.blocksCity': 'who', 'peers.badDomain': 'who', 'peers.lookAlike': 'despite', 'net.unreachable': 'who', 'net.badAddress': 'who', 'net.timeout': 'who', 'net.privateAddress': 'who' },
} as const // prettier-ignore

const REASON = { fields: { reason: 'network.others.desk.reason' }, blame: { 'governance.unfitText': 'reason' } } as const // prettier-ignore

export const actions: Actions = {
  follow: async (event) => {
    const { city, actor } = event.locals
    const result = await doing(event, FORM, (form) => city.network.federation.follow(actor, textOf(form, 'who'), { despite: form.has('despite') })) // prettier-ignore
    return 'done' in result ? done(event, PAGE, 'asked') : result
  },
  stop: async (event) => {
    const { city, actor } = event.locals
    const result = await doing(event, { fields: {} }, (form) => city.network.federation.unfollow(actor, textOf(form, 'uri'))) // prettier-ignore
    return 'done' in result ? done(event, PAGE, 'stopped') : result
  },
  show: async (event) => {
    const { city, actor } = event.locals
    const result = await doing(event, REASON, (form) => city.network.federation.release(actor, textOf(form, 'id'), textOf(form, 'reason'))) // prettier-ignore
    return 'done' in result ? done(event, PAGE, 'shown') : result
  },
  omit: async (event) => {
    const { city, actor } = event.locals
    const result = await doing(event, REASON, (form) => city.network.federation.leaveOut(actor, textOf(form, 'id'), textOf(form, 'reason'))) // prettier-ignore
    return 'done' in result ? done(event, PAGE, 'omitted') : result
  },
}
