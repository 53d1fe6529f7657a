/** What the pages of imports share: who may see them, and where each of them is. */
import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { sentence, words } from '#words'

/** Visitors are asked to sign in, and come back; who may not import is told so. */
export function enter({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): void {
  const { actor, lang } = locals
  if (actor.kind === 'visitor') redirect(303, href(lang, '/sign-in', {}, { next: url.pathname + url.search }))
  if (!actor.can('indicators.import')) error(403, sentence(lang, 'forbidden'))
}

export const importHref = ({ locals }: Pick<RequestEvent, 'locals'>, id: string, query: Record<string, string> = {}) =>
  href(locals.lang, '/workspace/imports/[id]', { id }, query)

/** Whoever an id stands for, as far as colleagues are told. */
export function whoIs({ locals: { actor, lang } }: Pick<RequestEvent, 'locals'>, id: string): string {
  const { t } = words[lang]
  if (id === actor.id) return t('imports.you')
  return id.startsWith('system:') ? t('imports.service') : t('imports.colleague', { id: id.slice(-6) })
}
