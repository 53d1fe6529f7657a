/** Synthetic control at the size of a country, against one pass over the same figures in the same run. */
import { placebosInSpace, seeded, synthetic, type Panel } from '#stats'
import { ms, type Part, type Report } from './part.ts'

const DONORS = 2_476
const PERIODS = 30
const FROM = 20
const PLACEBOS = 200
/** A pass is too short to be timed alone. */
const PASSES = 100

const timed = (work: () => unknown): number => {
  const from = performance.now()
  work()
  return (performance.now() - from) / 1000
}

/** Made-up municipalities: each its own level, a walk of its own, and what all share. */
function panel(): Panel {
  const draw = seeded(1)(0)
  const count = DONORS + 1
  const figures = new Float64Array(count * PERIODS)
  for (let i = 0; i < count; i++) {
    let value = 100 * draw()
    for (let t = 0; t < PERIODS; t++) figures[i * PERIODS + t] = value += 4 * draw() - 2 + Math.sin(t / 3)
  }
  return {
    units: Array.from({ length: count }, (_, i) => `u${i}`),
    periods: Array.from({ length: PERIODS }, (_, t) => String(t)),
    ...{ figures, treated: 0, from: FROM },
  }
}

/** Each donor's distance from the treated one: what has to be looked at once at least. */
function distances({ figures, units }: Panel): number {
  let sum = 0
  for (let i = 0; i < units.length; i++)
    for (let t = 0; t < PERIODS; t++) sum += (figures[i * PERIODS + t]! - figures[t]!) ** 2
  return sum
}

async function run(report: Report): Promise<void> {
  const all = panel()
  const pass_s = timed(() => { for (let i = 0; i < PASSES; i++) distances(all) }) / PASSES // prettier-ignore
  const one_s = timed(() => synthetic(all))
  report({ what: `synthetic control with ${DONORS} donors and ${PERIODS} periods / one pass over their figures`, ours: ms(one_s), reference: ms(pass_s), ratio: one_s / pass_s, aim: 'below 5 s' }) // prettier-ignore
  const tried = Array.from({ length: PLACEBOS }, (_, i) => 1 + i * Math.floor(DONORS / PLACEBOS))
  const placebos_s = timed(() => placebosInSpace(all, tried))
  report({ what: `the same with ${PLACEBOS} placebos / as many of the first`, ours: ms(placebos_s), reference: ms(one_s * PLACEBOS), ratio: placebos_s / (one_s * PLACEBOS), aim: 'below 60 s' }) // prettier-ignore
}

export const syntheticControl: Part = { title: 'Synthetic control', run }
