/** Rejections as sentences, in the reader's language. */
import { translate, type Key, type Lang } from '#words'
import type { Rejection } from '../reading/index.ts'

export const sayRejection =
  (lang: Lang) =>
  ({ code, line, column, found, expected }: Rejection): { problem: string; expected: string } => {
    const values = { line, column: column?.name, found, expected }
    return {
      problem: translate(lang, `reading.problem.${code}` as Key, values),
      expected: translate(lang, `reading.expected.${code}` as Key, values),
    }
  }
