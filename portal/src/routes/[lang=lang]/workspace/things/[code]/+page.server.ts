/** A thing for those who work on it: what is known, its parts, photos and documents, reports, and who changed what. */
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { brought, isRefusal, noteOf, refuseEntry, submitted, textOf, type FormError } from '#lib/server/forms.ts'
import { whoIs } from '#lib/server/imports.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { qrOf } from '#lib/server/qr.ts'
import { reportFor } from '#lib/server/reported.ts'
import { BLAME, draftIn, kindFor, mapOf, namesFor, rowOf, saidOf, type ThingNames } from '#lib/server/things.ts'
import { careView, saying } from '#lib/server/views/maintenance.ts'
import { sentence, words, type Key } from '#words'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['added', 'saved', 'file', 'removed'] as const

async function found({
  locals: { city, actor, lang },
  params,
}: Pick<RequestEvent, 'locals'> & { params: { code: string } }) {
  const { assets } = city.infrastructure
  const thing = await assets.one(actor, params.code).catch((problem: unknown) => {
    if (isRefusal(problem) && problem.status === 404) error(404, sentence(lang, problem.code, problem.details))
    throw problem
  })
  return thing.inside ? { ...thing, inside: thing.inside } : refuseEntry(lang)
}

export const load: PageServerLoad = async (event) => {
  await enterWithAnywhere(event, 'infrastructure.read')
  const { city, actor, lang } = event.locals
  const { assets, maintenance } = city.infrastructure
  const thing = await found(event)
  const [names, kin, files, history, reports, offices, care] = await Promise.all([
    namesFor(city, lang),
    assets.kin(actor, thing.code),
    assets.files(actor, thing.code),
    assets.history(actor, thing.code),
    assets.reports.ofThing(actor, { id: thing.inside.id, organisationId: thing.organisationId }),
    city.identity.organisations(),
    maintenance.orders.careOf(actor, { assetId: thing.inside.id, entityId: thing.entityId ?? undefined }),
  ])
  const publicPath = href(lang, '/things/[code]', { code: thing.code })
  return {
    ...{ ...rowOf(thing, names, lang), note: noteOf(event, NOTES), version: thing.inside.version, publicPath },
    ...{ kindOf: kindFor(city, lang, thing.kind), said: saidOf(thing) },
    care: careView(saying(city, lang), care),
    shape: thing.location && thing.location.type !== 'Point' ? thing.location.type : undefined,
    qr: qrOf(new URL(`/things/${thing.code}`, event.url.origin).href),
    path: kin.path.map((one) => rowOf(one, names, lang)),
    ...{ parts: kin.parts.slice(0, 500).map((one) => rowOf(one, names, lang)), organisationId: thing.organisationId },
    ...{ files: files.map(({ id, kind, name }) => ({ id, kind, name })), map: await mapOf(city, lang, [thing], true) },
    reports: await Promise.all(reports.slice(0, 20).map((report) => reportFor(event, report))),
    history: history.slice(0, 50).map(({ version, at, by, changed }) => ({
      ...{ version, at, by: whoIs(event, by), isNew: version === 1 },
      changed: version === 1 ? [] : changed.map((one) => saidChange(event, thing.kind, names, one)),
    })),
    organisations: offices.filter(({ id }) => actor.can('infrastructure.write', id)).map(({ id, names }) => ({ value: id, label: names[lang] })), // prettier-ignore
    mayWrite: actor.can('infrastructure.write', thing.organisationId),
  }
}

type Changed = { what: string; before: unknown; after: unknown }
function saidChange(
  { locals: { city, lang } }: Pick<RequestEvent, 'locals'>,
  kind: string,
  names: ThingNames,
  { what, before, after }: Changed,
) {
  const { t, has } = words[lang]
  const own = kindFor(city, lang, kind)?.fields.find(({ code }) => `fields.${code}` === what)
  const key = `things.field.${what}`
  const say = (value: unknown): string => {
    if (value === null) return t('things.workspace.nothing')
    if (what === 'state') return t(`things.state.${value}` as Key)
    if (what === 'organisationId') return names.office(String(value))
    if (what === 'area') return names.area(String(value)) ?? ''
    if (what === 'cost_grosze') return `${(Number(value) / 100).toFixed(2)} zł`
    if (typeof value === 'boolean') return t(value ? 'things.yes' : 'things.no')
    if (typeof value === 'object') return (value as { coordinates?: unknown }).coordinates instanceof Array ? String((value as { coordinates: unknown[] }).coordinates).slice(0, 60) : '' // prettier-ignore
    return own?.choices?.find((one) => one.value === value)?.label ?? String(value)
  }
  return { what: own?.label ?? (has(key) ? t(key) : what), before: say(before), after: say(after) }
}

export const actions: Actions = {
  save: async (event) => {
    await enterWithAnywhere(event, 'infrastructure.write')
    const { city, actor, lang } = event.locals
    const thing = await found(event)
    const result = await submitted(event, { fields: {}, blame: BLAME }, async (_, form) => ({
      code: (await city.infrastructure.assets.change(actor, thing.code, Number(textOf(form, 'version')), draftIn(city, form, thing))).code, // prettier-ignore
    }))
    if (!('code' in result)) {
      // Somebody changed it meanwhile: what is there now is shown, not what would go over it.
      const isOvertaken = result.status === 409 && result.data.errors[0]?.field === undefined
      return isOvertaken ? fail(409, { ...result.data, values: {} }) : result
    }
    redirect(303, href(lang, '/workspace/things/[code]', { code: result.code }, { done: 'saved' }))
  },

  file: async (event) => {
    await enterWithAnywhere(event, 'infrastructure.write')
    const { city, actor, lang } = event.locals
    const { assets } = city.infrastructure
    const { code } = await found(event)
    const result = await brought(
      event,
      { 'things.fileType': 'file', 'files.tooLarge': 'file', 'things.tooManyFiles': 'file' },
      (stream) => assets.keepAnyFile(actor, code, stream),
      async (file) => {
        await assets.addFile(actor, code, file)
        return { isAdded: true }
      },
    )
    if (!('isAdded' in result)) return result
    redirect(303, href(lang, '/workspace/things/[code]', { code }, { done: 'file' }))
  },

  remove: async (event) => {
    await enterWithAnywhere(event, 'infrastructure.write')
    const { city, actor, lang } = event.locals
    const { code } = await found(event)
    const id = textOf(await event.request.formData(), 'file')
    try {
      await city.infrastructure.assets.removeFile(actor, code, id)
    } catch (problem) {
      if (!isRefusal(problem)) throw problem
      const errors: FormError[] = [{ message: sentence(lang, problem.code, problem.details) }]
      return fail(problem.status, { errors, values: {} })
    }
    redirect(303, href(lang, '/workspace/things/[code]', { code }, { done: 'removed' }))
  },
}
