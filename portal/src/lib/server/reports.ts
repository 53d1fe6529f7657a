/** What the pages of those who make reports share: who may enter, and how a report stands. */
import type { RequestEvent } from '@sveltejs/kit'
import type { Report } from '#reports'
import { href } from '#lib/paths.ts'
import { enterWith } from '#lib/server/forms.ts'

export const STANDINGS = ['making', 'failed', 'cancelled', 'draft', 'published', 'superseded'] as const
export type ReportStanding = (typeof STANDINGS)[number]

export const enter = (event: Pick<RequestEvent, 'locals' | 'url'>): void => enterWith(event, 'reports.make')

export const reportHref = ({ locals }: Pick<RequestEvent, 'locals'>, id: string, query: Record<string, string> = {}) =>
  href(locals.lang, '/workspace/reports/[id]', { id }, query)

export function standingOf({ state, publication, supersededBy }: Report): ReportStanding {
  if (supersededBy) return 'superseded'
  if (publication) return 'published'
  return state === 'made' ? 'draft' : state
}
