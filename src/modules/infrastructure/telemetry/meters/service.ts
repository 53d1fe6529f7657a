/**
 * Meter readings by file. A register is kept as it stands, and beside it the use between two readings of the file: a counter that
 * falls after it was near its end has rolled over, one that falls otherwise was exchanged, and what was used across that is not
 * known. A file that comes again changes nothing; a value that was corrected takes the place of the one before.
 */
import { demand, type Actor } from '#platform/actor'
import type { Db } from '#platform/db'
import type { Clock } from '#platform/clock'
import type { Json, Ledger } from '#platform/ledger'
import { useOfRegister, zoneOf, type Timed } from '#stats'
import type { TableSource } from '#tables'
import { isUri, type Context, type EntityDraft, type Instance } from '../../context/index.ts'
import type { Readings } from '../readings/index.ts'
import { createMeterList } from './list.ts'
import { readMeters } from './read.ts'
import { refuse } from './refusals.ts'
import * as store from './store.ts'
import { CARRIERS, ReadAs, USE_DATASET, type Asked, type Report } from './types.ts'
import { wholeOf } from './whole.ts'

/** Of one meter in one transaction. */
const TOGETHER_MAX = 2_000

export type MetersNeeds = {
  db: Db
  clock: Clock
  ledger: Pick<Ledger, 'append'>
  context: Pick<Context, 'upsert' | 'find' | 'query'>
  readings: Pick<Readings, 'seriesOf' | 'raw'>
  timezone: string
}
export type Meters = ReturnType<typeof createMeters>

export function createMeters({ db, clock, ledger, context, readings, timezone }: MetersNeeds) {
  const zone = zoneOf(timezone)

  async function keep(actor: Actor, id: string, readings: readonly Said[], asked: Asked): Promise<void> {
    const { type, attribute, unit } = CARRIERS[asked.carrier]
    for (let i = 0; i < readings.length; i += TOGETHER_MAX) {
      const drafts = readings.slice(i, i + TOGETHER_MAX).map(({ at_ms, value, isUse }): EntityDraft => {
        const instance: Instance = { type: 'Property', value, unitCode: unit, observedAt: new Date(at_ms).toISOString(), ...(isUse && { datasetId: USE_DATASET }) } // prettier-ignore
        return { id, types: [type], attributes: { [attribute]: [instance] } }
      })
      // What a file says is in the readings; that a person brought it is in the ledger once.
      const by: Actor = { ...actor, kind: actor.kind === 'person' ? 'key' : actor.kind }
      await db.transaction().execute((tx) => context.upsert(tx, drafts, by, asked.organisationId))
    }
  }

  return {
    /** Those that the actor may see, by their ids; of an exchange or a rollover as for a counter of so many digits as were said last, or else of the usual size. */
    list: createMeterList({ db, context, readings }),

    /** The file whole, where it comes as a stream. Throws `tables.tooLarge`. */
    whole: wholeOf,

    /** Reads a file and stores what can be read of it. Throws `meters.…`, `forbidden`, and what `#tables` refuses. */
    async bring(actor: Actor, source: TableSource, draft: ReadAs): Promise<Report> {
      const asked = ReadAs.parse(draft)
      demand(actor, 'infrastructure.write', asked.organisationId)
      const { meters, ...read } = await readMeters(source, asked, zone, clock.now())
      const events: Report['events'] = []
      // All of them are looked at before anything is stored: a file is refused whole.
      const kept: { id: string; said: Said[] }[] = []
      for (const [name, readings] of meters) {
        const id = entityOf(name)
        const there = await context.find(id)
        if (there) demand(actor, 'infrastructure.write', there.owner ?? undefined)
        kept.push({ id, said: saidOf(readings, asked, (event) => events.push({ meter: name, ...event })) })
      }
      for (const { id, said } of kept) await keep(actor, id, said, asked)
      const stored = kept.reduce((sum, { said }) => sum + said.length, 0)
      const report: Report = { ...read, meters: meters.size, stored, events }
      const { rejections: _, ...payload } = report
      await db.transaction().execute(async (tx) => {
        if (asked.kind === 'register') await store.putDigits(tx, kept.map(({ id }) => id), asked.digits, clock.now()) // prettier-ignore
        await ledger.append(tx, { kind: 'infrastructure.meters.brought', actor: actor.id, subject: 'meters', payload: JSON.parse(JSON.stringify({ ...payload, events: events.length })) as Json }) // prettier-ignore
      })
      return report
    },
  }
}

type Said = { at_ms: number; value: number; isUse: boolean }

function saidOf(
  readings: readonly Timed[],
  { kind, digits }: Asked,
  tell: (event: Omit<Report['events'][number], 'meter'>) => void,
): Said[] {
  const known = (list: readonly Timed[], isUse: boolean) =>
    list.flatMap(({ at_ms, value }) => (value === null ? [] : [{ at_ms, value, isUse }]))
  if (kind === 'use') return known(readings, true)
  // Of two at one instant the later in the file counts.
  const once = [...new Map(readings.map((one) => [one.at_ms, one])).values()]
  const { readings: use, events } = useOfRegister(once, { digits })
  for (const { at_ms, ...event } of events) tell({ ...event, at: new Date(at_ms) })
  return [...known(once, false), ...known(use, true)]
}

/** An identifier stands for itself; any other name of a meter is made one. Throws `meters.badMeter`. */
function entityOf(name: string): string {
  const id = /^[a-z][a-z\d+.-]*:/i.test(name) ? name : `urn:ngsi-ld:Meter:${name.replaceAll(/\s+/g, '-')}`
  if (!isUri(id)) throw refuse.badMeter({ found: name.slice(0, 100) })
  return id
}
