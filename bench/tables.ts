/** A table of a million rows and twenty columns of mixed types: looked through, and given as typed rows, next to a plain parse of the same. */
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import { conform, dictionaryOf, profileTable, readTable } from '../src/tables/index.ts'
import { seconds, type Part } from './part.ts'
import { COLUMNS, writeTable } from './table-rows.ts'

const ROWS = 1_000_000
const PEAK_MB_MAX = 512

const rate = (s: number): string => `${Math.round(ROWS / s / 1000)} thousand rows/s`
const peak_mb = (): number => Math.round(process.resourceUsage().maxRSS / 1024)

export const tables: Part = {
  title: `A table of ${ROWS.toLocaleString('en')} rows × ${COLUMNS.length} columns as CSV`,
  async run(report) {
    const folder = await mkdtemp(join(tmpdir(), 'unia-tables-'))
    try {
      const path = join(folder, 'mixed.csv')
      await writeTable(path, ROWS)
      let rows = 0
      const profiled_s = await seconds(async () => {
        const profile = await profileTable(path)
        if (profile.rowCount !== ROWS || profile.problemCount > 0) throw new Error('the profile is not right')
        const typed = conform(await readTable(path, { as: profile }), dictionaryOf(profile))
        for await (const batch of typed.rows) rows += batch.length
        if (rows !== ROWS || typed.problems.count() > 0) throw new Error('the rows are not right')
      })
      const peak = peak_mb()
      const parsed_s = await seconds(async () => {
        let count = 0
        for await (const _ of createReadStream(path).pipe(parse({ delimiter: ';' }))) count++
        if (count !== ROWS + 1) throw new Error('the parse is not right')
      })
      const megabytes = Math.round((await stat(path)).size / 1e6)
      report({
        what: `profile and typed rows (${megabytes} MB, read three times) / csv-parse alone`,
        ours: rate(profiled_s),
        reference: rate(parsed_s),
        ratio: parsed_s / profiled_s,
      })
      report({ what: 'peak memory of the process', ours: `${peak} MB`, aim: `< ${PEAK_MB_MAX} MB` })
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}
