/** The second half: a project that promises an effect, a plan that is sealed, figures that move, an evaluation, a decision. */
import { DEMONSTRATION_GOAL, DEMONSTRATION_INDICATOR, DEMONSTRATION_STRATEGY } from '#platform/demonstration'
import { house, publish } from './before.ts'
import { TREATED_AREAS, AREAS } from './figures.ts'
import { PEOPLE, type Stage } from './stage.ts'
import * as words from './words.ts'

/** In percentage points: what is promised, and the least for which it is worth trying. */
const [PROMISED, SMALLEST] = [6, 3]
/** In the smallest part of the currency. */
const [WORKS, STANDS, EVERYWHERE] = [14_950_000, 2_480_000, 90_000_000]

/** The winner, with its promise; done, paid, and confirmed by who asked for it. */
export async function deliver(stage: Stage, code: string): Promise<string> {
  const { house: { strategy: { projects } }, calendar: { on, at }, clock, say } = stage // prettier-ignore
  const { office } = PEOPLE
  const won = (await projects.list({ edition: code })).projects
  const { id } = won.find(({ titles }) => Object.values(words.IDEAS[0]!.titles).includes(titles.pl ?? ''))!
  clock.set(at(2, '06-15'))
  await projects.aim(office, id, { goals: [DEMONSTRATION_GOAL] })
  await projects.promise(office, id, { indicator: DEMONSTRATION_INDICATOR, size: PROMISED, by: on(1, '12-31') })
  await projects.plan(office, id, { title: say('milestone'), due: on(2, '12-15') })
  return id
}

export async function build({ house: { strategy: { projects } }, calendar: { on, at }, clock, say }: Stage, id: string): Promise<void> {
  const { office, authors } = PEOPLE
  clock.set(at(2, '09-10'))
  await projects.move(office, id, { to: 'preparing' })
  clock.set(at(2, '10-01'))
  await projects.move(office, id, { to: 'underWay' })
  clock.set(at(2, '12-10'))
  await projects.spend(office, id, { title: say('works'), amount_minor: WORKS, on: on(2, '12-08') })
  await projects.spend(office, id, { title: say('stands'), amount_minor: STANDS, on: on(2, '12-09') })
  await projects.tell(office, id, { text: say('news') })
  const { milestones } = await projects.one(id)
  await projects.reach(office, id, milestones[0]!.id)
  await projects.move(office, id, { to: 'finished' })
  clock.set(at(2, '12-16'))
  await projects.confirm(authors[0]!, id, { agrees: true, words: say('thanks') })
} // prettier-ignore

/** How it is to be seen whether it helps: said, and sealed, before the work begins. */
export async function seal(stage: Stage, projectId: string): Promise<string> {
  const { house: { innovations: { pilots }, ledger, info }, calendar: { year, on, at }, clock, organisationId } = stage // prettier-ignore
  clock.set(at(2, '09-01'))
  const { id } = await pilots.add(PEOPLE.department, {
    ...{ organisationId, projectId, ...words.PILOT },
    source: { kind: 'indicator', indicator: DEMONSTRATION_INDICATOR, areas: AREAS, treated: TREATED_AREAS },
    ...{ unit: 'district', smallest: SMALLEST, better: 'higher', units: AREAS.length },
    design: { method: 'did', outcome: 'value', unitOfOutcome: '%', unit: 'area', time: 'period', treated: 'treated', from: String(year - 1) }, // prettier-ignore
    ...{ from: on(1, '01-02'), to: on(1, '12-31'), cost_minor: WORKS + STANDS, currency: info.currency },
  })
  await pilots.seal(PEOPLE.department, id)
  await ledger.sequence()
  return id
}

/** A year goes by, the figures come, the sealed method is run, and another person runs it again. */
export async function evaluate(stage: Stage, id: string): Promise<void> {
  const { house: { innovations: { pilots }, ledger, strategy }, calendar: { year, on, at }, clock, say } = stage // prettier-ignore
  const { department, analyst } = PEOPLE
  clock.set(at(1, '01-02'))
  await pilots.start(department, id, on(1, '01-02'))
  clock.set(at(1, '02-15'))
  await publish(stage, year, [year - 2])
  clock.set(at(0, '02-15'))
  await publish(stage, year, [year - 1])
  clock.set(at(0, '03-01'))
  await ledger.sequence()
  await pilots.evaluate(department, id, {})
  clock.set(at(0, '03-08'))
  await pilots.publish(analyst, id, say('verified'))
  clock.set(at(0, '03-15'))
  await pilots.decide(department, id, {
    ...{ outcome: 'scale', reasons: say('reasons'), worked: say('worked'), conditions: say('conditions') },
    ...{ budget_minor: EVERYWHERE, due: `${year + 1}-12-31` },
  })
  // What is done everywhere it fits serves the same goal.
  const everywhere = (await strategy.projects.byOrigin({ kind: 'pilot', pilot: id }))!
  await strategy.projects.aim(PEOPLE.office, everywhere.id, { goals: [DEMONSTRATION_GOAL] })
  clock.set(at(0, '03-20'))
  await strategy.progress.ask(house, DEMONSTRATION_STRATEGY)
}
