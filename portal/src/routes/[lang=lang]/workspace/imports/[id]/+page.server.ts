/** One import: how far it is, what it would change, what was rejected and why, and the decision about it. */
import { fail, redirect } from '@sveltejs/kit'
import type { Layout, Preview, Rejection } from '#indicators'
import type { City } from '#lib/server/city.ts'
import { answersIn, askedFor } from '#lib/server/answers.ts'
import { noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { enter, importHref, whoIs } from '#lib/server/imports.ts'
import { failureSaid, isDescribable } from '#lib/server/mapping.ts'
import { patiently } from '#lib/server/patience.ts'
import { saidFindings, saidOverlaps } from '#lib/server/views/findings.ts'
import { words, type Key, type Lang } from '#words'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['before', 'published', 'given', 'verified', 'returned', 'withdrawn'] as const
const WAITING = ['read', 'returned', 'verified']

export const load: PageServerLoad = async (event) => {
  enter(event)
  const { city, actor, lang } = event.locals
  const look = () => city.indicators.imports.preview(actor, event.params.id)
  const found = await patiently(look, ({ state }) => state !== 'reading' || !event.url.searchParams.has('wait'))
  const { options: _, failure, layout, changes, rejections, findings, verifications, stale, maker, ...facts } = found
  const remarks = await saidFindings(city, lang, findings)
  const datasets = await city.indicators.datasets()
  const isOpen = isDescribable(failure)
  const fetches = found.broughtBy.startsWith('system:') ? await city.indicators.fetches.list(actor) : []
  const isOwn = [found.broughtBy, maker].includes(actor.id)
  const { gate } = city.governance
  const atGate = await gate.standing({ module: 'indicators', kind: 'figures', id: found.id }, found.sha256)
  return {
    found: facts,
    /** Where a person decides, or has decided, whether its file may be public. */
    atGate: found.state === 'published' && atGate?.state === 'opened' ? undefined : atGate,
    dataset: datasets.find(({ id }) => id === found.dataset)?.names[lang],
    progress: found.state === 'reading' && found.jobId ? await city.jobs.status(found.jobId) : undefined,
    changes: await namedChanges(city, lang, changes),
    rejections: rejections.map(({ details }) => said(lang, details as Rejection)),
    failure: failure && failureSaid(failure, lang),
    /** The columns to be described, where that is why the file could not be read. */
    asking: isOpen ? await city.indicators.ask(actor, found.id, {}, lang) : undefined,
    remarks: (layout as Layout | undefined)?.remarks ?? [],
    container: (layout as Layout | undefined)?.container,
    findings: remarks,
    checkRules: city.indicators.checkRules,
    asked: askedFor(remarks),
    decisions: verifications.map(({ decision, at, by, reason, answers }) => ({
      ...{ decision, at, reason, who: whoIs(event, by) },
      answers: answers.map((answer) => answer.reason),
    })),
    stale: await saidOverlaps(city, lang, stale),
    own: isOwn,
    who: whoIs(event, found.broughtBy),
    fetch: fetches.map(({ id, name }) => ({ id, name })).find(({ id }) => found.broughtBy.endsWith(`/${id}`)),
    may: {
      verify:
        WAITING.includes(found.state) &&
        actor.kind === 'person' &&
        !isOwn &&
        actor.can('indicators.verify', found.organisation),
      withdraw:
        found.state === 'published' &&
        found.origin !== 'withdrawal' &&
        actor.can('indicators.publish', found.organisation),
      publish: found.state === 'verified' && actor.can('indicators.publish', found.organisation),
    },
    done: noteOf(event, NOTES),
    seq: Number(event.url.searchParams.get('seq')) || undefined,
    rows: Number(event.url.searchParams.get('rows')) || 0,
  }
}

/** Changes in the names that people know; an area or a measure without one stays as its id. */
async function namedChanges({ indicators, places }: City, lang: Lang, changes: Preview['changes']) {
  if (changes.length === 0) return []
  const measures = new Map((await indicators.measures()).map((measure) => [measure.id, measure]))
  const areas = new Map((await places.areas()).map(({ id, names }) => [id, names[lang]]))
  return changes.map((change) => {
    const measure = measures.get(change.measure)
    return {
      ...change,
      before: change.before ?? null,
      area: areas.get(change.area) ?? change.area,
      figure: measure?.names[lang] ?? change.measure,
      unit: measure?.unit ?? '1',
    }
  })
}

/** A rejected row as sentences: what is wrong with it, and what would be right. */
function said(lang: Lang, { line, place, column, found, code, expected }: Rejection) {
  const { t } = words[lang]
  const values = { line, column: column?.name, found, expected }
  return {
    line,
    column: place ?? (column && `${column.name} (${column.index})`),
    found,
    problem: t(`reading.problem.${code}` as Key, values),
    expected: t(`reading.expected.${code}` as Key, values),
  }
}

export const actions: Actions = {
  publish: async (event) => {
    const { city, actor } = event.locals
    const id = event.params.id!
    const result = await submitted(event, { fields: { grounds: 'imports.grounds' } }, ({ grounds }) =>
      city.indicators.imports.publish(actor, id, grounds),
    )
    if (!('seq' in result)) return result
    redirect(303, importHref(event, id, { done: 'published', seq: String(result.seq) }))
  },
  verify: async (event) => {
    const { city, actor, lang } = event.locals
    const id = event.params.id!
    const result = await submitted(
      event,
      { fields: { reason: 'checking.verify.reason' } },
      async ({ reason }, form) => {
        const { findings } = await city.indicators.imports.preview(actor, id)
        const { answers, lacking } = answersIn(form, askedFor(findings))
        if (lacking.length === 0) return city.indicators.verify(actor, id, { reason, answers })
        const message = words[lang].t('checking.verify.answerMissing')
        const values = Object.fromEntries([...form.keys()].map((name) => [name, textOf(form, name)]))
        return fail(422, { errors: lacking.map((field) => ({ field, message })), values })
      },
    )
    if (!('decision' in result)) return result
    redirect(303, importHref(event, id, { done: 'verified' }))
  },
  sendBack: async (event) => {
    const { city, actor } = event.locals
    const id = event.params.id!
    const fields = { correction: 'checking.verify.backReason' } as const
    const result = await submitted(event, { fields }, ({ correction }) =>
      city.indicators.sendBack(actor, id, { reason: correction }),
    )
    if (!('decision' in result)) return result
    redirect(303, importHref(event, id, { done: 'returned' }))
  },
  cancel: async (event) => {
    const { city, actor } = event.locals
    const id = event.params.id!
    const result = await submitted(event, { fields: {} }, (_, form) =>
      city.indicators.imports.cancel(actor, id, textOf(form, 'grounds') || undefined),
    )
    return result ?? redirect(303, importHref(event, id, { done: 'given' }))
  },
}
