/** A problem of a file in words. */
import type { Problem } from '#counting'
import { words, type Key } from '#words'

export const sentenceOf = ({ code, details }: Problem): string => words.en.t(`counting.problem.${code}` as Key, details)
