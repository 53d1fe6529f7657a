/** Every refusal has its place, and a sentence in every language. */
import { expect, test } from 'vitest'
import type { Refusal } from '#platform/errors'
import { LANGS, sentence } from '#words'
import { checkFormulas } from './compile.ts'
import type { MeasureType } from './dimensions.ts'
import { nearest, placeOf } from './refusals.ts'

test('a place is counted in lines and columns from one', () => {
  expect(placeOf('a +\n  bc', { start: 6, end: 8 })).toEqual({ offset: 6, length: 2, line: 2, column: 3, text: 'bc' })
  expect(placeOf('a', { start: 1, end: 1 })).toEqual({ offset: 1, length: 0, line: 1, column: 2, text: '' })
})

test.each([
  ['populaton', 'population'],
  ['popualtion', 'population'],
  ['POPULATION', 'population'],
  ['pop', 'population'],
  ['bedz', 'beds'],
  ['zzz', ''],
  ['', ''],
])('%j is nearest to %j', (name, expected) => {
  expect(nearest(name, ['beds', 'population', 'waste']).nearest).toBe(expected)
})

const MEASURES: MeasureType[] = [
  { id: 'people', unit: 'person' },
  { id: 'beds', unit: 'bed' },
  { id: 'warmth', unit: 'degC' },
  { id: 'ages', unit: 'person', dimensions: [{ id: 'age', values: [{ id: 'young' }, { id: 'old' }] }] },
]
const refusalOf = (formula: string, unit = 'person'): Refusal => {
  const others = [
    { id: 'known', formula: '1', unit: '1' },
    { id: 'twice', formula: '1', unit: '1' },
    { id: 'twice', formula: '2', unit: '1' },
  ]
  const all = formula === 'twice' ? others : [...others.slice(0, 2), { id: 'it', formula, unit }]
  return checkFormulas(all, MEASURES).refusals[0]!
}

test.each([
  ['people +', undefined, 'At 1:9 the formula ends too soon. It could be: 12.5 @indicator ( measure_name'],
  ['people beds', undefined, 'At 1:8 “beds” cannot stand here. It could be: + - * /'],
  [
    'people * 100%',
    undefined,
    'At 1:13 “%” cannot stand here. A formula needs no %: say % as the unit, and the result is converted.',
  ],
  ['1,5 * people', undefined, 'At 1:2 “,” cannot stand here. A number has a decimal point: 1.5, not 1,5.'],
  ['x'.repeat(5_000), undefined, 'At 1:4001 the formula is too long: characters: 5,000, at most 4,000.'],
  ['('.repeat(50), undefined, 'At 1:33 there are too many parentheses inside one another: at most 32.'],
  ['change('.repeat(9) + 'people' + ')'.repeat(9), undefined, 'there are too many functions of other periods'],
  ['peopel', undefined, 'At 1:1 there is no measure “peopel”. Did you mean “people”?'],
  ['ages[sex=male]', undefined, 'is not broken down by “sex”. It is by: age.'],
  ['ages[age=olde]', undefined, 'has no “olde” in “age”. Did you mean “old”?'],
  ['ages[age=*]', undefined, 'means 2 figures, and one is needed. To add them up, write sum_dims(ages[age=*]).'],
  ['@knwon', undefined, 'there is no indicator “@knwon”. Did you mean “@known”?'],
  ['@known-1', undefined, 'To subtract from “@known”, put spaces around the minus.'],
  ['mean(people)', undefined, 'there is no function “mean”.'],
  ['lag(people)', undefined, 'the function “lag” takes 2, not 1'],
  ['sum_dims(1)', undefined, 'takes measures with their dimensions, and “1” is none'],
  ['sum_areas(1)', undefined, 'needs a measure or an indicator inside; “sum_areas(1)” reads none'],
  ['lag(people, 0)', undefined, '“0” must be a whole number of periods, from 1 to 400.'],
  ['people', 'bed/100 person', 'The unit “bed/100 person”, at character 9: it can be read in two ways.'],
  ['people + beds', undefined, 'At 1:10 “beds” is in bed, and “people” in person: these cannot be added or compared.'],
  ['people', 'bed', 'the formula gives person, and the unit of the indicator is bed'],
  ['warmth * people', undefined, 'what is measured in degC has no true zero'],
  ['@it', undefined, 'At 1:1 the indicators stand on one another in a circle: @it → @it.'],
  ['people[age=old]', undefined, 'is not broken down by “age”.'],
  ['sum_dims(ages[age=old|old])', undefined, 'At 1:23 “old” stands twice.'],
  ['twice', undefined, 'There are two definitions “twice”.'],
])('%.30s: %s', (formula, unit, expected) => {
  const { code, details } = refusalOf(formula, unit)
  expect(sentence('en', code, details)).toContain(expected)
  for (const lang of LANGS) expect(sentence(lang, code, details)).not.toContain(code)
})
