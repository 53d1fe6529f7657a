/** Entity tags (RFC 9110, 8.8): which version of a thing an answer holds, so that what a reader already has is not sent again. */
import { createHash } from 'node:crypto'

/** Weak, because the same page may travel in several encodings. */
export const entityTag = (body: Uint8Array): string => `W/"${createHash('sha1').update(body).digest('base64url')}"`

export const weakened = (tag: string): string => (tag.startsWith('W/') ? tag : `W/${tag}`)

/** Does `If-None-Match` name this version? Weak comparison, lists and `*` included. */
export function isKnown(ifNoneMatch: string | undefined, tag: string): boolean {
  if (!ifNoneMatch) return false
  if (ifNoneMatch.trim() === '*') return true
  const wanted = tag.replace(/^W\//, '')
  return ifNoneMatch.split(',').some((known) => known.trim().replace(/^W\//, '') === wanted)
}
