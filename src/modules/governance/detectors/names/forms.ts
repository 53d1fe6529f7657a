/** Given names in all their cases: the rules of Polish and Ukrainian declension, run once over the lists. */
import {
  AMBIGUOUS,
  CYRILLIC_MEN,
  CYRILLIC_WOMEN,
  ENGLISH,
  POLISH_MEN,
  POLISH_WOMEN,
  UKRAINIAN_MEN,
  UKRAINIAN_WOMEN,
} from './given.ts'

export type GivenName = { nominative: boolean; ambiguous: boolean }

/** Hard consonants before the -e of the dative and locative: Marta → Marcie, Piotr → Piotrze. */
const SOFTENED: readonly (readonly [ending: string, soft: string])[] = [
  ['st', 'ście'], ['zd', 'ździe'], ['sł', 'śle'], ['ch', 'sze'], ['b', 'bie'], ['p', 'pie'], ['f', 'fie'], ['w', 'wie'],
  ['v', 'vie'], ['m', 'mie'], ['n', 'nie'], ['t', 'cie'], ['d', 'dzie'], ['r', 'rze'], ['ł', 'le'], ['s', 'sie'], ['z', 'zie'],
  ['k', 'ce'], ['g', 'dze'],
] // prettier-ignore

function softened(stem: string): string | undefined {
  // sz, cz, rz, dz are one sound, and already soft.
  if (/[sczrd]z$/.test(stem)) return undefined
  const found = SOFTENED.find(([ending]) => stem.endsWith(ending))
  return found && stem.slice(0, -found[0].length) + found[1]
}

/** Anna, Anny, Annie, Annę, Anną, Anno. */
export function polishWoman(name: string): string[] {
  if (!name.endsWith('a')) return [name]
  const stem = name.slice(0, -1)
  const rest = (genitive: string, dative: string, vocative: string) => [
    name,
    genitive,
    dative,
    `${stem}ę`,
    `${stem}ą`,
    ...vocative.split(' ').map((end) => stem + end),
  ]
  if (/[szc]i$|dzi$|^(?:h|fr|m|)ani$/.test(stem) && stem.length < 6) return rest(stem, stem, 'u')
  if (stem.endsWith('i')) return rest(`${stem}i`, `${stem}i`, 'o')
  if (/[aeioóuy]j$/.test(stem)) return rest(`${stem.slice(0, -1)}i`, `${stem.slice(0, -1)}i`, 'u o')
  if (/[jl]$/.test(stem)) return rest(`${stem}i`, `${stem}i`, 'o u')
  const dative = softened(stem)
  if (dative === undefined) return rest(`${stem}y`, `${stem}y`, 'o')
  return rest(/[kg]$/.test(stem) ? `${stem}i` : `${stem}y`, dative, 'o')
}

/** Jan, Jana, Janowi, Janem, Janie; Jerzy, Jerzego, Jerzemu, Jerzym; Marek, Marka. */
export function polishMan(name: string): string[] {
  if (name.endsWith('a')) return polishWoman(name)
  if (/[yi]$/.test(name)) {
    const stem = name.endsWith('i') ? name : name.slice(0, -1)
    return [name, `${stem}ego`, `${stem}emu`, name.endsWith('i') ? `${name}m` : `${stem}ym`]
  }
  if (name.endsWith('o')) return [name, ...hard(name.slice(0, -1)), ...hard(`${name}n`)]
  const dropped = /(?:ek|eł)$/.test(name) || /[dpt]er$/.test(name) ? name.slice(0, -2) + name.at(-1) : undefined
  const kept = dropped && !/[dpt]er$/.test(name) ? [] : hard(name)
  return [name, ...(dropped ? hard(dropped) : []), ...kept]
}

function hard(stem: string): string[] {
  const velar = /[kg]$/.test(stem)
  const locative = velar || stem.endsWith('ch') ? `${stem}u` : (softened(stem) ?? `${stem}u`)
  return [`${stem}a`, `${stem}owi`, velar ? `${stem}iem` : `${stem}em`, locative]
}

/** Олена, Олени, Олені, Олену, Оленою, Олено; Марія, Марії, Марію, Марією, Маріє. */
export function ukrainianWoman(name: string): string[] {
  const stem = name.slice(0, -1)
  if (name.endsWith('ія') || name.endsWith('їя')) return [name, `${stem}ї`, `${stem}ю`, `${stem}єю`, `${stem}є`]
  if (name.endsWith('я')) return [name, `${stem}і`, `${stem}ю`, `${stem}ею`]
  if (!name.endsWith('а')) return [name]
  const dative = stem.endsWith('г')
    ? `${stem.slice(0, -1)}зі`
    : stem.endsWith('к')
      ? `${stem.slice(0, -1)}ці`
      : `${stem}і`
  return [name, `${stem}и`, dative, `${stem}у`, `${stem}ою`, `${stem}о`]
}

/** Іван, Івана, Іванові, Івану, Іваном, Івані, Іване; Андрій, Андрія; Василь, Василя; Петро, Петра. */
export function ukrainianMan(name: string): string[] {
  if (name.endsWith('а')) return ukrainianWoman(name)
  const stem = name.slice(0, -1)
  if (/[йь]$/.test(name)) {
    const [e, em] = name.endsWith('й') ? ['єві', 'єм'] : ['еві', 'ем']
    return [name, `${stem}я`, `${stem}ю`, stem + e!, stem + em!, `${stem}ї`, `${stem}і`]
  }
  const base = name.endsWith('о') ? stem : name
  const soft = name === 'ігор' ? ['ігоря', 'ігорю', 'ігореві', 'ігорем', 'ігорі'] : []
  return [name, ...['а', 'у', 'ові', 'ом', 'і', 'е'].map((end) => base + end), ...soft]
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l')

const GIVEN = new Map<string, GivenName>()

function addAll(names: readonly string[], decline: (name: string) => string[]): void {
  for (const name of names)
    for (const [i, form] of decline(name).entries())
      for (const spelling of /\p{Script=Latin}/u.test(form) ? [form, folded(form)] : [form]) {
        const nominative = i === 0 || GIVEN.get(spelling)?.nominative === true
        GIVEN.set(spelling, { nominative, ambiguous: AMBIGUOUS.has(spelling) || AMBIGUOUS.has(form) })
      }
}
addAll(POLISH_MEN, polishMan)
addAll(POLISH_WOMEN, polishWoman)
addAll(UKRAINIAN_MEN, polishMan)
addAll(UKRAINIAN_WOMEN, polishWoman)
addAll(CYRILLIC_MEN, ukrainianMan)
addAll(CYRILLIC_WOMEN, ukrainianWoman)
addAll(ENGLISH, (name) => [name])

/** As they are written: anna, Anna, ANNA. */
const WRITTEN = new Set(
  [...GIVEN.keys()].flatMap((form) => [form, form[0]!.toUpperCase() + form.slice(1), form.toUpperCase()]),
)

/** What is known of a word in lower case as a given name, in whatever case it stands. */
export const givenName = (word: string): GivenName | undefined => GIVEN.get(word)
/** Quick: is this word, as it is written, a given name? */
export const isWrittenName = (word: string): boolean => WRITTEN.has(word)
export const NAME_CHARS_MAX = Math.max(...[...GIVEN.keys()].map(({ length }) => length))
