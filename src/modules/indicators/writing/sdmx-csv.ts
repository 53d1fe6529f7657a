/** Figures as SDMX-CSV 2.0, by codes of the data structure that the house publishes. */
import { writeCsvOf } from '#tables'
import { SDMX_TOTAL, toSdmxId, type Reason, type TidyRow } from '../reading/index.ts'
import { periodKind } from '../periods.ts'

/** A data structure's dataflow: 'AGENCY:ID(VERSION)'. */
export type Flow = { agency: string; id: string; version: string }
export const flowName = ({ agency, id, version }: Flow): string => `${agency}:${id}(${version})`

const COLUMNS = ['STRUCTURE', 'STRUCTURE_ID', 'ACTION', 'FREQ', 'REF_AREA', 'INDICATOR', 'BREAKDOWN', 'TIME_PERIOD', 'OBS_VALUE', 'UNIT_MEASURE', 'OBS_STATUS', 'REASON', 'COMMENT_OBS'] // prettier-ignore
const FREQUENCIES = { year: 'A', half: 'S', quarter: 'Q', month: 'M', day: 'D' }

/** CL_OBS_STATUS tells why a figure is missing where it has a letter for it. */
const MISSING: Partial<Record<Reason, string>> = { notApplicable: 'M', notAvailable: 'L', confidential: 'Q' }

/** Pieces of text, as the rows come. `readFigures` gives back the same. */
export async function* sdmxCsv(
  rows: Iterable<TidyRow> | AsyncIterable<TidyRow>,
  flow: Flow,
  { breakdowns = false } = {},
): AsyncGenerator<string> {
  const columns = COLUMNS.filter((name) => breakdowns || name !== 'BREAKDOWN')
  yield* writeCsvOf(columns, cells(rows, flowName(flow), breakdowns))
}

async function* cells(rows: Iterable<TidyRow> | AsyncIterable<TidyRow>, structure: string, breakdowns: boolean) {
  for await (const { area, measure, dimension = '', period, value, unit, status, reason, note } of rows) {
    const kind = periodKind(period)
    yield [
      ...['dataflow', structure, 'I', kind ? FREQUENCIES[kind] : '', toSdmxId(area), toSdmxId(measure)],
      ...(breakdowns ? [dimension === '' ? SDMX_TOTAL : toSdmxId(dimension)] : []),
      ...[period, value, toSdmxId(unit), statusCode(status, reason), reason, note],
    ]
  }
}

const statusCode = (status: TidyRow['status'], reason: Reason | undefined): string =>
  status === 'M' ? ((reason && MISSING[reason]) ?? 'O') : status
