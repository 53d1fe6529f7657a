/** Reads a file of figures against a city's measures and areas, without a database: what would be taken, what rejected. */
import { stat } from 'node:fs/promises'
import { readCity } from '#city'
import { knownFrom, readFigures, ReadOptions, sayRejection, type Layout, type Rejection } from '#indicators'
import { words } from '#words'
import type { Command } from './commands.ts'
import { createProgress } from './progress.ts'

const CITY = 'cities/lublin'
const REJECTIONS_SHOWN = 50

export const importFile: Command = async ({ args: [file], values }) => {
  if (!file || !values['dry-run']) {
    process.stderr.write('import <file> --dry-run; to publish, send the file to POST /api/v1/imports\n')
    return 2
  }
  const city = await readCity(values.city ?? process.env.CITY_DIR ?? CITY)
  const options = ReadOptions.parse(JSON.parse(values.options ?? '{}'))
  const { size } = await stat(file)
  const progress = createProgress()
  const read = {
    accepted: 0,
    rejected: 0,
    layout: undefined as Layout | undefined,
    measures: new Set<string>(),
    areas: new Set<string>(),
  }
  const rejections: Rejection[] = []
  for await (const { accepted, rejected, layout, bytesRead } of readFigures(
    file,
    options,
    knownFrom(city.areas, city.measures),
  )) {
    read.accepted += accepted.length
    read.rejected += rejected.length
    read.layout = layout
    for (const measure of accepted.measure) read.measures.add(measure)
    for (const area of accepted.areaId) read.areas.add(area)
    rejections.push(...rejected.slice(0, REJECTIONS_SHOWN - rejections.length))
    progress.show('read', bytesRead, size)
  }
  progress.end()
  const say = sayRejection('en')
  if (values.json) {
    const { measures, areas, ...rest } = read
    process.stdout.write(`${JSON.stringify({ ...rest, measures: [...measures], areas: areas.size, rejections })}\n`)
  } else {
    process.stdout.write(
      `${read.accepted} rows of ${read.measures.size} measures in ${read.areas.size} areas; ${read.rejected} rejected\n`,
    )
    for (const { code, details } of read.layout?.remarks ?? [])
      process.stdout.write(`${words.en.t(`mapping.remarks.${code}`, details)}\n`)
    for (const rejection of rejections) {
      const { problem, expected } = say(rejection)
      const { line, place, column } = rejection
      process.stdout.write(`line ${line}, ${place ?? column?.name ?? 'the row'}: ${problem} ${expected}\n`)
    }
  }
  return read.rejected === 0 ? 0 : 1
}
