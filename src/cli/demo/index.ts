/** A small district for demonstration, clearly marked as one: forty lamps, meters and air sensors that send to the running house. */
import type { Config } from '#platform/config'
import { systemClock } from '#platform/clock'
import { createLog } from '#platform/log'
import { createUnia, type Unia } from '../../app.ts'
import type { Command } from '../commands.ts'
import type { DemoValues } from '../options.ts'
import { keepDeeds, readDeeds } from './deeds.ts'
import { deviceOf, districtAt } from './district.ts'
import { showLoop, STANDS } from './loop/index.ts'
import { takeAway } from './loop/taking-away.ts'
import { send } from './sending.ts'
import { remove, settle, type Settled } from './setup.ts'

const DAY_MS = 86_400_000
/** Where a fast clock begins unless said: enough for a month before works and one after. */
const PAST_DAYS = 62
const PAST_DAYS_MAX = 399
const SPEED_MAX = 1_000_000

const say = (text: string) => process.stdout.write(`${text}\n`)
function notUnderstood(text: string): number {
  process.stderr.write(`${text}\n`)
  return 2
}

export const demo: Command = async ({ values, config: read }) => {
  const config = read()
  if (values.break ?? values.mend ?? values.retrofit) return doDeed(config, values)
  const asked = timesOf(values, systemClock.now())
  if (typeof asked === 'string') return notUnderstood(asked)
  if (values.remove) {
    say(`${await inHouse(config, remove)} devices of the demonstration district are gone, with what they read.`)
    keepDeeds(config.dataDir, { broken: new Set(), retrofitted: new Set() })
    return 0
  }
  const settled = await inHouse(config, (unia) => settle(unia, systemClock.now()))
  if (settled) return run(config, settled, values.mqtt ?? addressOf(config), asked)
  process.stderr.write('The city has no outline, so that there is no place for a demonstration district.\n')
  return 1
}

/** The loop, once round, on made-up neighbourhoods. */
export const demoLoop: Command = async ({ values, config: read }) => {
  const config = read()
  if (values.remove) {
    const wasThere = await inHouse(config, takeAway)
    say(wasThere ? AWAY : 'The loop is not shown in this house.')
    return 0
  }
  const shown = await showLoop(config, say)
  if (shown === STANDS) {
    process.stderr.write('The loop is shown already; unia demo loop --remove takes it away.\n')
    return 1
  }
  say(`Everything in it is made up and says so. The days are those on which it would have happened; the ledger has the true hour.
${config.baseUrl}/#shown  ·  pilot ${config.baseUrl}/innovations/pilots/${shown.pilot}`)
  return 0
}
const AWAY = `The loop is taken away: its figures, its target, its strategy and its plans are withdrawn, and it stands on the front page no more.
What was voted on, sealed, built and measured stays, marked as made up, for a house overwrites nothing: the vote, the challenge, the finished project, the pilot, and the entries in the ledger.`

/** The devices themselves know no database: whoever sends needs the house no more than they do. */
async function inHouse<T>(config: Config, work: (unia: Unia) => Promise<T>): Promise<T> {
  const unia = await createUnia(config, createLog({ level: 'warn' }))
  try {
    await unia.jobs.start()
    return await work(unia)
  } finally {
    await unia.stop()
  }
}

async function run(config: Config, settled: Settled, url: string, asked: Times): Promise<number> {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  say(`${settled.district.length} devices of the demonstration district send to ${url}, from ${asked.from.toISOString()} on. Ctrl-C ends it.`) // prettier-ignore
  let day = ''
  const told = (at: Date) => {
    const today = at.toISOString().slice(0, 10)
    if (today !== day) say(`stored until ${at.toISOString()}`)
    day = today
  }
  try {
    const wasHeard = await send({ ...settled, ...asked, url, clock: systemClock, deeds: () => readDeeds(config.dataDir), told, signal: stopping.signal }) // prettier-ignore
    if (!wasHeard) process.stderr.write(`The house at ${url} has stopped, and so does the demonstration.\n`)
    return wasHeard ? 0 : 1
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error
    process.stderr.write(`Nobody listens at ${url}. Start the house first: npm start\n`)
    return 1
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop)
  }
}

type Times = { speed: number; from: Date; until?: Date }

/** Or what is not right about them. */
function timesOf({ speed: asked = '1', from, until }: DemoValues, now: Date): Times | string {
  const speed = Number(asked)
  if (!(speed >= 1 && speed <= SPEED_MAX)) return `--speed is from 1 to ${SPEED_MAX}: 1440 is a day in a minute`
  const begin = from !== undefined ? new Date(from) : new Date(now.getTime() - (speed > 1 ? PAST_DAYS * DAY_MS : 0))
  const end = until === undefined ? undefined : new Date(until)
  const earliest = now.getTime() - PAST_DAYS_MAX * DAY_MS
  if (!(begin.getTime() >= earliest && begin <= now)) return `--from is a time in the last ${PAST_DAYS_MAX} days, such as ${new Date(earliest).toISOString()}` // prettier-ignore
  if (end && !(end >= begin && end <= now)) return '--until is a time from --from to now'
  return { speed, from: begin, ...(end && { until: end }) }
}

const addressOf = ({ mqtt }: Config): string => ('url' in mqtt ? mqtt.url : `mqtt://${mqtt.host}:${mqtt.port}`)

/** A running demonstration sees it at its next reading, another from its beginning. */
function doDeed({ dataDir }: Config, values: DemoValues): number {
  const district = districtAt([0, 0])
  const { broken, retrofitted } = readDeeds(dataDir)
  const known = (name: string, kind: string) =>
    district.find((thing) => thing.kind === kind && [thing.id, deviceOf(thing), thing.entityId].includes(name))?.id
  const named = [...(values.break ?? []), ...(values.mend ? [values.mend] : [])]
  const lamps = named.map((name) => known(name, 'lamp')).filter((id) => id !== undefined)
  const cabinet = known(values.retrofit ?? '', 'cabinet')
  if (lamps.length < named.length) return notUnderstood('There is no such lamp; there are lamp-1-01 to lamp-3-13')
  if (values.retrofit && !cabinet) return notUnderstood('There is no such cabinet; there are cabinet-1 to cabinet-3')
  const mended = known(values.mend ?? '', 'lamp')
  keepDeeds(dataDir, {
    broken: new Set([...broken, ...lamps].filter((id) => id !== mended)),
    retrofitted: new Set([...retrofitted, ...(cabinet ? [cabinet] : [])]),
  })
  for (const lamp of lamps)
    say(
      lamp === mended
        ? `${lamp} burns again`
        : `${lamp} is broken; once somebody has repaired it: unia demo --mend ${lamp}`,
    )
  if (cabinet) say(`The lamps of ${cabinet} are LED now`)
  return 0
}
