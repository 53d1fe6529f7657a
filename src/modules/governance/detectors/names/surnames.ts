/** What Polish, Ukrainian and English surnames look like, in all their cases. */

const ADJECTIVE = /^\p{L}{2,}(?:s|c|dz)k(?:i|iego|iemu|im|ich|imi)$/u
const ADJECTIVE_WOMAN = /^\p{L}{2,}(?:s|c|dz)k(?:a|iej|ą)$/u
const SON = /^\p{L}{2,}(?:wicz|czyk|czuk|niak|czak|szak|owiak|ewiak|szczyk|yszyn)(?:a|owi|em|iem|u|ie|owie|ów)?$/u
const ENKO = /^\p{L}{2,}(?:enk|eńk)(?:o|i|ę|ą|ce|a|owi|iem|u)$/u
const SHORT = /^\p{L}{3,}(?:ak|uk|iuk|yk|ik|arz|asz)(?:a|owi|em|iem|u)?$/u
const CYRILLIC =
  /^\p{L}{2,}(?:енко|енка|енку|енком|ук|юк|чук|ука|юка|ський|ська|ського|ської|цький|цька|ович|евич|ишин|ів|їв|як|ак)$/u

const COMMON = new Set(
  `nowak wójcik mazur krawczyk zając król wieczorek wróbel stępień dudek pawlak sikora baran duda szewczyk pietrzak bąk
  wilk lis kubiak mazurek kołodziej kaczmarek sobczak czerwiński kania kozioł gajda bielak madej banaś kruk sowa urban gołąb kot
  kurek łuczak mucha kalinowski głowacki kasprzak skiba bednarz kos ptak szulc wolski kruszewski kopeć kozak michalak polak rak
  sadowski socha stachura stefaniak szymczak tomczak walczak wrona zięba żak żurek bury gil grabowski gut jarosz kuś
  smith johnson williams brown jones miller davis garcia wilson anderson taylor moore jackson thompson white harris clark
  lewis robinson walker hall allen young wright hill green adams baker nelson carter mitchell roberts turner phillips
  campbell parker evans edwards collins stewart morris murphy cook rogers cooper bailey`.split(/\s+/),
)
const ENDINGS = ['', 'a', 'owi', 'em', 'iem', 'u', 'ie']

export type SurnameForm = 'woman' | 'other'

/** Says of a word in lower case whether it can hardly be anything but a surname beside a given name. */
export function surnameForm(word: string): SurnameForm | undefined {
  for (const part of word.includes('-') ? word.split('-') : [word]) {
    if (ADJECTIVE_WOMAN.test(part)) return 'woman'
    if (ADJECTIVE.test(part) || SON.test(part) || ENKO.test(part) || SHORT.test(part) || CYRILLIC.test(part))
      return 'other'
    if (isCommon(part)) return 'other'
  }
  return undefined
}

function isCommon(word: string): boolean {
  if (COMMON.has(word)) return true
  return ENDINGS.some((ending) => {
    if (ending === '' || !word.endsWith(ending)) return false
    const stem = word.slice(0, -ending.length)
    // Dudek, Dudka: the e before the last consonant falls away.
    return COMMON.has(stem) || (stem.endsWith('k') && COMMON.has(`${stem.slice(0, -1)}ek`))
  })
}

/** Endings of the genitive: of whom. */
export const OF_WHOM = /(?:iego|ego|icza|czyka|aka|uka|arza|asza|ska|cka)$/
