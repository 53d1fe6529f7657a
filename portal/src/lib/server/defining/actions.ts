/** What the pages of definitions do: find what a formula may name, try a draft out, choose between two, publish. */
import { fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit'
import type { DefinitionVersion } from '#indicators'
import { href } from '#lib/paths.ts'
import { enterWith, shown, submitted, textOf, type FormError } from '#lib/server/forms.ts'
import { sentence, words, type Key } from '#words'
import { conflictOf, strategyAreas, type ConflictView } from './conflict.ts'
import { merged, partsOf } from './fields.ts'
import { helpOf, type Found } from './help.ts'
import { mistakeOf, type Mistake } from './mistake.ts'
import { whoMade } from './page.ts'
import { problemsOf } from './problems.ts'
import { trialView, type TrialView } from './trial.ts'
import { draftOf, valuesOf, type TextField, type Values } from './values.ts'

/** What a page is told; `values` is the form as it was sent. */
export type Told = {
  values: Values
  errors?: FormError[]
  help?: Found
  mistake?: Mistake
  trial?: TrialView
  conflict?: ConflictView
}
type Answer = Told | ActionFailure<Told>

export const PERMISSION = 'indicators.define'

type Needed = TextField<'name' | 'description' | 'method'> | 'formula' | 'unit'
const FIELDS: Record<Needed, Key> = {
  namePl: 'defining.namePl',
  nameEn: 'defining.nameEn',
  nameUk: 'defining.nameUk',
  formula: 'defining.formula',
  unit: 'defining.unit',
  descriptionPl: 'defining.descriptionPl',
  descriptionEn: 'defining.descriptionEn',
  descriptionUk: 'defining.descriptionUk',
  methodPl: 'defining.methodPl',
  methodEn: 'defining.methodEn',
  methodUk: 'defining.methodUk',
}

const asked = { fields: FIELDS, blame: { 'indicators.unknown': 'id', 'indicators.unknownStandard': 'standard0' } }

export const actions = {
  find: async (event: RequestEvent): Promise<Told> => {
    enterWith(event, PERMISSION)
    const { city, lang } = event.locals
    const form = await event.request.formData()
    return { values: saidIn(form), help: await helpOf(city, lang, textOf(form, 'find')) }
  },

  check: async (event: RequestEvent): Promise<Answer> => {
    enterWith(event, PERMISSION)
    return submitted(event, asked, async (_, form) => {
      const corrected = textOf(form, 'corrected')
      return tried(event, { ...saidIn(form), ...(corrected && { formula: corrected }) })
    })
  },

  choose: async (event: RequestEvent): Promise<Answer> => {
    enterWith(event, PERMISSION)
    return submitted(event, { fields: {} }, async (_, form) => chosen(event, shown(form)))
  },

  publish: async (event: RequestEvent): Promise<Answer> => {
    enterWith(event, PERMISSION)
    const { city, actor, lang } = event.locals
    const answer = await submitted(event, asked, async (_, form): Promise<Answer | { published: string }> => {
      const values = saidIn(form)
      const told = await tried(event, values)
      if (!('trial' in told)) return told
      const { t } = words[lang]
      const grounds = (values.grounds ?? '').trim()
      const missing = t('identity.field.missing', { label: t('defining.trial.grounds') })
      if (grounds === '') return fail(400, { ...told, errors: [{ field: 'grounds', message: missing }] })
      const { draft } = await draftedFrom(event, values)
      await city.indicators.define(actor, [draft], grounds, Number(values.version ?? 0))
      return { published: draft.id }
    })
    if (!('published' in answer)) return answer
    redirect(303, href(lang, '/workspace/indicators/[id]', { id: answer.published }, { done: 'published' }))
  },
}

/** Which button was pressed, and what was looked for, is no part of a definition. */
function saidIn(form: FormData): Values {
  const { find: _find, corrected: _corrected, ...values } = shown(form)
  return values
}

/** The draft that a form says, and what it is a change of. */
async function draftedFrom({ locals: { city }, params }: RequestEvent, values: Values) {
  const versions = await city.indicators.versions(params.id ?? (values.id ?? '').trim())
  const base = params.id === undefined ? undefined : versions[0]
  return { versions, draft: draftOf(values, base, strategyAreas(city)), published: versions[0] }
}

/** The draft tried out; or what stands against it, at its field and in the formula, or what somebody else published since. */
async function tried(event: RequestEvent, values: Values): Promise<Answer> {
  const { city, actor, lang } = event.locals
  const isNew = event.params.id === undefined
  const errors = problemsOf(city, lang, values, isNew)
  if (errors.length > 0) return fail(400, { values, errors })
  const { draft, published, versions } = await draftedFrom(event, values)
  const expected = Number(values.version ?? 0)
  if (isNew && published) {
    const message = words[lang].t('defining.taken', { name: published.names[lang] })
    return fail(409, { values, errors: [{ field: 'id', message }] })
  }
  if (published && published.version !== expected) {
    return fail(409, { values, conflict: conflictWith(event, values, versions) })
  }
  try {
    const trial = await city.indicators.tryOut(actor, draft, expected)
    return { values, trial: await trialView(city, lang, { draft, published, trial }) }
  } catch (error) {
    const mistake = await mistakeOf(city, lang, draft, error)
    if (!mistake) throw error
    const { code, details } = error as { code: string; details: Record<string, never> }
    const field = mistake === 'unit' ? 'unit' : 'formula'
    const message = sentence(lang, code, details)
    return fail(422, { values, errors: [{ field, message }], ...(mistake !== 'unit' && { mistake }) })
  }
}

/** Theirs is the newest version; both began with the one that the form says. */
function conflictWith(event: RequestEvent, yours: Values, versions: DefinitionVersion[]): ConflictView {
  const { city, lang } = event.locals
  const theirs = versions[0]!
  const base = versions.find(({ version }) => version === Number(yours.version ?? 0))
  return conflictOf(city, lang, { yours, theirs, base, who: whoMade(event, theirs.by) })
}

/** The draft in which each part stands as it was chosen, tried out. */
async function chosen(event: RequestEvent, said: Values): Promise<Answer> {
  const { city, lang } = event.locals
  const values = Object.fromEntries(
    Object.entries(said).filter(([name]) => name !== 'theirs' && !name.startsWith('choose-')),
  )
  const { draft, published, versions } = await draftedFrom(event, values)
  if (!published) return fail(409, { values })
  const conflict = conflictWith(event, values, versions)
  const unsaid = conflict.lines.filter(({ id }) => !['yours', 'theirs'].includes(said[`choose-${id}`] ?? ''))
  // What was chosen was said of the version that stood beside; of a newer one it is asked again.
  if (unsaid.length > 0 || Number(said.theirs) !== published.version) {
    const missing = (label: string) => words[lang].t('defining.conflict.missing', { label })
    const errors = unsaid.map(({ id, label }) => ({ field: `choose-${id}`, message: missing(label) }))
    return fail(409, { values, conflict, errors })
  }
  const taken = new Set(conflict.lines.filter(({ id }) => said[`choose-${id}`] === 'theirs').map(({ id }) => id))
  const both = merged(partsOf(city, lang, draft), values, valuesOf(published), taken)
  return tried(event, { ...both, version: `${published.version}` })
}
