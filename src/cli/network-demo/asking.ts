/** A value that is missing: one city asks another for it, which publishes it, and the answer comes by itself. */
import { Readable } from 'node:stream'
import { system } from '#platform/actor'
import { systemClock } from '#platform/clock'
import type { ReceivedState } from '#network'
import type { House } from './houses.ts'
import { AIR, figuresOf, LATE } from './pack.ts'

const office = system('network-demo')
const HOPED_FOR_DAYS = 14
const DAY_MS = 86_400_000
const WORDS = 'We compare our air since 2021. Made up for the demonstration.'

export type Answered = { period: string; value: number | null; state: ReceivedState; statement?: string }
/** Looks until it is so, or somebody leaves. */
export type Until = (isSo: () => Promise<boolean>) => Promise<void>

/** `from` asks, and has the request brought; gives its number. */
export async function ask(from: House, to: House, until: Until): Promise<string> {
  const respondBy = new Date(systemClock.now().getTime() + HOPED_FOR_DAYS * DAY_MS).toISOString().slice(0, 10)
  const draft = { domain: to.domain, indicator: AIR, period: LATE.year, respondBy, words: WORDS }
  const id = await from.unia.network.requests.ask(office, draft)
  await until(async () => (await to.unia.network.requests.list(office)).some(({ isOwn, state }) => !isOwn && state === 'open')) // prettier-ignore
  return id
}

/** What was asked for becomes public as any figure does; nothing more is done about the request. */
export async function publishLate({ city, unia: { indicators, network, ledger } }: House, until: Until): Promise<void> {
  const { imports } = indicators
  const csv = figuresOf({ ...city, air: { [LATE.year]: LATE } })
  const file = Readable.from([Buffer.from(csv)])
  const { id } = await imports.receive(office, {
    file,
    fileName: `air-${LATE.year}.csv`,
    dataset: 'air',
    options: { format: 'tidy' },
  })
  await until(async () => (await imports.preview(office, id)).state === 'read')
  await imports.publish(office, id, 'Another city asked for it.')
  const before = await network.statements.count()
  await until(async () => {
    await network.statements.issue()
    await ledger.sequence()
    return (await network.statements.count()) > before
  })
}

/** What the one that asked has by now, once it was checked. */
export async function answered(
  { unia: { network } }: House,
  { domain }: House,
  id: string,
  until: Until,
): Promise<Answered> {
  let found: Answered | undefined
  await until(async () => {
    const request = (await network.requests.list(office)).find((one) => one.id === id)
    if (request?.state !== 'answered') return false
    await network.received.catchUp(domain)
    const { others } = await network.received.beside(AIR, LATE.year)
    const one = others.find((each) => each.domain === domain && each.statement.credentialSubject.period === LATE.year)
    if (one?.checkedAt) found = { period: LATE.year, value: one.statement.credentialSubject.value, state: one.state, statement: request.statement } // prettier-ignore
    return found !== undefined
  })
  return found!
}
