/**
 * The loop, shown once round: from a weak indicator over a vote to a measured effect. Everything in it is made up, and made by
 * the house's own services as people would do it, by a clock that is moved through two years; the ledger holds the true time.
 */
import { fixedClock, systemClock } from '#platform/clock'
import type { Config } from '#platform/config'
import { DEMONSTRATION_STRATEGY } from '#platform/demonstration'
import { createLog } from '#platform/log'
import { createUnia } from '../../../app.ts'
import * as after from './after.ts'
import * as before from './before.ts'
import { calendarFor, stageOf, type House, type Stage } from './stage.ts'

/** What is left for later waits so long: a house that runs beside would do it by its own clock, in the midst of the play. */
const JOBS_AFTER_MS = 3 * 60_000

export type Shown = { edition: string; challenge: string; project: string; pilot: string }
/** It stands already. */
export const STANDS = 'stands'

export async function showLoop(config: Config, say: (text: string) => void): Promise<Shown | typeof STANDS> {
  const now = systemClock.now()
  const calendar = calendarFor(now)
  const clock = fixedClock(calendar.at(2, '02-03'))
  const jobsAfter = new Date(now.getTime() + JOBS_AFTER_MS)
  const unia = await createUnia(config, createLog({ level: 'warn' }), { clock, jobsAfter })
  try {
    await unia.jobs.start()
    if ((await unia.strategy.strategies.list()).some(({ id }) => id === DEMONSTRATION_STRATEGY)) return STANDS
    const { id: organisationId } = await unia.identity.ensureCity(before.house, unia.info.names)
    const told = (step: string) => say(`${clock.now().toISOString().slice(0, 10)}  ${step}`)
    const time = await timeFor(unia)
    return await walk(stageOf(unia, { calendar, clock, organisationId, time, told }))
  } finally {
    await unia.stop()
  }
}

async function walk(stage: Stage): Promise<Shown> {
  const { clock, calendar, told } = stage
  await before.describe(stage)
  told('an indicator of made-up neighbourhoods, and their figures')
  clock.set(calendar.at(2, '02-05'))
  await before.aim(stage)
  told('a strategy with a goal and a target')
  clock.set(calendar.at(2, '02-10'))
  const challenge = await before.challenge(stage)
  told('a challenge, from the gap of the weakest')
  const edition = editionOf(stage.time)
  await before.propose(stage, edition)
  told('three proposals of residents, answered by the office')
  await before.vote(stage, edition)
  told('a vote, cast with codes, opened and counted')
  const project = await after.deliver(stage, edition)
  told('the winner is a project, and promises an effect')
  const pilot = await after.seal(stage, project)
  told('how the effect will be seen is sealed in the ledger')
  await after.build(stage, project)
  told('the project is finished, paid and confirmed')
  await after.evaluate(stage, pilot)
  told('the figures moved; the sealed method was run, and run again by another person')
  return { edition, challenge, project, pilot }
}

const editionOf = (time: number): string => `${DEMONSTRATION_STRATEGY}-${time}`

/** What was voted on stays voted on: one that is shown anew has a vote of its own. */
async function timeFor({ participation: { budgets } }: House): Promise<number> {
  const known = new Set((await budgets.all(before.organiser)).map(({ code }) => code))
  let time = 1
  while (known.has(editionOf(time))) time++
  return time
}
