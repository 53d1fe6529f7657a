/** Somebody who wants nothing of the city any more: follows no longer, is followed no longer, and is told nothing. */
import type { Context } from '@fedify/fedify'
import type { Block } from '@fedify/fedify/vocab'
import type { Needs } from '../needs.ts'
import type { Once } from './others.ts'
import { isSameServer } from './rules.ts'
import type { Speakers } from './speakers.ts'
import * as store from './store/blocks.ts'
import * as following from './store/following.ts'
import * as news from './store/news.ts'
import { CITY_ACTOR } from './types.ts'

/** Kept of one server; of those beyond only what they followed ends. */
const BLOCKS_PER_SERVER_MAX = 1_000

export const createBlocks =
  ({ clock }: Needs, speakers: Speakers, once: Once) =>
  async (context: Context<void>, said: Block): Promise<void> => {
    const to = context.parseUri(said.objectId)
    if (to?.type !== 'actor' || !(await speakers.find(to.identifier))) return
    const who = await said.getActor({ ...context, suppressError: true })
    const inbox =
      who?.id && who.id.href === said.actorId?.href && isSameServer(who.id, who.inboxId) ? who.inboxId : null
    await once(said, async (tx, { href: uri, host }) => {
      const actor = to.identifier
      await news.dismiss(tx, actor, uri)
      if (actor === CITY_ACTOR) await following.refused(tx, uri, clock.now())
      if ((await store.countBy(tx, host)) >= BLOCKS_PER_SERVER_MAX) return
      await store.add(tx, { actor, uri, host, inbox: inbox?.href ?? null, activity: said.id!.href, at: clock.now() })
    })
  }
