/** Forms of strategies, read: goals, directions and areas as people write them, a line each. */
import { Refusal } from '#platform/errors'
import type { StrategyDraft, StrategyVersion } from '#strategy'
import { textOf } from './forms.ts'

type Goal = NonNullable<StrategyDraft['goals']>[number]
const AREA = 'code | pl | en | uk'
const DIRECTION = 'code | pl | en | uk | id, id'

const linesOf = (text: string) => text.split('\n').map((line, i) => ({ line: line.trim(), number: i + 1 })).filter(({ line }) => line) // prettier-ignore
const idsOf = (text: string) => text.split(/[\s,]+/).filter(Boolean)
const text = (form: FormData, name: string) => textOf(form, name).trim()

/** Throws `strategies.line` with the number of the line that has too few parts. */
function partsOf({ line, number }: { line: string; number: number }, least: number, most: number, form: string) {
  const parts = line.split('|').map((part) => part.trim())
  if (parts.length < least || parts.length > most || parts.slice(0, least).some((part) => !part))
    throw new Refusal('strategies.line', 422, { line: number, found: parts.filter(Boolean).length, right: least, form })
  return parts as [string, string, string, string, string?]
}

export const namesIn = (form: FormData) => {
  const pl = text(form, 'namePl')
  return { pl, en: text(form, 'nameEn') || pl, uk: text(form, 'nameUk') || pl }
}

export const areasIn = (form: FormData): StrategyDraft['areas'] =>
  linesOf(textOf(form, 'areas')).map((line) => {
    const [code, pl, en, uk] = partsOf(line, 4, 4, AREA)
    return { code, names: { pl, en, uk } }
  })

/** A goal as the form says it (a field called `code` would be taken for a secret and not come back); what it is about stays as it was. */
export function goalIn(form: FormData, before?: Goal): Goal {
  return {
    ...{ code: text(form, 'goalCode'), area: text(form, 'area'), names: namesIn(form), about: before?.about },
    ...{ parent: text(form, 'parent') || undefined, indicators: idsOf(textOf(form, 'indicators')) },
    directions: linesOf(textOf(form, 'directions')).map((line) => {
      const [code, pl, en, uk, ids = ''] = partsOf(line, 4, 5, DIRECTION)
      return { code, names: { pl, en, uk }, indicators: idsOf(ids) }
    }),
  }
}

/** The same, as the form shows it; blank where there is none. */
export function goalForm(goal: StrategyVersion['goals'][number] | undefined) {
  const { code = '', area = '', parent = '', names, indicators = [], directions = [] } = goal ?? {}
  return {
    ...{
      was: code,
      goalCode: code,
      area,
      parent,
      namePl: names?.pl ?? '',
      nameEn: names?.en ?? '',
      nameUk: names?.uk ?? '',
    },
    indicators: indicators.join('\n'),
    directions: directions
      .map((one) =>
        [one.code, one.names.pl, one.names.en, one.names.uk, one.indicators.join(', ')].filter(Boolean).join(' | '),
      ) // prettier-ignore
      .join('\n'),
  }
}
