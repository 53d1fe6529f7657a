/** The models at the size of a country, against plain loops over the same figures in the same run. `node bench/stats.ts` alone prints them. */
import { composite, seeded, sensitivity, trend, type Structure, type Table } from '#stats'

const UNITS = 2_477
const INDICATORS = 104
const PILLARS = 13
const RUNS = 1_000
const TIMES = 7
const TREND_YEARS = 10

type Report = (what: string, ours: string, reference: string, ratio: number, limit: string) => void

const median = (all: number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!
async function milliseconds(work: () => unknown): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
async function typical(work: () => unknown): Promise<number> {
  const all: number[] = []
  for (let i = 0; i < TIMES; i++) all.push(await milliseconds(work))
  return median(all)
}

/** Made-up figures, a third each even, skewed and very skewed, three in a hundred missing. */
function figures(): Table {
  const draw = seeded(1)(0)
  const shapes = [() => draw() * 100, () => Math.exp(3 * draw() * draw()), () => (-Math.log(1 - draw())) ** 3]
  const figure = (i: number) => (draw() < 0.03 ? null : shapes[i % 3]!())
  return {
    units: Array.from({ length: UNITS }, (_, i) => `u${i}`),
    columns: new Map(
      Array.from({ length: INDICATORS }, (_, i) => [`i${i}`, Array.from({ length: UNITS }, () => figure(i))]),
    ),
  }
}

function structure(): Structure {
  const aggregate = (code: string, parent: string | null, level: number) => ({ code, parent, level, weight: 1 })
  return {
    indicators: Array.from({ length: INDICATORS }, (_, i) => ({
      ...{ code: `i${i}`, parent: `p${i % PILLARS}`, weight: 1 + (i % 3), direction: i % 4 ? 1 : -1 },
    })),
    aggregates: [
      ...Array.from({ length: PILLARS }, (_, i) => aggregate(`p${i}`, i % 2 ? 'a' : 'b', 2)),
      aggregate('a', 'index', 3),
      aggregate('b', 'index', 3),
      aggregate('index', null, 4),
    ],
  }
}

export async function measureStats(report: Report): Promise<void> {
  const table = figures()
  const tree = structure()
  const size = `${UNITS} × ${INDICATORS}`
  const sum_ms = await typical(() => {
    let total = 0
    for (const column of table.columns.values()) for (const value of column) total += value ?? 0
    return total
  })
  const ms = (n: number) => `${n.toFixed(n < 10 ? 1 : 0)} ms`
  const s = (n: number) => `${(n / 1000).toFixed(1)} s`
  const index_ms = await typical(() => composite(table, tree))
  report(`composite index of ${size} / one sum of the same figures`, ms(index_ms), ms(sum_ms), index_ms / sum_ms, '2 s')
  const runs_ms = await milliseconds(() => sensitivity(table, tree, { runs: RUNS, random: seeded(1) }))
  const all_ms = index_ms * RUNS
  report(`${RUNS} sensitivity runs of ${size} / as many indices`, s(runs_ms), s(all_ms), runs_ms / all_ms, '60 s')
  const series = [...table.columns.values()].flatMap((column) =>
    Array.from({ length: Math.floor(UNITS / TREND_YEARS) }, (_, i) =>
      column.slice(i * TREND_YEARS, (i + 1) * TREND_YEARS).map((y, x) => ({ x, y })),
    ),
  )
  const trends_ms = await typical(() => series.forEach((points) => trend(points)))
  const what = `${series.length} trends of ${TREND_YEARS} years / one sum of their figures`
  report(what, ms(trends_ms), ms(sum_ms), trends_ms / sum_ms, '')
}

if (import.meta.main)
  await measureStats((what, ours, reference, ratio, limit) =>
    console.log(`| ${what} | ${ours} | ${reference} | ${ratio.toFixed(2)} | ${limit} |`),
  )
