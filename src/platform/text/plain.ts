/** What people write for others to read, without what only tricks need. Pure. */

/** Signs that turn the direction of what follows, show nothing, or are for machines: with them a text is not what it seems. */
const TRICKS = /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu // prettier-ignore
const MARKS_MAX = /(\p{M}{4})\p{M}+/gu

/** Lines and words stay; what turns the direction of the text, hides in it or towers over it goes. */
export const plainText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replaceAll('\t', ' ').replace(TRICKS, '').replace(MARKS_MAX, '$1').trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

const LINK = /\bhttps?:\/\/|\bwww\.|\b[\p{L}\d-]+\.(?:com|net|org|info|biz|xyz|top|shop|online|site|club|ru|pl|ua|eu|io|me|ly)\b/iu // prettier-ignore

/** Does it send the reader somewhere else? */
export const hasLink = (text: string): boolean => LINK.test(text)

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const [ISOLATE, END] = ['\u2068', '\u2069']

/** A word of somebody else inside the house's own sentences: as plain text, whose direction turns nothing around it. */
export function foreignText(text: string): string {
  const plain = plainText(text)
  return RIGHT_TO_LEFT.test(plain) ? `${ISOLATE}${plain}${END}` : plain
}

/** The same of every text in it. */
export function foreignTexts<T>(value: T): T {
  if (typeof value === 'string') return foreignText(value) as T
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(foreignTexts) as T
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, foreignTexts(one as unknown)])) as T
}
