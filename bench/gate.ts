/** The gate's detectors over a million rows of twenty columns, against reading the same file alone in the same run. */
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scan } from '#governance'
import { seeded } from '#stats'
import { readTable } from '#tables'
import { seconds, type Part, type Report } from './part.ts'

const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000)
const draw = seeded(1)(0)
const whole = (from: number, to: number): number => from + Math.floor(draw() * (to - from))
const pick = (...all: string[]): string => all[whole(0, all.length)]!
const padded = (n: number, length: number): string => String(n).padStart(length, '0')

/** Mixed columns, none of them of persons: the detectors have to look at all of them. */
const COLUMNS: Record<string, () => string> = {
  id: () => String(whole(0, 1e7)),
  teryt: () => `0663${padded(whole(0, 1000), 3)}`,
  miejscowość: () => `Miejscowość ${whole(0, 3_000)}`,
  kwota: () => `${whole(0, 1e5)},${padded(whole(0, 100), 2)}`,
  data: () => `20${whole(10, 26)}-0${whole(1, 10)}-${whole(10, 29)}`,
  szerokość: () => (51 + draw()).toFixed(6),
  długość: () => (22 + draw()).toFixed(6),
  zakres: () =>
    [1, 2, 3, 4].map(() => pick('naprawa', 'chodnika', 'przy', 'Drodze', 'gminnej', 'oświetlenie')).join(' '),
  zadanie: () => `Zadanie ${pick('drogowe', 'oświatowe')} nr ${whole(0, 1e5)}`,
  ean: () => `590${padded(whole(0, 1e10), 10)}`,
  status: () => pick('nowe', 'w toku', 'zakończone'),
  procent: () => (draw() * 100).toFixed(1),
  liczba: () => String(whole(0, 100)),
  strona: () => `https://example.org/${whole(0, 1e6)}`,
  kategoria: () => pick('Drogi', 'Zieleń', 'Oświata', 'Kultura'),
  czas: () => `2024-03-${whole(10, 28)}T12:${whole(10, 59)}:00`,
  numer: () => padded(whole(0, 1e9), 9),
  dokument: () => padded(whole(0, 1e11), 11),
  kod: () => `AB${whole(0, 1e6)}`,
  tak: () => pick('tak', 'nie', ''),
}

async function write(path: string): Promise<void> {
  const out = createWriteStream(path)
  out.write(`${Object.keys(COLUMNS).join(';')}\n`)
  const makers = Object.values(COLUMNS)
  for (let row = 0; row < ROWS;) {
    let text = ''
    for (const last = Math.min(ROWS, row + 1_000); row < last; row++)
      text += `${makers.map((make) => make()).join(';')}\n`
    if (!out.write(text)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
}

async function run(report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'unia-bench-'))
  try {
    const path = join(folder, 'table.csv')
    await write(path)
    const read_s = await seconds(async () => {
      for await (const _ of (await readTable(path)).rows()) continue
    })
    const both_s = await seconds(async () => {
      const table = await readTable(path)
      async function* rows() {
        for await (const batch of table.rows()) yield batch.map(({ cells }) => cells)
      }
      await scan({ columns: table.header.columns.map((name) => ({ name })), rows: rows() })
    })
    report({
      ...{
        what: `detectors over ${ROWS} rows × ${Object.keys(COLUMNS).length} columns, read and looked at / read alone`,
      },
      ...{ ours: `${both_s.toFixed(1)} s`, reference: `${read_s.toFixed(1)} s`, ratio: both_s / read_s, aim: '≤ 3' },
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const gate: Part = { title: 'What in a table is about persons', run }
