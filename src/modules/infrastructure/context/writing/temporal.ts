/** The past of an entity as it goes out: instances, pairs of value and time, or periods. Pure. */
import type { PastPoint, PastSeries, Summary } from '../../telemetry/readings/index.ts'
import type { Aggregation } from '../reading/temporal.ts'
import { KINDS, type Instance } from '../types.ts'
import { writtenInstance, type View } from './entity.ts'

type Raw = Record<string, unknown>
const INSTANCE = /^urn:ngsi-ld:Instance:(\d{1,18}):(-?\d{1,18})$/

/** A reading's name: its series and its microsecond. */
export const instanceIdOf = (seriesId: number, micros: string): string => `urn:ngsi-ld:Instance:${seriesId}:${micros}`

export function readInstanceId(id: string): { seriesId: number; micros: string } | undefined {
  const [, seriesId, micros] = INSTANCE.exec(id) ?? []
  return seriesId === undefined ? undefined : { seriesId: Number(seriesId), micros: micros! }
}

/** The instance that a reading had been. */
export function instanceOf(
  { unitCode, datasetId }: Pick<PastSeries, 'unitCode' | 'datasetId'>,
  point: PastPoint,
): Instance {
  const { value, content, observedAt, receivedAt } = point
  const plain = value === null ? {} : { value }
  const unit = content === null && unitCode !== undefined ? { unitCode } : {}
  return {
    ...{ type: 'Property', ...plain, ...unit, ...(content as Partial<Instance> | null) },
    ...(datasetId !== undefined && { datasetId }),
    ...{
      observedAt: observedAt.toISOString(),
      createdAt: receivedAt.toISOString(),
      modifiedAt: receivedAt.toISOString(),
    },
  }
}

const inOrder = (series: PastSeries, newestFirst: boolean): PastPoint[] =>
  newestFirst ? series.points.toReversed() : series.points

/** By the names of the asked context; several datasets of one attribute stand in one list. */
export function writtenInstances(all: readonly PastSeries[], view: View, newestFirst: boolean): Raw {
  const out: Record<string, unknown[]> = {}
  for (const series of all) {
    const list = (out[view.terms.term(series.attribute)] ??= [])
    for (const point of inOrder(series, newestFirst))
      list.push({
        ...(writtenInstance(instanceOf(series, point), view, true) as Raw),
        instanceId: instanceIdOf(series.id, point.micros),
      })
  }
  return out
}

const PLURALS: Record<string, string> = {
  value: 'values',
  object: 'objects',
  languageMap: 'languageMaps',
  vocab: 'vocabs',
  json: 'jsons',
  valueList: 'valueLists',
  objectList: 'objectLists',
}

export function writtenValues(all: readonly PastSeries[], view: View, newestFirst: boolean): Raw {
  const out: Record<string, Raw[]> = {}
  for (const series of all) {
    const points = inOrder(series, newestFirst)
    const kind = instanceOf(series, points[0]!).type
    const pairs = points.map((point) => {
      const written = writtenInstance(instanceOf(series, point), { ...view, format: 'normalized' }) as Raw
      return [written[KINDS[kind]], point.observedAt.toISOString()]
    })
    const about = { type: kind, ...(series.datasetId !== undefined && { datasetId: series.datasetId }) }
    ;(out[view.terms.term(series.attribute)] ??= []).push({ ...about, [PLURALS[KINDS[kind]]!]: pairs })
  }
  return Object.fromEntries(Object.entries(out).map(([name, list]) => [name, list.length === 1 ? list[0] : list]))
}

/** When a period ends, that begins then. */
function endOf(start: Date, last: Date | undefined, { unit, count }: Aggregation['period']): Date {
  if (unit === 'second') return new Date(start.getTime() + count * 1000)
  if (unit === 'all') return last!
  const end = new Date(start)
  end.setUTCMonth(end.getUTCMonth() + count)
  return end
}

export function writtenSummaries(all: readonly Summary[], { methods, period }: Aggregation, view: View): Raw {
  const out: Record<string, Map<number, Raw>> = {}
  for (const { series, of } of all) {
    const bySeries = (out[view.terms.term(series.attribute)] ??= new Map())
    let one = bySeries.get(series.id)
    if (!one)
      bySeries.set(
        series.id,
        (one = { type: 'Property', ...(series.datasetId !== undefined && { datasetId: series.datasetId }) }),
      )
    const start = period.unit === 'all' ? of.first! : of.start
    for (const method of methods) {
      const list = (one[method] ??= []) as unknown[]
      if (of[method] !== null && of[method] !== undefined)
        list.push([of[method], start.toISOString(), endOf(of.start, of.last, period).toISOString()])
    }
  }
  return Object.fromEntries(
    Object.entries(out).map(([name, bySeries]) => [
      name,
      bySeries.size === 1 ? [...bySeries.values()][0] : [...bySeries.values()],
    ]),
  )
}
