/** Every refusal of the models has a sentence in every language. */
import { expect, test } from 'vitest'
import { LANGS, sentence } from '#words'
import { refuse as refuseIndex } from './composite/refusals.ts'
import { refuse as refuseEffects } from './effects/refusals.ts'
import { refuse } from './refusals.ts'
import { refuse as refuseSavings } from './savings/refusals.ts'
import { refuse as refuseRuns } from './sensitivity/refusals.ts'
import { refuse as refuseSimilar } from './similar.ts'

const details = {
  ...{
    index: 1,
    node: 'a',
    trait: 'a',
    unit: 'u1',
    parent: 'P',
    group: 'g',
    known: 'x, y',
    way: 'I → P → I',
    codes: 'I, P',
  },
  ...{
    at: '2025-01-01T00:00:00Z',
    hours: 720,
    from: '2025-01-01',
    to: '2025-02-01',
    end: '2025-02-01',
    of: 365,
    more: 3,
  },
  ...{ withoutUse: 1, withoutTemperature: 2, enoughFrom: '2026-01-01', withUse: 1, withTemperature: 2, tried: 9 },
  ...{ digits: 5, name: 'a', row: 1, column: 'a', where: 'before', others: 'a, b', first: '2020', last: '2024' },
  ...{ period: '2024', treated: 2, rounds: 9, power: 0.8, option: 'a', line: 3, cause: 'x' },
  ...{ found: 2, most: 1, least: 2, expected: 3, level: '2', what: 'missingShare', which: 'several' },
}

test.each(
  [
    ...Object.values(refuse),
    ...Object.values(refuseEffects),
    ...Object.values(refuseIndex),
    ...Object.values(refuseRuns),
    ...Object.values(refuseSavings),
    ...Object.values(refuseSimilar),
  ].map((make) => make(details).code),
)('%s', (code) => {
  for (const lang of LANGS) expect(sentence(lang, code, details)).not.toContain(code)
})
