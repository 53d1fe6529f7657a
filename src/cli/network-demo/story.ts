/** What the three cities of the demonstration do, by their houses' own services: state, meet, follow, take in, check, compare. */
import { system } from '#platform/actor'
import type { Difference, ReceivedState } from '#network'
import type { House } from './houses.ts'
import { AIR, LATE } from './pack.ts'
import { answered, ask, publishLate, type Answered } from './asking.ts'
import { passOn, type Together } from './practice.ts'

/** Each states a value for each of its years. */
const yearsOf = ({ city }: House): number => Object.keys(city.air).length
const PATIENCE_MS = 180_000
const LOOK_AGAIN_MS = 250
const office = system('network-demo')
const GROUNDS = 'A city of the demonstration; its keys were compared.'

export type Say = (text: string) => void
export type Seen = { city: string; period: string; value: number | null; state: ReceivedState; differences: Difference['kind'][] } // prettier-ignore
export type Told = {
  /** Of each city: what it has of the others beside its own newest value. */
  /** What the results of two cities say together of a practice that travelled. */
  together?: Together
  /** What one asked another for, and got by itself. */
  answer: Answered
  /** Whose post each city got. */
  posts: { city: string; from: string[] }[]
  seen: { city: string; own?: number; others: Seen[]; refused: { from: string; code: string }[] }[]
}

/** `signal`: whoever watches may leave in the middle. */
export async function tell(houses: readonly House[], say: Say, signal: AbortSignal): Promise<Told> {
  say('Each city computes its indicators and signs what it states …')
  for (const house of houses) await until(signal, async () => (await state(house)) === yearsOf(house))
  for (const house of houses)
    say(`  ${house.city.names.en} stated ${yearsOf(house)} values of PM2.5, each in its ledger`)
  say('They look at each other’s keys, and accept each other …')
  for (const house of houses) for (const other of houses) if (other !== house) await meet(house, other)
  say(`  ${houses.length * (houses.length - 1)} times one city believes another by the keys that it saw`)
  for (const house of houses) for (const other of houses) if (other !== house) await follow(house, other)
  for (const house of houses) await until(signal, async () => (await followedBy(house)) === houses.length - 1)
  await speak(houses, say)
  const posts = []
  for (const house of houses) posts.push(await heardBy(house, houses, signal))
  for (const { city, from } of posts) say(`  ${city} heard what ${from.join(' and ')} said, and shows it as theirs`)
  say('They ask for each other’s statements, check signature and ledger, and compute the values once more …')
  for (const house of houses) for (const other of houses) if (other !== house) await takeIn(house, other, signal)
  const seen = []
  for (const house of houses) seen.push(await seenBy(house, houses))
  for (const one of seen) sayOf(one, say)
  const [from, second, to] = houses
  const answer = await askFor(from!, second!, say, signal)
  say(
    `${from!.city.names.en} has a practice with a measured effect; ${to!.city.names.en} takes it, tries it and measures it …`,
  )
  const together = await passOn(from!, to!)
  if (together) say(`  both results together, computed once more by each: ${together.mean.toFixed(1)} minutes of waiting (95%: ${together.low.toFixed(1)} to ${together.high.toFixed(1)})`) // prettier-ignore
  return { seen, posts, answer, together }
}

/** The first has a value of a year of which the second states none. */
async function askFor(from: House, to: House, say: Say, signal: AbortSignal): Promise<Answered> {
  const wait = (isSo: () => Promise<boolean>) => until(signal, isSo)
  say(`${from.city.names.en} has a value for ${LATE.year}, ${to.city.names.en} states none: it is asked for it …`)
  const id = await ask(from, to, wait)
  say(`  ${to.city.names.en} got the signed request, and publishes the figure`)
  await publishLate(to, wait)
  const answer = await answered(from, to, id, wait)
  say(`  the answer came by itself: ${answer.value} µg/m³ for ${answer.period} (${STATES[answer.state]})`)
  return answer
}

async function state({ unia: { network, ledger } }: House): Promise<number> {
  await network.statements.issue()
  await ledger.sequence()
  return network.statements.count()
}

/** Known, looked at, and accepted by the keys that were seen. */
async function meet({ unia: { network } }: House, { domain }: House): Promise<void> {
  const { peers } = network
  const known = (await peers.list()).find((peer) => peer.domain === domain)
  if (!known) await peers.add(office, domain, GROUNDS)
  await peers.visit(domain)
  const { peer } = await peers.one(domain)
  // Numbers for names look much alike, and these are known to be three.
  if (peer.state === 'quarantined') await peers.accept(office, domain, { keys: peer.seen, grounds: GROUNDS, despite: true }) // prettier-ignore
}

async function speak(houses: readonly House[], say: Say): Promise<void> {
  for (const { city, unia } of houses) {
    const texts = {
      pl: `${city.names.pl} jest w sieci miast. To pokaz: miasto jest zmyślone.`,
      en: `${city.names.en} is in the network of cities. This is a demonstration: the city is made up.`,
      uk: `${city.names.uk} у мережі міст. Це показ: місто вигадане.`,
    }
    const { posts } = await unia.network.federation.posts()
    if (posts.length === 0) await unia.network.federation.publish(office, { actor: 'city', kind: 'note', texts })
  }
  say('  each says so in the Fediverse, where the others follow it, and anybody else may')
}

/** By its handle, as people do it; asked again where the other's house has not answered in time. */
async function follow({ unia: { network } }: House, { domain }: House): Promise<void> {
  const known = (await network.federation.following()).find(({ host }) => host === domain)
  if (known?.state !== 'accepted') await network.federation.follow(office, `@city@${domain}`)
}
const followedBy = async ({ unia: { network } }: House): Promise<number> =>
  (await network.federation.following()).filter(({ state }) => state === 'accepted').length

async function heardBy({ city, unia: { network } }: House, houses: readonly House[], signal: AbortSignal) {
  const from = new Set<string>()
  await until(signal, async () => {
    for (const { host } of (await network.federation.others()).posts) from.add(host)
    return from.size === houses.length - 1
  })
  return { city: city.names.en, from: houses.filter(({ domain }) => from.has(domain)).map((one) => one.city.names.en) }
}

async function takeIn({ unia: { network } }: House, other: House, signal: AbortSignal): Promise<void> {
  const { domain } = other
  await until(signal, async () => {
    await network.received.catchUp(domain)
    const { count, refused, wholeAt } = await network.received.of(domain)
    if (wholeAt === null || count + refused.length < yearsOf(other)) return false
    const { others } = await network.received.beside(AIR)
    return others.filter((one) => one.domain === domain).every(({ checkedAt }) => checkedAt !== undefined)
  })
}

async function seenBy({ city, unia: { network } }: House, houses: readonly House[]): Promise<Told['seen'][number]> {
  const nameOf = (domain: string) => houses.find((one) => one.domain === domain)!.city.names.en
  const { own, others } = await network.received.beside(AIR)
  const refused = []
  for (const { domain } of await network.peers.list())
    for (const { code } of (await network.received.of(domain)).refused) refused.push({ from: nameOf(domain), code })
  return {
    ...{ city: city.names.en, own: own?.value, refused },
    others: others.map(({ domain, statement: { credentialSubject: said }, state, differences }) => ({
      ...{ city: nameOf(domain), period: said.period, value: said.value, state },
      differences: differences.map(({ kind }) => kind),
    })),
  }
}

const STATES: Record<ReceivedState, string> = {
  claimed: 'only claimed',
  signed: 'signed, and not computed once more',
  recomputed: 'signed, in the ledger, and computed once more from the published figures',
}

const APART: Partial<Record<Difference['kind'], string>> = {
  formula: 'it is counted by another formula',
  version: 'by another version of the definition',
  unit: 'in another unit',
  status: 'with another status',
}

function sayOf({ city, own, others, refused }: Told['seen'][number], say: Say): void {
  say(`${city} has ${own} µg/m³ of PM2.5 itself, and sees:`)
  for (const { city: other, period, value, state, differences } of others) {
    const apart = differences.filter((kind) => kind !== 'period')
    say(`  ${other} ${period}: ${value} (${STATES[state]})${apart.length > 0 ? `; not the same thing: ${apart.map((kind) => APART[kind] ?? kind).join(', ')}` : ''}`) // prettier-ignore
  }
  for (const { from, code } of refused) say(`  CAUGHT: a statement of ${from} was changed on its way, and not taken (${code})`) // prettier-ignore
}

async function until(signal: AbortSignal, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)])
  while (!(await isSo())) {
    deadline.throwIfAborted()
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}
