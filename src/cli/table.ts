/** A table file told of from its bytes to its last cell: `unia table profile <file>`. Exit code 1 where something asks to be looked at. */
import { stat } from 'node:fs/promises'
import {
  profileTable,
  sayProblem,
  sayRemark,
  type ColumnProfile,
  type Place,
  type Problem,
  type Profile,
} from '#tables'
import type { Command } from './commands.ts'
import { createProgress } from './progress.ts'

const PLACES_SHOWN = 10
const EVIDENCE_SHOWN = 3

export const tableProfile: Command = async ({ args: [file], values }) => {
  if (!file) {
    process.stderr.write('table profile <file>\n')
    return 2
  }
  const { size } = await stat(file)
  const progress = createProgress()
  const profile = await profileTable(file, { onProgress: (bytes) => progress.show('read', bytes, size) })
  progress.end()
  process.stdout.write(values.json ? `${JSON.stringify(profile)}\n` : textOf(profile))
  return profile.problemCount === 0 ? 0 : 1
}

function textOf(profile: Profile): string {
  const { columns, problems, remarks } = profile
  const parts = [
    headOf(profile),
    ...columns.map(columnText),
    ...(remarks.length > 0 ? ['', ...remarks.map((remark) => sayRemark('en', remark))] : []),
    ...(problems.length > 0 ? ['', ...problems.map(problemText)] : ['', 'Nothing asks to be looked at.']),
  ]
  return `${parts.join('\n')}\n`
}

function headOf({ format, encoding, otherEncoding, mark, dialect, part, header, bytes, rowCount, columns }: Profile) {
  const { firstLine, lastLine } = header
  const said = [
    format.toUpperCase(),
    encoding && format !== 'json' ? encoding + (otherEncoding ? ` and ${otherEncoding}` : '') : undefined,
    mark ? 'with a byte order mark' : undefined,
    dialect && `delimiter ${JSON.stringify(dialect.delimiter)}, quote ${dialect.quote ?? 'none'}, lines end ${JSON.stringify(dialect.lineEnd)}`, // prettier-ignore
    part ? `“${part}”` : undefined,
    firstLine === 0 ? undefined : firstLine === lastLine ? `header in line ${firstLine}` : `header in lines ${firstLine} to ${lastLine}`, // prettier-ignore
  ]
  return `${said.filter(Boolean).join('; ')}\n${rowCount} rows, ${columns.length} columns, ${bytes} bytes\n`
}

function columnText(column: ColumnProfile): string {
  const { index, name, type, format, unit, decimalChar, groupChar, count, missing, distinct, min, max, mean, nearly } = column // prettier-ignore
  const how = [
    format,
    unit && `in ${unit}`,
    decimalChar && `decimals by ${JSON.stringify(decimalChar)}`,
    groupChar && `thousands by ${JSON.stringify(groupChar)}`,
  ]
  const facts = [
    `${count} values`,
    missing > 0 ? `${missing} missing` : undefined,
    `${distinct.isEstimate ? 'about ' : ''}${distinct.count} different`,
    min === undefined ? undefined : `${min} … ${max}`,
    mean === undefined ? undefined : `mean ${Number(mean.toPrecision(6))}`,
  ]
  const evidence = column.evidence.slice(0, EVIDENCE_SHOWN).map((one) => `${one.count} ${one.type} (${placeText(one.places[0])})`) // prettier-ignore
  return [
    `${String(index).padStart(3)}  ${name}: ${[type, ...how.filter(Boolean)].join(', ')}`,
    `     ${facts.filter(Boolean).join('; ')}`,
    `     ${evidence.join(', ')}`,
    ...(nearly ? [`     ${nearly.type} but for ${nearly.against}: ${places(nearly.places)}`] : []),
  ].join('\n')
}

function problemText(problem: Problem): string {
  const said = sayProblem('en')(problem)
  const where = places(problem.places.filter(({ line }) => line > 0))
  return `${problem.code}: ${said.problem} ${said.remedy}${where === '' ? '' : `\n  ${where}`}`
}

const placeText = (place: Place | undefined): string =>
  place ? `${place.cell ?? `line ${place.line}`} ${JSON.stringify(place.found)}` : ''

function places(all: readonly Place[]): string {
  const shown = all.slice(0, PLACES_SHOWN).map(placeText)
  return [...shown, ...(all.length > PLACES_SHOWN ? ['…'] : [])].join(', ')
}
