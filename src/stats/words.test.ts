/** Every refusal of the models has a sentence in every language. */
import { expect, test } from 'vitest'
import { LANGS, sentence } from '#words'
import { refuse as refuseIndex } from './composite/refusals.ts'
import { refuse } from './refusals.ts'
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
  ...{ found: 2, most: 1, least: 2, expected: 3, level: '2', what: 'missingShare', which: 'several' },
}

test.each(
  [
    ...Object.values(refuse),
    ...Object.values(refuseIndex),
    ...Object.values(refuseRuns),
    ...Object.values(refuseSimilar),
  ].map((make) => make(details).code),
)('%s', (code) => {
  for (const lang of LANGS) expect(sentence(lang, code, details)).not.toContain(code)
})
