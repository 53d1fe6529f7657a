/** Made-up buildings for tests: their truth is known. */
import { seeded, type Random } from '../random.ts'
import type { CaltrackModel } from './caltrack.ts'
import { predictCaltrack } from './caltrack.ts'
import { dayAfter } from './zone.ts'

export type Truth = CaltrackModel & { readonly noise: number; readonly lag: number }

const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** Weather with seasons, and use by the truth with errors that come in rows as `lag` says. */
export function building(truth: Truth, from: string, days: number, seed: number) {
  const random = seeded(seed)(0)
  const use = new Map<string, number>()
  const temperature_f = new Map<string, number>()
  let [error, weather] = [0, 0]
  for (let i = 0; i < days; i++) {
    const day = dayAfter(from, i)
    const season = 50 - 28 * Math.cos((2 * Math.PI * (Date.parse(day) / 86_400_000 - 15)) / 365.25)
    weather = 0.7 * weather + 5 * normal(random)
    error = truth.lag * error + truth.noise * Math.sqrt(1 - truth.lag ** 2) * normal(random)
    temperature_f.set(day, season + weather)
    use.set(day, predictCaltrack(truth, season + weather) + error)
  }
  return { use, temperature_f }
}
