/** Problems and remarks as sentences in the reader's language. */
import { translate, type Key, type Lang } from '#words'
import type { Problem, Remark, Type } from './types.ts'

export const sayProblem =
  (lang: Lang) =>
  ({ code, column, count, places, expected }: Problem): { problem: string; remedy: string } => {
    const values = { column: column?.name ?? '', count, found: places[0]?.found ?? '', expected }
    return {
      problem: translate(lang, `tables.problem.${code}` as Key, values),
      remedy: translate(lang, `tables.remedy.${code}` as Key, values),
    }
  }

export const sayRemark = (lang: Lang, { code, details }: Remark): string =>
  translate(lang, `tables.remark.${code}` as Key, details)

export const sayType = (lang: Lang, type: Type | 'missing'): string => translate(lang, `tables.type.${type}`)
