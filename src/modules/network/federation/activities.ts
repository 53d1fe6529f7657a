/** What the city says, as ActivityStreams 2.0. Pure: what was said once reads the same for good. */
import { LANGS } from '#words'
import { htmlOf } from './rules.ts'
import type { Picture, Post } from './types.ts'

const STREAMS = 'https://www.w3.org/ns/activitystreams'
/** Where integrity proofs (FEP-8b32) are described. */
const INTEGRITY = 'https://w3id.org/security/data-integrity/v1'
export const CONTEXT = [STREAMS, INTEGRITY]
const PUBLIC = `${STREAMS}#Public`
const TYPES = { note: 'Note', article: 'Article', event: 'Event' } as const

/** Where things of the federation are. */
export function addressesOf(baseUrl: string) {
  const root = `${baseUrl}/network`
  return {
    actor: (name: string) => `${root}/actors/${name}`,
    followers: (name: string) => `${root}/actors/${name}/followers`,
    post: (id: string) => `${root}/posts/${id}`,
    picture: (id: string, sha256: string) => `${root}/posts/${id}/pictures/${sha256}`,
    activity: (id: string) => `${root}/activities/${id}`,
    page: (id: string) => `${baseUrl}/${LANGS[0]}/network/posts/${id}`,
  }
}
export type Addresses = ReturnType<typeof addressesOf>

/** Who hears it: everybody, and whoever follows. */
const audience = (addresses: Addresses, actor: string) => ({ to: [PUBLIC], cc: [addresses.followers(actor)] })

export function objectOf(post: Post, addresses: Addresses) {
  const { id, actor, kind, titles, texts, at, revisedAt, from, to, place, pictures } = post
  const html = Object.fromEntries(LANGS.map((lang) => [lang, htmlOf(texts[lang])]))
  return {
    id: addresses.post(id),
    type: TYPES[kind],
    attributedTo: addresses.actor(actor),
    ...audience(addresses, actor),
    published: at.toISOString(),
    ...(revisedAt && { updated: revisedAt.toISOString() }),
    url: addresses.page(id),
    ...(titles && { name: titles[LANGS[0]], nameMap: titles }),
    ...{ content: html[LANGS[0]], contentMap: html },
    ...(from && to && { startTime: from.toISOString(), endTime: to.toISOString() }),
    ...(place && { location: { type: 'Place', name: place } }),
    ...(pictures.length > 0 && { attachment: pictures.map((picture) => imageOf(id, picture, addresses)) }),
  }
}

const imageOf = (id: string, { sha256, mediaType, alts }: Picture, addresses: Addresses) => ({
  ...{ type: 'Image', mediaType, url: addresses.picture(id, sha256) },
  ...{ name: alts[LANGS[0]], nameMap: alts },
})

/** `id`: of the activity itself. */
export const createOf = (id: string, post: Post, addresses: Addresses) => ({
  ...{ '@context': CONTEXT, id: addresses.activity(id), type: 'Create', actor: addresses.actor(post.actor) },
  ...audience(addresses, post.actor),
  published: post.at.toISOString(),
  object: objectOf(post, addresses),
})

/** It reads otherwise from now on. */
export const updateOf = (id: string, post: Post, addresses: Addresses) => ({
  ...{ '@context': CONTEXT, id: addresses.activity(id), type: 'Update', actor: addresses.actor(post.actor) },
  ...audience(addresses, post.actor),
  object: objectOf(post, addresses),
})

export const deleteOf = (id: string, { id: postId, actor }: Pick<Post, 'id' | 'actor'>, addresses: Addresses) => ({
  ...{ '@context': CONTEXT, id: addresses.activity(id), type: 'Delete', actor: addresses.actor(actor) },
  ...audience(addresses, actor),
  object: { id: addresses.post(postId), type: 'Tombstone' },
})

export type Follow = { id: string; actor: string; object: string }

export type Relation = 'Accept' | 'Reject' | 'Follow' | 'Undo'

/** That somebody may follow, or may no longer; that the city itself wants to, or wants to no longer. */
export function relationOf(id: string, type: Relation, name: string, follow: Follow, addresses: Addresses) {
  const isOwn = type === 'Follow' || type === 'Undo'
  return {
    ...{ '@context': CONTEXT, id: addresses.activity(id), type, actor: addresses.actor(name) },
    to: [isOwn ? follow.object : follow.actor],
    object: type === 'Follow' ? follow.object : { ...follow, type: 'Follow' },
  }
}
