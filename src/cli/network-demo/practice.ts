/** A practice that travels: one city tried it and measured it, another takes it, measures it anew, and both learn from both. */
import { system } from '#platform/actor'
import { systemClock } from '#platform/clock'
import type { House } from './houses.ts'
import { AIR } from './pack.ts'

const office = system('network-demo')
/** Results are published by another than who found them. */
const checker = system('network-demo-checker')
const TITLES = { pl: 'Zielone przystanki (pokaz)', en: 'Green bus stops (demo)', uk: 'Зелені зупинки (показ)' }
const MADE_UP = { pl: 'Dane pokazowe, zmyślone.', en: 'Demonstration data, made up.', uk: 'Демонстраційні дані, вигадані.' } // prettier-ignore
const ADAPTED = { pl: 'Z drzewami zamiast łąk.', en: 'With trees in place of meadows.', uk: 'З деревами замість лук.' }
const GROUNDS = 'Made up for the demonstration.'
const CONTACT = 'Demonstration office'

/** Minutes of waiting at streets without and with it. */
const MINUTES = {
  first: [9.1, 8.7, 9.9, 8.2, 9.4, 9, 5.1, 6.2, 5.8, 6.6, 5.5, 6.1],
  second: [8.8, 9.6, 9.2, 8.1, 9.9, 8.9, 6.9, 7.4, 6.1, 7.7, 6.6, 7],
}

export type Together = { studies: number; mean: number; low: number; high: number }

/** `from` has the practice, `to` takes it. Gives what the results of both say together, as the first sees it. */
export async function passOn(from: House, to: House): Promise<Together | undefined> {
  const pilotId = await tried(from, MINUTES.first)
  const draft = { titles: TITLES, problem: MADE_UP, done: MADE_UP, effect: MADE_UP, pilotId, contact: CONTACT, licence: 'CC0-1.0' as const, indicators: [AIR] } // prettier-ignore
  const { id: card } = await from.unia.innovations.practices.add(office, draft, GROUNDS)
  await told(from, to)
  const { id } = await to.unia.network.exchange.adopt(office, { domain: from.domain, card, adapted: ADAPTED, contact: CONTACT }) // prettier-ignore
  await to.unia.network.exchange.tryBy(office, id, await tried(to, MINUTES.second))
  await told(to, from)
  const { evidence } = await from.unia.network.exchange.one(from.domain, card)
  const group = evidence.groups.find(({ pooled }) => pooled !== undefined)
  const reml = group?.pooled?.reml
  return reml && { studies: group.studies.length, mean: reml.mean, low: reml.low, high: reml.high } // prettier-ignore
}

/** What one says is signed, and the other takes it in and computes it once more. */
async function told(from: House, to: House): Promise<void> {
  await from.unia.network.exchange.issuing.issue()
  await from.unia.ledger.sequence()
  await to.unia.network.exchange.taking.take(from.domain)
}

async function tried(
  { unia: { innovations, identity, ledger, info } }: House,
  minutes: readonly number[],
): Promise<string> {
  const { pilots } = innovations
  const { id: organisationId } = await identity.ensureCity(office, info.names)
  const day = systemClock.now().toISOString().slice(0, 10)
  const { id } = await pilots.add(office, {
    ...{
      organisationId,
      titles: TITLES,
      hypothesis: MADE_UP,
      stopping: MADE_UP,
      unit: 'street' as const,
      better: 'lower' as const,
    },
    source: { kind: 'table', what: 'Minutes of waiting, made up' },
    design: { method: 'randomised', outcome: 'minutes', treated: 'green', unitOfOutcome: 'min' },
    ...{ smallest: 1, units: minutes.length, from: day, to: day, cost_minor: 100_000, currency: info.currency },
  })
  await pilots.seal(office, id)
  await pilots.start(office, id, day)
  await ledger.sequence()
  const half = minutes.length / 2
  const csv = `minutes,green\n${minutes.map((one, i) => `${one},${i < half ? 0 : 1}`).join('\n')}\n`
  await pilots.evaluate(office, id, { csv, from: 'made up' })
  await pilots.publish(checker, id, GROUNDS)
  await pilots.decide(office, id, { outcome: 'change', reasons: GROUNDS })
  return id
}
