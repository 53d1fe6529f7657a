/** Words as people type them: without diacritics, with other endings, with a slip of the finger. One way for every search of the house. Pure. */
export { detached } from './detached.ts'
export { found, indexOf, type Findable, type Finding, type Findings } from './finding.ts'
export { fold, wordsOf } from './fold.ts'
export { readPlainJson, Unreadable, type UnreadableCode } from './json.ts'
export { BEGINNING, ENDING, match, reachOf, SAME } from './match.ts'
export { foreignText, foreignTexts, hasLink, plainText } from './plain.ts'
export { createSigns } from './signs.ts'
export { slips, slipsAllowed } from './slips.ts'
