/** Evaluations at the size of a country, against plain loops over the same figures in the same run. */
import { evaluate, seeded, type Columns } from '#stats'
import { ms, type Part, type Report } from './part.ts'

const UNITS = 50_000
const PERIODS = 20
const HOURS = 10 * 365 * 24
const GROUPS = 400

const timed = (work: () => unknown): number => {
  const from = performance.now()
  work()
  return (performance.now() - from) / 1000
}

/** A million rows: households in districts over months, half of them changed. */
function panel(): Columns {
  const draw = seeded(1)(0)
  const n = UNITS * PERIODS
  const [unit, time, treated, district, y] = Array.from({ length: 5 }, () => new Float64Array(n))
  for (let u = 0, i = 0; u < UNITS; u++) {
    const level = 20 * draw()
    for (let t = 0; t < PERIODS; t++, i++) {
      unit![i] = u
      time![i] = t
      treated![i] = u % 2
      district![i] = u % GROUPS
      y![i] = level + t / 3 + 4 * draw() + (u % 2 === 1 && t >= 12 ? 1 : 0)
    }
  }
  return { unit: unit!, time: time!, treated: treated!, district: district!, y: y! }
}

/** What has to be done at least: three times through all rows by unit and by period. */
function demeaned({ unit, time, y }: Columns): number {
  const copy = Float64Array.from(y as Float64Array)
  for (const codes of [unit, time, unit] as Float64Array[]) {
    const sums = new Float64Array(UNITS)
    const counts = new Float64Array(UNITS)
    for (let i = 0; i < copy.length; i++) {
      sums[codes[i]!]! += copy[i]!
      counts[codes[i]!]! += 1
    }
    for (let i = 0; i < copy.length; i++) copy[i]! -= sums[codes[i]!]! / counts[codes[i]!]!
  }
  return copy[0]!
}

async function run(report: Report): Promise<void> {
  const columns = panel()
  const plain_s = timed(() => demeaned(columns))
  const did_s = timed(() => evaluate({ method: 'did', outcome: 'y', unit: 'unit', time: 'time', treated: 'treated', from: 12, cluster: ['district', 'time'] }, columns)) // prettier-ignore
  report({ what: `difference in differences of ${UNITS * PERIODS} rows, clustered two ways, with its pre-trend test / means taken out of one column three times`, ours: ms(did_s), reference: ms(plain_s), ratio: did_s / plain_s, aim: 'below 5 s' }) // prettier-ignore

  const draw = seeded(2)(0)
  const start = Date.UTC(2015, 0, 1)
  const at = Array.from({ length: HOURS }, (_, i) => new Date(start + i * 3_600_000).toISOString())
  const use = Float64Array.from({ length: HOURS }, (_, i) => 50 + 10 * Math.sin((2 * Math.PI * i) / 24) + 5 * draw() - (i > HOURS / 2 ? 3 : 0)) // prettier-ignore
  const read_s = timed(() => at.reduce((sum, text) => sum + Date.parse(text), 0))
  const its_s = timed(() => evaluate({ method: 'its', outcome: 'use', time: 'at', from: at[HOURS / 2]!, season: { kind: 'harmonics', pairs: 2, length: 24 } }, { at, use })) // prettier-ignore
  report({ what: `segmented regression of ${HOURS} hours, with season and memory / reading their times`, ours: ms(its_s), reference: ms(read_s), ratio: its_s / read_s, aim: 'below 2 s' }) // prettier-ignore
}

export const effects: Part = { title: 'Evaluations', run }
