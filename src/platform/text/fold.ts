/** Words without what typing them leaves out. Pure. */

/** Without case, diacritics and apostrophes; NO₂ as NO2, 2,5 as 2.5. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’ʼ]/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replace(/(\d),(\d)/g, '$1.$2')
}

/** Letters and numbers apart: PM2,5 is "pm" and "2.5", as is PM 2.5. */
export const wordsOf = (text: string): string[] => fold(text).match(/\p{L}+|\d+(?:\.\d+)*/gu) ?? []
