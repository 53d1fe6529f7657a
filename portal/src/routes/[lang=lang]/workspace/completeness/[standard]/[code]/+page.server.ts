/** Why one indicator of a standard is not reported: said, changed, taken back; every version stays. */
import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import type { OmissionReason } from '#indicators'
import { href } from '#lib/paths.ts'
import { noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { enter } from '#lib/server/imports.ts'
import { sentence } from '#words'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enter(event)
  const { city, actor, lang } = event.locals
  if (!actor.can('indicators.define')) error(403, sentence(lang, 'forbidden'))
  const { indicators } = city
  const standard = indicators.standard(event.params.standard)
  const found = standard.indicators.find(({ code }) => code === event.params.code)
  if (!found) error(404, sentence(lang, 'notFound'))
  const { lines } = await indicators.theme(standard.id, found.theme, indicators.home)
  const line = lines.find(({ code }) => code === found.code)
  const versions = await indicators.omissionVersions(standard.id, found.code)
  return {
    standard: { id: standard.id, name: standard.name[lang] },
    theme: found.theme,
    code: found.code,
    name: found.names[lang],
    isReported: line?.value !== undefined && line.value.value !== null,
    version: versions[0]?.version ?? 0,
    current: versions[0]?.reason ? { reason: versions[0].reason, notes: versions[0].notes! } : undefined,
    versions: versions.map(({ version, at, by, reason, notes }) => ({
      ...{ version, at, reason, note: notes?.[lang], byPack: by.startsWith('system:') },
    })),
    done: noteOf(event, ['said'] as const),
  }
}

const FIELDS = {
  reason: 'checking.omission.reason',
  'note-pl': 'checking.withdraw.pl',
  'note-en': 'checking.withdraw.en',
  'note-uk': 'checking.withdraw.uk',
} as const

export const actions: Actions = {
  say: async (event) => {
    const result = await submitted(event, { fields: FIELDS }, async (said, form) => {
      const notes = { pl: said['note-pl'], en: said['note-en'], uk: said['note-uk'] }
      const draft = { reason: said.reason as OmissionReason, notes }
      return event.locals.city.indicators.omit(
        event.locals.actor,
        placeOf(event),
        draft,
        Number(textOf(form, 'version')),
      )
    })
    return 'entryId' in result ? back(event) : result
  },
  takeBack: async (event) => {
    const result = await submitted(event, { fields: {} }, async (_, form) => {
      const expected = Number(textOf(form, 'version'))
      return event.locals.city.indicators.omit(event.locals.actor, placeOf(event), undefined, expected)
    })
    return 'entryId' in result ? back(event) : result
  },
}

const placeOf = ({ params }: RequestEvent) => ({ standard: params.standard!, code: params.code! })

const back = (event: RequestEvent) =>
  redirect(303, href(event.locals.lang, '/workspace/completeness/[standard]/[code]', placeOf(event), { done: 'said' }))
