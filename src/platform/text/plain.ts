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
