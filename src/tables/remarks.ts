/** Which remarks tell of something in a file that stands outside the rows that are read. */
import type { Remark } from './types.ts'

const BESIDE = ['titleRows', 'macros', 'externalLinks', 'hiddenRows', 'otherParts', 'formulas', 'sheet'] as const satisfies Remark['code'][] // prettier-ignore

export const isBesideRows = ({ code }: { code: string }): boolean => (BESIDE as readonly string[]).includes(code)
