/** Effects as others computed them, and as papers published them. */
import { describe, expect, test } from 'vitest'
import { evaluate, powerOf, type Columns, type Effect, type EffectPlanGiven } from './index.ts'
import { closeTo, expected, ORACLES, sheetOf, type Sheet } from './testing.ts'

const near = (found: number | null | undefined, right: number, digits: number) =>
  expect(closeTo(found ?? NaN, right, digits), `${found} is ${right}`).toBe(true)
const part = (effect: Effect, id: string) => effect.parts.find((one) => one.id === id)!

describe.skipIf(!ORACLES)('by the oracles', () => {
  test('Sicily: smoking ban and heart attacks, Poisson with offset', () => {
    const sheet = sheetOf('its/sicily.csv') as Columns
    const right = expected().sicily_its
    const plan: EffectPlanGiven = { method: 'its', outcome: 'aces', time: 'time', from: 37, change: 'level', model: 'poisson', exposure: 'stdpop' } // prettier-ignore
    const step = evaluate({ ...plan, overdispersion: 'ignore' }, sheet)
    near(part(step, 'level').estimate, right.poisson_step.smokban[0], 10)
    near(step.se, right.poisson_step.smokban[1], 9)
    near(part(step, 'trend').estimate, right.poisson_step.time, 9)
    near(step.estimate, right.poisson_step.RR, 10)
    near(step.interval!.low, right.poisson_step.ci[0], 9)
    near(step.interval!.high, right.poisson_step.ci[1], 9)
    near(part(step, 'deviance').estimate, right.poisson_step.deviance, 9)
    near(part(step, 'aic').estimate, right.poisson_step.aic, 9)
    expect(step.cautions).toContainEqual({ id: 'overdispersed', figures: { dispersion: expect.closeTo(3.559, 3) } })

    const seasonal = evaluate({ ...plan, season: { kind: 'harmonics', pairs: 2, length: 12 } }, sheet)
    const harmonics = right.seasonal_2_harmonics
    near(part(seasonal, 'level').estimate, harmonics.smokban[0], 9)
    near(seasonal.se, harmonics.smokban[1], 11)
    near(seasonal.estimate, harmonics.RR, 10)
    near(seasonal.interval!.low, harmonics.ci[0], 10)
    near(part(seasonal, 'dispersion').estimate, harmonics.dispersion, 9)
    near(Math.exp(12 * part(seasonal, 'trend').estimate), harmonics.trend_per_year, 9)
    expect(seasonal.estimate.toFixed(2)).toBe('0.89')
  })

  test('Sicily: segmented regression of the rate, Newey and West at every lag', () => {
    const sheet = sheetOf('its/sicily.csv')
    const rate = sheet.aces!.map((aces, i) => ((aces as number) / (sheet.stdpop![i] as number)) * 1e5)
    const right = expected().sicily_its.ols_segmented_rate
    const at = (lag: number, adjust: boolean) => evaluate({ method: 'its', outcome: 'rate', time: 'time', from: 37, lag, adjust }, { ...sheet, rate } as Columns).parts.slice(0, 4) // prettier-ignore
    at(0, false).forEach(({ estimate }, i) => near(estimate, right.coef[i], 9))
    for (const [lag, errors] of Object.entries(right.NW as Record<string, number[]>))
      at(Number(lag), false).forEach(({ se }, i) => near(se, errors[i]!, 9))
    at(3, true).forEach(({ se }, i) => near(se, right.NW3_adjusted[i], 9))
  })

  test('Card and Krueger: the means, and the difference of the balanced sample', () => {
    const right = expected().card_krueger
    const { all, balanced } = restaurants(sheetOf('did/card_krueger_public.csv'))
    const plan: EffectPlanGiven = { method: 'did', outcome: 'fte', time: 'wave', from: 2, treated: 'nj' }
    const effect = evaluate(plan, all)
    const means = { controlBefore: 'PA1', controlAfter: 'PA2', treatedBefore: 'NJ1', treatedAfter: 'NJ2' }
    for (const [id, cell] of Object.entries(means)) near(part(effect, id).estimate, right.cell_means[cell], 9)
    const { NJ1, NJ2, PA1, PA2 } = right.cell_means
    near(effect.estimate, NJ2 - NJ1 - (PA2 - PA1), 7)
    expect(effect.assumptions.find(({ id }) => id === 'parallel')!.verdict).toBe('untestable')
    // Of those seen twice: units taken out, and the same by the change of each (Welch).
    const twice = evaluate({ ...plan, unit: 'id' }, balanced.long)
    near(twice.estimate, right.balanced[0], 12)
    const changes = evaluate({ method: 'randomised', outcome: 'change', treated: 'nj' }, balanced.wide)
    near(changes.estimate, right.balanced[0], 12)
    near(changes.se, right.balanced[1], 3)
    expect([changes.estimate, changes.se!].map((value) => value.toFixed(2))).toEqual(right.published_balanced.map((value: number) => value.toFixed(2))) // prettier-ignore
  })

  test('castle doctrine, minimum wages: the published figures of staggered starts', () => {
    const castle = sheetOf('did/castle_min.csv') as Columns
    const plan: EffectPlanGiven = { method: 'did', outcome: 'l_homicide', unit: 'state', time: 'year', treated: 'post' }
    const effect = evaluate(plan, castle)
    // Goodman-Bacon's decomposition of the same data (R bacondecomp) weighs up to 0.0818.
    expect(effect.estimate.toFixed(4)).toBe('0.0818')
    expect(effect.cautions.map(({ id }) => id)).toContain('staggered')
    const wages = sheetOf('did/mpdta.csv') as Columns
    const county = { outcome: 'lemp', unit: 'countyreal', time: 'year', starts: 'first.treat' } // prettier-ignore
    const minimum = evaluate({ ...county, method: 'did' }, wages)
    // Callaway and Sant'Anna, unconditional: overall −0.0400 (0.012); two-way effects −0.0365.
    expect(minimum.estimate.toFixed(4)).toBe('-0.0365')
    expect(part(minimum, 'cleanComparison').estimate.toFixed(4)).toBe('-0.0400')
    expect(part(minimum, 'cleanComparison').se!.toFixed(3)).toBe('0.012')
    const event = evaluate({ ...county, method: 'event' }, wages)
    expect(event.drawings[0]).toMatchObject({ kind: 'event', points: expect.arrayContaining([expect.objectContaining({ at: -1, reference: true, estimate: 0 })]) }) // prettier-ignore
  })

  test('power: as exact as the tables, and as R prints it', () => {
    const right = expected().power['two_sample_t_two_sided_alpha_0.05']
    near(powerOf({ n: 30, effect: 1 }).power, right.power_n30_d1, 11)
    near(powerOf({ effect: 0.5, power: 0.8 }).nExact, right['n_d.5_p.8'], 10)
  })
})

test('power as the manuals of R give it', () => {
  expect(powerOf({ n: 20, effect: 1 }).power.toFixed(4)).toBe('0.8690')
  expect(powerOf({ effect: 1, power: 0.9, sides: 1 }).nExact.toFixed(3)).toBe('17.847')
  expect(powerOf({ effect: 1, power: 0.9 }).nExact.toFixed(3)).toBe('22.021')
  expect(powerOf({ design: 'proportions', without: 0.5, with: 0.75, power: 0.9 }).nExact.toFixed(1)).toBe('76.7')
})

/** Full-time jobs: full-time staff, managers, and part-time staff as halves. */
function restaurants(sheet: Sheet) {
  const at = (name: string, i: number) => sheet[name]![i] as number | null
  const jobs = (i: number, wave: '' | '2') => {
    const [full, managers, part] = [at(`EMPFT${wave}`, i), at(`NMGRS${wave}`, i), at(`EMPPT${wave}`, i)]
    return full === null || managers === null || part === null ? null : full + managers + 0.5 * part
  }
  const shops = sheet.SHEET!.map((_, i) => ({ id: i, nj: at('STATE', i)!, waves: [jobs(i, ''), jobs(i, '2')] }))
  const long = (of: typeof shops): Columns => {
    const rows = of.flatMap(({ id, nj, waves }) => waves.flatMap((fte, wave) => (fte === null ? [] : [{ id, nj, fte, wave: wave + 1 }]))) // prettier-ignore
    return Object.fromEntries((['id', 'nj', 'fte', 'wave'] as const).map((name) => [name, rows.map((row) => row[name])])) // prettier-ignore
  }
  const seenTwice = shops.filter(({ waves }) => !waves.includes(null))
  const wide = { nj: seenTwice.map(({ nj }) => nj), change: seenTwice.map(({ waves }) => waves[1]! - waves[0]!) }
  return { all: long(shops), balanced: { long: long(seenTwice), wide } }
}
