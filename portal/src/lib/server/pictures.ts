/** Pictures by which pages are shared: what a card of the house looks like, made when first asked for and kept a while. */
import { error } from '@sveltejs/kit'
import { systemClock } from '#platform/clock'
import type { City } from '#lib/server/city.ts'

const KEPT_MAX = 200
const AGE_MS_MAX = 3_600_000
/** Each takes a browser for seconds; who comes when so many wait comes again later. */
const WAITING_MAX = 4
const AGAIN_S = 60

type Frame = Parameters<City['press']['picture']>[1]
const kept = new Map<string, { at: number; picture: Promise<Buffer> }>()
let waiting = 0

export async function pictureOf({ press }: City, path: string, frame: Frame): Promise<Response> {
  const now = systemClock.now().getTime()
  let known = kept.get(path)
  if (!known || now - known.at > AGE_MS_MAX) {
    if (waiting >= WAITING_MAX) return new Response(null, { status: 503, headers: { 'retry-after': String(AGAIN_S) } })
    waiting++
    known = { at: now, picture: press.picture(path, frame).finally(() => waiting--) }
    kept.set(path, known)
    if (kept.size > KEPT_MAX) kept.delete(kept.keys().next().value!)
    // One that could not be made is tried again by whoever asks next.
    known.picture.catch(() => kept.delete(path))
  }
  const picture = await known.picture.catch(() => error(503))
  const headers = { 'content-type': 'image/png', 'cache-control': `public, max-age=${AGE_MS_MAX / 1000}` }
  return new Response(new Uint8Array(picture), { headers })
}
