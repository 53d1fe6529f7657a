/** Persons in a cell: a given name with a surname, in any case and order. What is named after a person is none. */
import { isCapitalCode, isLetterCode } from '../look.ts'
import { givenName, isWrittenName, NAME_CHARS_MAX, type GivenName } from './forms.ts'
import { OF_WHOM, surnameForm } from './surnames.ts'
import type { Hit } from '../types.ts'

type Word = { start: number; end: number; lower: string; capital: boolean }

const WORDS_MAX = 20_000
const WORD_CHARS_MAX = 40

const set = (text: string) => new Set(text.trim().split(/\s+/))
/** Words before a name that make it the name of a place. */
const PLACES = set(`
  ul ulica ulicy ulicę ulicą al aleja aleje alei alejach os osiedle osiedla osiedlu pl plac placu rondo ronda rondzie skwer skweru
  skwerze bulwar bulwaru park parku most mostu pomnik pomnika im imienia imieniem św święty święta świętego świętej bł rynek zaułek
  pasaż patron patronem вул вулиця вулиці проспект площа імені ім street st avenue road square`)
const PLACES_AFTER = set('street st avenue ave road rd square park bridge school lane')
/** Beginnings of words for houses that carry names: the name is that of a patron when it stands in the genitive. */
const HOUSES = new RegExp(
  `^(?:${[
    ...[
      'szko',
      'przedszko',
      'lice',
      'techniku',
      'zesp',
      'fundac',
      'parafi',
      'szpital',
      'teatr',
      'muze',
      'bibliotek',
      'hal',
    ],
    ...['stadion', 'nagrod', 'konkurs', 'memoria', 'uniwersyt', 'instytut', 'dom', 'centrum', 'klub', 'towarzystw'],
    ...[
      'stowarzysz',
      'kości',
      'kaplic',
      'kolegi',
      'akademi',
      'politechni',
      'zakład',
      'ośrod',
      'stacj',
      'lotnisk',
      'port',
    ],
    ...['żłob', 'burs', 'schronisk', 'izb', 'dzieł', 'szlak', 'tunel', 'wiadukt', 'школ', 'ліце', 'музе', 'бібліот'],
  ].join('|')})`,
)
/** Capitalised words that are no surname. */
const NOT_SURNAMES = set(`
  szkoła miasto gmina powiat województwo dzielnica spółka firma polska polski rzeczypospolita usługi sala centrum hotel góra park
  ulica nowa stara nowy stary wielki wielka dolny dolna górny górna północny południowy ii iii iv v vi vii viii ix x xi xii xvi xx
  xxi xxiii stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia january february
  march april may june july august september october november december nieruchomości sp zoo s.a kodeks ustawa rok lat
  pan pani dr mgr inż prof ks gen płk hab mr mrs ms sir university county city state street`)
const ROMAN = /^[ivx]+$/
const REACH_WORDS = 4

export function personsIn(text: string): Hit[] {
  const first = firstLook(text)
  if (first === 'nothing') return []
  const words = wordsOf(text)
  if (first === 'word') return words[0] ? alone(text, words[0]) : []
  const hits: Hit[] = []
  let named = 0
  for (let i = 0; i < words.length; i++) {
    const given = words[i]!.capital ? givenName(words[i]!.lower) : undefined
    if (!given) continue
    const last = moreNames(text, words, i)
    named += last - i + 1
    const hit = person(text, words, i, last, given)
    if (hit) hits.push(hit)
    i = last
  }
  if (hits.length > 0) return hits
  return named === words.length && words.length <= 2 ? [whole('givenName', text, true)] : []
}

const SMALL_WORDS_MAX = 3
const NAME_CHARS_MIN = 2

/** Most cells name nobody: whether any word is a given name is told without taking the cell apart. */
function firstLook(text: string): 'names' | 'word' | 'nothing' {
  let words = 0
  let capitals = 0
  let small = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (!isLetterCode(code)) continue
    const start = i
    while (i < text.length && isLetterCode(text.charCodeAt(i))) i++
    words++
    const capital = isCapitalCode(code)
    if (capital) capitals++
    if (i - start > NAME_CHARS_MAX || i - start < NAME_CHARS_MIN || (!capital && words > SMALL_WORDS_MAX)) continue
    if (!isWrittenName(text.slice(start, i))) continue
    if (capital) return 'names'
    small = true
  }
  if (capitals === 0 && words <= SMALL_WORDS_MAX && small) return 'names'
  return words === 1 || (words === 2 && text.includes('-')) ? 'word' : 'nothing'
}

const whole = (detector: 'givenName' | 'surname', text: string, valid: boolean): Hit => ({
  ...{ detector, start: 0, end: text.length, valid, sure: false, office: false },
})

/** A surname as the whole cell. Streets are called like women: they tell nothing by themselves. */
function alone(text: string, { start, end, lower, capital }: Word): Hit[] {
  if (!capital || text.slice(0, start).trim() !== '' || text.slice(end).trim() !== '') return []
  const form = surnameForm(lower)
  return form ? [whole('surname', text, form === 'other')] : []
}

/** The last of given names that stand together: Anna Maria, Jan K. */
function moreNames(text: string, words: readonly Word[], at: number): number {
  let last = at
  while (last + 1 < words.length && isNext(text, words[last]!, words[last + 1]!)) {
    const { lower, capital } = words[last + 1]!
    if (!capital || !(lower.length === 1 || (givenName(lower) && !surnameForm(lower)))) break
    last++
  }
  return last
}

function person(text: string, words: readonly Word[], first: number, last: number, given: GivenName): Hit | undefined {
  const after = words[last + 1]
  const before = words[first - 1]
  if (after && ROMAN.test(after.lower) && after.capital) return undefined
  if (after && words[last + 2] && PLACES_AFTER.has(words[last + 2]!.lower)) return undefined
  const candidates: Word[] = []
  if (after && isSurnameLike(after) && isNext(text, words[last]!, after)) candidates.push(after)
  if (before && isSurnameLike(before) && isNext(text, before, words[first]!)) candidates.push(before)
  const surname = candidates.find(({ lower }) => surnameForm(lower)) ?? candidates[0]
  if (!surname) return undefined
  const sure = surnameForm(surname.lower) !== undefined
  if (!sure && given.ambiguous) return undefined
  const start = Math.min(words[first]!.start, surname.start)
  if (isNamedAfter(words, surname === before ? first - 1 : first, given, surname)) return undefined
  const end = Math.max(words[last]!.end, surname.end)
  return { detector: 'name', start, end, valid: true, sure: sure && !given.ambiguous, office: false }
}

const isSurnameLike = ({ lower, capital }: Word): boolean =>
  capital && lower.length > 2 && !NOT_SURNAMES.has(lower) && !PLACES.has(lower) && !PLACES_AFTER.has(lower)

/** A street, a school or a prize: `ul. Jana Kowalskiego`, `Szkoła Podstawowa im. Jana Kowalskiego`. */
function isNamedAfter(words: readonly Word[], first: number, given: GivenName, surname: Word): boolean {
  const genitive = !given.nominative || OF_WHOM.test(surname.lower)
  for (let i = first - 1; i >= Math.max(0, first - REACH_WORDS * 2); i--) {
    const { lower } = words[i]!
    if (PLACES.has(lower) && first - i <= REACH_WORDS) return true
    if (genitive && HOUSES.test(lower)) return true
  }
  return false
}

/** Words that stand together: a space, or a comma and a space as in registers. */
function isNext(text: string, a: Word, b: Word): boolean {
  const gap = text.slice(a.end, b.start)
  return gap === ' ' || gap === ', ' || gap === '. ' || (gap === '.' && a.lower.length === 1) || gap === ','
}

const isLetter = (text: string, i: number): boolean => i < text.length && isLetterCode(text.charCodeAt(i))
const JOINTS = new Set(['-', "'", '’'])

/** The words with their places. A short cell in small letters is read as if they were capitals. */
function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (let i = 0; i < text.length && words.length < WORDS_MAX; i++) {
    if (!isLetter(text, i)) continue
    const start = i
    while (i < text.length && (isLetter(text, i) || (JOINTS.has(text[i]!) && isLetter(text, i + 1)))) i++
    if (i - start > WORD_CHARS_MAX) continue
    const word = text.slice(start, i)
    const lower = word.toLowerCase()
    words.push({ start, end: i, lower, capital: word[0] !== lower[0] })
  }
  const isSmall = words.length <= 3 && words.every(({ capital }) => !capital)
  return isSmall ? words.map((word) => ({ ...word, capital: true })) : words
}
