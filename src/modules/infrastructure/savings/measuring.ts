/** From readings to what was avoided, by option C of IPMVP: the same for the command line, the service and a bundle that is computed anew. Pure. */
import {
  avoidedUse,
  dailyMean,
  dailyUse,
  dayAfter,
  fitCaltrack,
  useOfRegister,
  valuesOf,
  type Adjustment,
  type Avoided,
  type CaltrackFit,
  type Daily,
  type RegisterEvent,
  type Timed,
  type Zone,
} from '#stats'

/** The meter counts: its readings are the counter's states, `digits` before the comma, each worth `factor`. */
export type Register = { readonly digits: number; readonly factor: number }

export type Days = {
  readonly use: ReadonlyMap<string, number>
  readonly temperature_f: ReadonlyMap<string, number>
  /** Days within the files that have no figure, each with its reason. */
  readonly missing: { readonly use: readonly Daily[]; readonly temperature: readonly Daily[] }
  /** The day after the last of the meter's. */
  readonly until: string
  readonly events: readonly RegisterEvent[]
}

export type Readings = {
  meter: readonly Timed[]
  temperature_f: readonly Timed[]
  zone: Zone
  /** The last row is a whole day, or hour. */
  closed?: boolean
  register?: Register
}

/** Throws `stats.savings.…`. */
export function daysOf({ meter, temperature_f, zone, closed, register }: Readings): Days {
  const counted = register && useOfRegister(meter, register)
  // The last state of a counter ends what it counted, and begins nothing.
  const use = dailyUse(counted?.readings ?? meter, zone, { closed: closed && !counted })
  const temperature = dailyMean(temperature_f, zone)
  const unknown = (days: readonly Daily[]) => days.filter(({ value }) => value === null)
  return {
    use: valuesOf(use),
    temperature_f: valuesOf(temperature),
    missing: { use: unknown(use), temperature: unknown(temperature) },
    until: dayAfter(use.at(-1)!.day),
    events: counted?.events ?? [],
  }
}

export type Asked = { end: string; from?: string; to?: string; adjustments?: readonly Adjustment[]; level?: number }

/** The baseline of the year before `end`, and what was avoided from then, or from `from`. Throws `stats.savings.…`. */
export function measured(days: Days, asked: Asked): { fit: CaltrackFit; avoided: Avoided } {
  const fit = fitCaltrack(days.use, days.temperature_f, asked.end)
  return { fit, avoided: avoidedBy(fit, days, asked) }
}

/** With a baseline that stands already. Throws `stats.savings.…`. */
export function avoidedBy(fit: Pick<CaltrackFit, 'model' | 'goodness'>, days: Days, asked: Partial<Asked>): Avoided {
  const first = [...days.use.keys()][0]
  const from = asked.from ?? asked.end ?? first ?? days.until
  return avoidedUse(fit, { ...days, ...asked, from, to: asked.to ?? days.until })
}
