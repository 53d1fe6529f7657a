/** Addresses on the net: of letters, of machines, and the names that people have there. */
import { givenName } from './names/forms.ts'
import type { Hit } from './types.ts'

const LOCAL_MAX = 64
const DOMAIN_MAX = 255
const HITS_MAX = 1_000
const LOCAL_END = /[\p{L}\d._%+'-]+$/u
const DOMAIN = /^[\p{L}\d](?:[\p{L}\d-]{0,62}\.){1,8}\p{L}{2,24}/u
/** Written around filters of spam: jan(at)domain.pl */
const HIDDEN_AT = /\s?(?:[([{<]\s?(?:at|małpa|malpa|@)\s?[)\]}>]|%40|&#0*64;)\s?|\s@\s?|@\s/giu
const HIDDEN_DOT = /\s?[([{<]\s?(?:dot|kropka)\s?[)\]}>]\s?/giu
/** In words: jan.nowak at domain.pl. Data may be had at an address, so that it takes a person's name. */
const SAID_AT = /[ _](?:at|małpa|malpa)[ _]/giu
const SAID_DOT = / (?:dot|kropka) /giu

/** What offices call their letter boxes. */
const ROLE = new RegExp(
  `^(?:${[
    ...['biuro', 'kontakt', 'contact', 'info', 'informacja', 'office', 'admin', 'sekretariat', 'kancelaria', 'poczta'],
    ...[
      'urzad',
      'um',
      'ug',
      'gmina',
      'powiat',
      'starostwo',
      'bip',
      'iod',
      'iodo',
      'rodo',
      'dpo',
      'rekrutacja',
      'kadry',
    ],
    ...['sp\\d*', 'szkola', 'przedszkole', 'lo\\d*', 'zs\\d*', 'dyrektor', 'dyrekcja', 'rada', 'mops', 'gops', 'pup'],
    ...[
      'zgloszenia',
      'zamowienia',
      'przetargi',
      'pomoc',
      'help',
      'support',
      'serwis',
      'hello',
      'mail',
      'media',
      'press',
    ],
    ...[
      'prasa',
      'marketing',
      'sprzedaz',
      'sales',
      'webmaster',
      'noreply',
      'no-reply',
      'newsletter',
      'boi',
      'bok',
      'opendata',
    ],
  ].join('|')})(?:[._-]?\\d+|[._-].*)?$`,
)
/** Where people have boxes of their own. */
const FREE =
  /^(?:gmail|wp|onet|o2|interia|op|poczta|tlen|gazeta|vp|yahoo|hotmail|outlook|icloud|ukr|i|meta|proton|protonmail|live)\./

export function emailsIn(text: string): Hit[] {
  const open = addressesOf(text)
  if (open.length > 0) return open
  const whole = { start: 0, end: text.length }
  const hidden = addressesOf(text.replace(HIDDEN_DOT, '.').replace(HIDDEN_AT, '@'))
  const said = hidden.length > 0 ? hidden : addressesOf(text.replace(SAID_DOT, '.').replace(SAID_AT, '@')).filter(({ sure }) => sure) // prettier-ignore
  return said.map((hit) => ({ ...hit, ...whole }))
}

function addressesOf(plain: string): Hit[] {
  const hits: Hit[] = []
  for (let at = plain.indexOf('@'); at >= 0 && hits.length < HITS_MAX; at = plain.indexOf('@', at + 1)) {
    const local = LOCAL_END.exec(plain.slice(Math.max(0, at - LOCAL_MAX), at))?.[0]
    const domain = DOMAIN.exec(plain.slice(at + 1, at + 1 + DOMAIN_MAX))?.[0]
    if (!local || !domain) continue
    const whose = ownerOf(local.toLowerCase(), domain.toLowerCase())
    const span = { start: at - local.length, end: at + 1 + domain.length }
    hits.push({ detector: 'email', ...span, valid: true, sure: whose === 'person', office: whose === 'office' })
  }
  return hits
}

function ownerOf(local: string, domain: string): 'person' | 'office' | undefined {
  if (ROLE.test(local)) return 'office'
  if (FREE.test(domain)) return 'person'
  const parts = local.split(/[._\-\d]+/).filter((part) => part !== '')
  if (parts.some((part) => givenName(part) !== undefined)) return 'person'
  return parts.length === 2 && parts[1]!.length > 2 ? 'person' : undefined
}

const IPV4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g
const IPV6 = /(?<![\p{L}\d:])(?:[\da-f]{1,4}:){2,7}(?::?[\da-f]{1,4})(?:::?[\da-f]{1,4}){0,5}(?![\p{L}\d:])/giu
/** Version numbers are small: 1.2.10.4 */
const OCTET_LARGE = 32

export function machinesIn(text: string): Hit[] {
  const hits: Hit[] = []
  const add = (match: RegExpExecArray, sure: boolean) =>
    hits.push({
      ...({ detector: 'ip', valid: true, office: false } as const),
      ...{ start: match.index, end: match.index + match[0].length, sure },
    })
  for (const match of text.matchAll(IPV4)) {
    const octets = match[0].split('.').map(Number)
    if (octets.some((octet) => octet > 255) || octets[0] === 0) continue
    add(match, octets[0]! >= 10 && octets.filter((octet) => octet >= OCTET_LARGE).length >= 2)
  }
  for (const match of text.matchAll(IPV6)) {
    const parts = match[0].split(':')
    const isTime = parts.length <= 3 && parts.every((part) => /^\d{1,2}$/.test(part))
    const isMac = parts.length === 6 && parts.every((part) => part.length === 2)
    if (!isTime && !isMac && (parts.length === 8 || match[0].includes('::'))) add(match, true)
  }
  return hits.slice(0, HITS_MAX)
}

const LOGIN = /^\p{Ll}[\p{Ll}\d]{0,20}[._-]\p{Ll}[\p{Ll}\d]{1,30}\d{0,6}$/u

/** Given name and surname joined, as accounts are called: anna.kowalska, a_nowak1. Whole cells only. */
export function loginsIn(text: string): Hit[] {
  if (!LOGIN.test(text)) return []
  const parts = text.split(/[._-]/)
  const named = parts.some((part) => givenName(part.replace(/\d+$/, '')) !== undefined)
  return named ? [{ detector: 'login', start: 0, end: text.length, valid: true, sure: false, office: false }] : []
}
