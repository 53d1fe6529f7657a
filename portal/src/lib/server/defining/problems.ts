/** What of a form's values cannot be right before any service is asked, each at its field. */
import type { City } from '#lib/server/city.ts'
import { numberOf, type FormError } from '#lib/server/forms.ts'
import { shortName } from '#lib/server/views/doors.ts'
import { formatsOf } from '#lib/server/views/words.ts'
import { words, type Lang } from '#words'
import { filledRows, numberField, standardField } from '#lib/defining/rows.ts'
import { areaField, KINDS, LANGUAGES, textField, type Values } from './values.ts'

const ID = /^[a-z0-9]+([.-][a-z0-9]+)*$/
const NUMBERS_SHOWN = 6
const NUMBERS_FEW = 3

export function problemsOf(city: City, lang: Lang, values: Values, isNew: boolean): FormError[] {
  const { t } = words[lang]
  const said = LANGUAGES.map((one) => textField('approximates', one))
  const lacking = said.filter((name) => (values[name] ?? '').trim() === '')
  const partly = lacking.length > 0 && lacking.length < said.length
  return [
    ...(isNew && !ID.test((values.id ?? '').trim()) ? [{ field: 'id', message: t('defining.badId') }] : []),
    ...ofRange(city, lang, values),
    ...(KINDS.some((kind) => values[areaField(kind)] !== undefined)
      ? []
      : [{ field: areaField(KINDS[0]), message: t('defining.areasNone') }]),
    ...ofPlaces(city, lang, values),
    ...(partly ? [{ field: lacking[0]!, message: t('defining.approximatesAll') }] : []),
  ]
}

function ofRange(city: City, lang: Lang, values: Values): FormError[] {
  const { t } = words[lang]
  const wrong = (['min', 'max'] as const).filter(
    (name) => (values[name] ?? '').trim() !== '' && numberOf(values[name]!) === undefined,
  )
  if (wrong.length > 0) return wrong.map((field) => ({ field, message: t('defining.badNumber') }))
  const [min, max] = [numberOf(values.min ?? ''), numberOf(values.max ?? '')]
  if (min === undefined || max === undefined || min <= max) return []
  return [{ field: 'max', message: t('defining.badRange', { min: formatsOf(city, lang).number(min) }) }]
}

function ofPlaces({ indicators }: City, lang: Lang, values: Values): FormError[] {
  const { t } = words[lang]
  return filledRows(values).flatMap(({ row, standard, number }): FormError[] => {
    const found = indicators.standards().find(({ id }) => id === standard)
    if (!found) return [{ field: standardField(row), message: t('defining.standardMissing', { number }) }]
    const name = shortName(found.name[lang])
    if (number === '') return [{ field: numberField(row), message: t('defining.numberMissing', { standard: name }) }]
    const codes = found.indicators.map(({ code }) => code)
    if (codes.includes(number)) return []
    const some = nearest(number, codes).join(', ')
    return [{ field: numberField(row), message: t('defining.numberUnknown', { standard: name, number, some }) }]
  })
}

/** Those that begin as it does, as far as more than a few do. */
function nearest(number: string, codes: string[]): string[] {
  for (let length = number.length; length > 0; length--) {
    const alike = codes.filter((code) => code.startsWith(number.slice(0, length)))
    if (alike.length >= NUMBERS_FEW) return alike.slice(0, NUMBERS_SHOWN)
  }
  return codes.slice(0, NUMBERS_SHOWN)
}
