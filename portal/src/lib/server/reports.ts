/** What the pages of those who make reports share: who may enter, and how a report stands. */
import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import type { Report } from '#reports'
import { href } from '#lib/paths.ts'
import { sentence } from '#words'

export const STANDINGS = ['making', 'failed', 'cancelled', 'draft', 'published', 'superseded'] as const
export type ReportStanding = (typeof STANDINGS)[number]

/** Visitors are asked to sign in, and come back; who may not make reports is told so. */
export function enter({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): void {
  const { actor, lang } = locals
  if (actor.kind === 'visitor') redirect(303, href(lang, '/sign-in', {}, { next: url.pathname + url.search }))
  if (!actor.can('reports.make')) error(403, sentence(lang, 'forbidden'))
}

export const reportHref = ({ locals }: Pick<RequestEvent, 'locals'>, id: string, query: Record<string, string> = {}) =>
  href(locals.lang, '/workspace/reports/[id]', { id }, query)

export function standingOf({ state, publication, supersededBy }: Report): ReportStanding {
  if (supersededBy) return 'superseded'
  if (publication) return 'published'
  return state === 'made' ? 'draft' : state
}
