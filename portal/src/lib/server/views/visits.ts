/** What the pages show of a visit that somebody asked for: how far it is, or what came of it, and when it is possible again. */
import type { PeerVisit } from '#network'
import type { City } from '#lib/server/city.ts'
import type { Lang } from '#words'
import { saying } from './projects.ts'

export function visitOf(city: City, lang: Lang, kind: 'peer' | 'source', visit: PeerVisit | undefined) {
  if (!visit) return undefined
  const { t, format } = saying(city, lang)
  const { state, at, done, total, againAt, isTooSoon } = visit
  return {
    ...{ isUnderWay: state === 'underWay', isGood: state === 'good', done, total },
    said: state === 'underWay' ? '' : t(`visits.said.${kind}.${state}`, { moment: format.moment(at) }),
    again: isTooSoon ? t('visits.again', { moment: format.moment(againAt) }) : undefined,
  }
}
export type ShownVisit = NonNullable<ReturnType<typeof visitOf>>
