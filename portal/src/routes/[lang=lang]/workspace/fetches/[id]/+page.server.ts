/** One fetch: what it asks, how it goes, and what can be done with it. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { enter, fetchHref, saidFailure, saidSchedule, standingOf } from '#lib/server/fetches.ts'
import { done, noteOf, submitted } from '#lib/server/forms.ts'
import { whoIs } from '#lib/server/imports.ts'
import { patiently } from '#lib/server/patience.ts'
import type { Actions, PageServerLoad } from './$types'

const isUnderWay = ({ outcome }: { outcome?: string }): boolean => outcome === undefined
const NOTES = ['made', 'asked', 'on', 'off'] as const

export const load: PageServerLoad = async (event) => {
  const organisations = await enter(event)
  const { city, actor, lang } = event.locals
  const { searchParams } = event.url
  const isAwaited = searchParams.has('wait') || searchParams.get('done') === 'asked'
  const found = await patiently(
    () => city.indicators.fetches.one(actor, event.params.id),
    ({ runs }) => !isAwaited || !runs.some(isUnderWay),
  )
  const datasets = await city.indicators.datasets()
  const { id, name, address, isOn, failures, madeAt, nextAt, runs } = found
  return {
    ...{ id, name, address, isOn, failures, madeAt, nextAt },
    dataset: datasets.find(({ id }) => id === found.dataset)?.names[lang] ?? found.dataset,
    organisation: organisations.find((one) => one.id === found.organisation)?.name,
    schedule: saidSchedule(event, found.cron),
    standing: standingOf(found),
    maker: whoIs(event, found.madeBy),
    isOwn: found.madeBy === actor.id,
    failure:
      failures > 0
        ? saidFailure(
            event,
            runs.find(({ outcome }) => outcome === 'failed'),
          )
        : undefined,
    isRunning: runs.some(isUnderWay),
    runs: runs.map((run) => ({
      ...{ number: run.number, at: run.at, cause: run.cause, outcome: run.outcome },
      ...{ pages: run.pages ?? 1, bytes: run.bytes, importId: run.importId },
      who: run.by && whoIs(event, run.by),
      failure: saidFailure(event, run),
    })),
    done: noteOf(event, NOTES),
  }
}

/** Does something to this fetch, and shows it again. */
async function act(event: RequestEvent, what: (typeof NOTES)[number], work: (id: string) => Promise<unknown>) {
  const id = event.params.id!
  const result = await submitted(event, { fields: {} }, async () => {
    await work(id)
    return undefined
  })
  return result ?? redirect(303, fetchHref(event, id, what))
}

export const actions: Actions = {
  now: (event) => {
    const { city, actor } = event.locals
    return act(event, 'asked', (id) => city.indicators.fetches.now(actor, id))
  },
  on: (event) => {
    const { city, actor } = event.locals
    return act(event, 'on', (id) => city.indicators.fetches.turn(actor, id, true))
  },
  off: (event) => {
    const { city, actor } = event.locals
    return act(event, 'off', (id) => city.indicators.fetches.turn(actor, id, false))
  },
  remove: async (event) => {
    const { city, actor } = event.locals
    const result = await submitted(event, { fields: {} }, () => city.indicators.fetches.remove(actor, event.params.id!))
    return result ?? done(event, '/workspace/fetches', 'deleted')
  },
}
