/**
 * How people take part becomes figures when an edition is counted, by the way of every file: kept, read, published through the
 * gate, laid down as a version of a dataset whose rows each figure leads back to.
 */
import { Readable } from 'node:stream'
import { system } from '#platform/actor'
import { exclusively, type Db } from '#platform/db'
import { Refusal } from '#platform/errors'
import type { Events } from '#platform/events'
import type { Files } from '#platform/files'
import type { Indicators } from '#indicators'
import type { Participation } from '#participation'
import { writeCsvOf } from '#tables'
import type { City } from './types.ts'

const house = system('society')
const COLUMNS = ['area', 'measure', 'period', 'value', 'unit', 'status', 'reason', 'note', 'edition'] as const
const GROUNDS = 'counted by the house'

type Needs = {
  db: Db
  events: Events
  files: Files
  indicators: Pick<Indicators, 'imports'>
  society: Participation['society']
  uploadBytesMax: number
}

/** The dataset of its figures, where the pack has one. */
export const societyOf = ({ society: { dataset } }: Pick<City, 'society'>) => (dataset ? [dataset] : [])

export function createSociety(needs: Needs, { society, info }: Pick<City, 'society' | 'info'>) {
  const { db, events, files, indicators, uploadBytesMax } = needs
  const { dataset } = society

  async function take(id: string): Promise<void> {
    const figures = await needs.society.figures()
    if (figures.length === 0) return
    const rows = async function* () {
      for (const { measure, period, value, unit, lack, edition } of figures)
        yield [info.area, measure, period, value, unit, ...(value === null ? ['M', 'notAvailable', lack ?? ''] : ['A', null, null]), edition] // prettier-ignore
    }
    const csv = Readable.from(writeCsvOf(COLUMNS, rows()), { objectMode: false })
    const file = await files.put(csv, { limitBytes: uploadBytesMax })
    const arrival = { file, fileName: `${id}.csv`, dataset: id, options: { format: 'tidy' as const } }
    const { id: importId } = await indicators.imports.receive(house, arrival)
    await indicators.imports.read({ data: { id: importId }, progress: async () => {}, signal: new AbortController().signal }) // prettier-ignore
    const { state, accepted, unchanged, rejected } = await indicators.imports.preview(house, importId)
    if (state !== 'read' || rejected > 0 || accepted <= unchanged) return
    await indicators.imports.publish(house, importId, GROUNDS)
  }

  /** Safe to run again and again, and to be killed on the way. What the gate holds waits there. */
  const bring = async (): Promise<void> => {
    if (!dataset) return
    await exclusively(db, 'city.society', () =>
      take(dataset.id).catch((error: unknown) => {
        if (!(error instanceof Refusal) || !error.code.startsWith('governance.')) throw error
      }),
    )
  }
  events.on('participation.counted', 'society', bring)
  return { bring }
}
