/** What the pages of imports share: who may see them, where each of them is, and how forms say what to read. */
import type { RequestEvent } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import type { Arrival } from '#indicators'
import { enterWith, textOf } from '#lib/server/forms.ts'
import { words, type Lang, type Texts } from '#words'

export const enter = (event: Pick<RequestEvent, 'locals' | 'url'>): void => enterWith(event, 'indicators.import')

export const importHref = ({ locals }: Pick<RequestEvent, 'locals'>, id: string, query: Record<string, string> = {}) =>
  href(locals.lang, '/workspace/imports/[id]', { id }, query)

/** Whoever an id stands for, as far as colleagues are told. */
export function whoIs({ locals: { actor, lang } }: Pick<RequestEvent, 'locals'>, id: string): string {
  const { t } = words[lang]
  if (id === actor.id) return t('imports.you')
  if (id.startsWith('system:fetch/')) return t('fetches.itself')
  if (id.startsWith('system:')) return t('imports.service')
  return id.startsWith('key:') ? t('imports.key') : t('imports.colleague', { id: id.slice(-6) })
}

/** Things to choose from, by their names in the page's language. */
export const byName = (lang: Lang, things: { id: string; names: Texts }[]): { id: string; name: string }[] =>
  things.map(({ id, names }) => ({ id, name: names[lang] })).sort((a, b) => a.name.localeCompare(b.name, lang))

/** What the reader is told; what is left to it, is not said. */
export function optionsOf(form: FormData): Arrival['options'] {
  const said = (name: string) => textOf(form, name) || undefined
  const measure = said('measure')
  const mapping = measure ? { measure } : undefined
  const options = { encoding: said('encoding'), decimal: said('decimal'), sheet: said('sheet'), mapping }
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}
