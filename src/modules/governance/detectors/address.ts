/** Where people live: streets with numbers, postal codes with towns, in Polish, Ukrainian and English. */
import type { Hit } from './types.ts'

const STREET_WORD =
  '(?:ul|ulic[aąyęe]|al|alej[aei]|alejach|os|osiedl[eau]|pl|plac[ua]?|rynek|rynku|skwer|rondo|bulwar|вул|вулиц[яіюею]|просп|проспект|площа|бульв|пров)'
const NUMBER = '[1-9]\\d{0,3} ?[a-zа-яA-ZА-Я]?(?![\\p{L}\\d])'
const FLAT = '(?: ?/ ?\\d{1,4}(?!\\d)| ?,? ?(?:m|lok|mieszk|mieszkania|m-nie|кв|apt|flat)\\.? ?(?:nr )?\\d{1,4}(?!\\d))'
const MARKED = new RegExp(
  `(?<![\\p{L}\\d])${STREET_WORD}(?:\\. ?| )(?:\\d{1,4}(?:\\.|-go|-lecia)? ?)?\\p{L}[^\\d,;\\n]{1,40}?,? (?:nr |буд\\.? ?)?(${NUMBER})(${FLAT})?`,
  'giu',
)
/** Quick, and rarely so. */
const SAID =
  /(?:^|[^a-z])(?:ul|ulic[^ ]|al|alej[^ ]{1,2}|os|osiedl[^ ]|pl|plac[^ ]?|ryn[^ ]{2}|skwer|rondo|bulwar)[. ]|вул|прос|площ|бульв|пров/i
const NUMBER_LAST = /\d ?[A-Za-zА-я]?$/
/** A street without its word, as a whole cell: Narutowicza 12/4. */
const PLAIN = new RegExp(`^\\p{Lu}[\\p{L}.'’ -]{2,50}? (${NUMBER})(${FLAT})?$`, 'u')
const ENGLISH =
  /^\d{1,5}[a-z]?,? [\p{L}.' -]{2,40} (?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|square|sq|close|court|ct)\b\.?/iu
const POSTAL = /(?<![\p{L}\d-])\d{2}-\d{3}(?![\d-])/gu
const TOWN = /^[, ]{1,2}\p{Lu}\p{Ll}/u
/** What has a number and is no house. */
const NO_STREET =
  /(?:^|[^\p{L}])(?:nr|numer|szko\p{L}*|przedszko\p{L}*|lice\p{L}*|okr[ęe]g\p{L}*|obw[oó]d\p{L}*|lini\p{L}*|sektor|rejon|etap|część|klas\p{L}*|grup\p{L}*|poz\p{L}*|art|ust|pkt|dział|rozdział|ward|district|route|line|no|q|kwartał|tydzień|miesiąc|rok|stan|styczeń|luty|marzec|kwiecień|maj|czerwiec|lipiec|sierpień|wrzesień|październik|listopad|grudzień)(?![\p{L}])/iu
/** Offices and shops are at addresses too, and say what they are. */
const HOUSES =
  /szko[łl]|przedszkol|lice|urz[ąa]d|urzęd|bibliotek|szpital|przychodni|muze|teatr|apteka|sklep|zakład|spółk|sp\. z|parafi|komisariat|posterunek|straż|ośrod|centrum|hotel/iu
const HITS_MAX = 1_000

/** Streets with a number. `sure` where the number of a flat follows: nobody but people live in flats. */
export function addressesIn(text: string): Hit[] {
  const marked = SAID.test(text) ? [...text.matchAll(MARKED)].slice(0, HITS_MAX) : []
  if (marked.length > 0)
    return marked.map((match) => {
      const end = match.index + match[0].length
      return hit(text, match.index, end, true, match[2] !== undefined)
    })
  const plain = NUMBER_LAST.test(text) ? PLAIN.exec(text) : null
  if (plain && !NO_STREET.test(text)) return [hit(text, 0, text.length, false, plain[2] !== undefined)]
  const english = ENGLISH.exec(text)
  return english ? [hit(text, 0, english[0].length, true, false)] : []
}

const hit = (text: string, start: number, end: number, valid: boolean, sure: boolean): Hit => ({
  ...{ detector: 'address', start, end, valid, sure },
  office: HOUSES.test(text),
})

/** Postal codes; `sure` where a town follows. */
export function postalCodesIn(text: string): Hit[] {
  return [...text.matchAll(POSTAL)].slice(0, HITS_MAX).map(({ index, 0: code }) => {
    const sure = TOWN.test(text.slice(index + code.length, index + code.length + 5))
    return { detector: 'postalCode', start: index, end: index + code.length, valid: true, sure, office: false }
  })
}
