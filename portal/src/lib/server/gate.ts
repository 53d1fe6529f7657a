/** What the pages of those who decide share: who may enter, what needs an answer, and the answers that were typed. */
import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import type { Examination, Finding } from '#governance'
import { href } from '#lib/paths.ts'
import { sentence } from '#words'

/** Visitors are asked to sign in, and come back; who may do none of it anywhere is told so. */
export async function enterFor({ locals, url }: RequestEvent, ...permissions: string[]): Promise<void> {
  const { actor, lang, city } = locals
  if (actor.kind === 'visitor') redirect(303, href(lang, '/sign-in', {}, { next: url.pathname + url.search }))
  const places = [undefined, ...(await city.identity.organisations()).map(({ id }) => id)]
  if (!permissions.some((permission) => places.some((id) => actor.can(permission, id))))
    error(403, sentence(lang, 'forbidden'))
}

export const enterGate = (event: RequestEvent) => enterFor(event, 'governance.decide', 'governance.decidePersonal')

const needsPerson = ({ severity }: Finding) => severity !== 'note'

/** Each detector whose findings a person must answer. */
export const askedOf = (findings: readonly Finding[]): string[] => [
  ...new Set(findings.filter(needsPerson).map(({ detector }) => detector)),
]

/** One answer for all that a detector found. */
export function answersIn(form: FormData, findings: readonly Finding[]) {
  return findings.flatMap((finding, i) => {
    const [kind, text] = ['kind', 'text'].map((name) => String(form.get(`${name}-${finding.detector}`) ?? '').trim())
    if (!needsPerson(finding) || !text || (kind !== 'mistaken' && kind !== 'lawful')) return []
    return [{ finding: i, kind: kind as 'mistaken' | 'lawful', text }]
  })
}

/** Where those who work here find the content itself; of open data, the very delivery, where they may see it. */
export async function contentOf(
  { locals: { lang, city, actor } }: Pick<RequestEvent, 'locals'>,
  { id: examinationId, subject }: Examination,
) {
  // prettier-ignore
  const { module, kind, id } = subject
  if (module === 'indicators' && kind === 'figures') return href(lang, '/workspace/imports/[id]', { id })
  if (module === 'reports') return href(lang, '/workspace/reports/[id]', { id })
  if (module === 'network' && id.startsWith('others/')) return href(lang, '/workspace/network/following')
  if (module === 'network' && id.startsWith('replies/')) return href(lang, '/workspace/network/answers')
  if (module !== 'catalog') return undefined
  const { datasets, deliveries } = city.catalog
  if (kind === 'text') {
    const said = await datasets.entry(actor, id).catch(() => undefined)
    return said && href(lang, '/workspace/catalog/[slug]', { slug: said.slug })
  }
  const all = await deliveries.list(actor, id).catch(() => [])
  const one = all.find((delivery) => delivery.examinationId === examinationId)
  return one ? href(lang, '/workspace/deliveries/[id]', { id: one.id }) : href(lang, '/workspace/distributions/[id]', { id }) // prettier-ignore
}
