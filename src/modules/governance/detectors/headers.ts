/** What the name of a column says of it, in Polish, English and Ukrainian. */

/** What a column may be said to hold. */
const WORDS = {
  pesel: /pesel|песел/,
  identityCard: /dowod(u|em)? ?os|seria i n(r|umer)|(nr|numer) dowod|id ?card|identity ?card|посвідчен/,
  passport: /paszport|passport|паспорт/,
  iban: /\biban|\bnrb\b|rachun|(nr|numer) konta|konto bank|bank ?account|рахун/,
  nip: /\bnip\b|\bvat ?(id|no|nr)|tax ?(id|no)|ніп/,
  regon: /\bregon/,
  givenName: /\bimi(e|ona|enia)\b|(first|given|middle|fore) ?names?\b|ім я|(^| )імена/,
  surname: /nazwisk|(last|family) ?name|surname|прізвищ/,
  name: /imie i nazwisk|nazwisko i imie|full ?name|\bpib\b|піб\b|osoba\b|wlasciciel|wnioskodawc|zglaszajac|najemc|dzierzawc|pacjent\b|uczen\b|(customer|client|owner|applicant|patient|person|employee|contact) ?name|kontrahent|radn(y|a|i)\b|kierownik|dyrektor|burmistrz|prezydent|soltys|kandydat|прізвище та|власник|заявник/,
  email: /e ?-?mail|poczta el|пошта/,
  phone: /telefon|\btel\b|komork|\bgsm\b|phone|mobile|\bfax|\bfaks|телефон|моб/,
  login: /\blogin|\bnick|user ?name|uzytkownik|nazwa konta|користувач/,
  ip: /\bip\b|ip ?addr|adres ip/,
  birthDate: /(dat|dzien|rok)\w* ?ur|urodzen|birth|\bdob\b|народжен/,
  address: /adres|zamieszk|zameldow|\baddress|street ?address|адрес|прожив/,
  street: /\bulic|\bul\b|\bstreet|вулиц/,
  house: /(nr|numer)\w* ?(dom|bud|posesj)|\bdom\b|house ?(no|num)|building ?(no|num)|будин/,
  /** A bare number: of a house, right behind a street. */
  number: /^(nr|numer|no|number)$/,
  flat: /(nr|numer)\w* ?(lok|miesz)|lokal|mieszkani|flat ?(no|num)|apartment|квартир/,
  postalCode: /kod\w* ?poczt|\bpna\b|post ?(al)? ?code|\bzip\b|індекс/,
  plate: /rejestrac|tablic|\bnr ?rej|plate|номерн/,
  latitude: /\blat\b|latitude|szer\w* ?geo|\bszerokosc|широт/,
  longitude: /\blon\b|\blng\b|\blong\b|longitude|dl\w* ?geo|\bdlugosc geo|довгот/,
  point: /wspolrzedn|\bgeom|\bgps\b|\bgeo ?point|coordinat|lokalizacj|location|координат/,
  freeText:
    /uwag|komentar|tresc|opis|notat|uzasadn|wiadomos|comment|remark|\bnotes?\b|description|message|зауваж|комент|опис/,
  /** A place or a house that carries somebody's name. */
  patron:
    /patron|nazwa (ulic|szkol|placow|obiekt|instyt|przystan)|przystanek|school ?name|stop ?name|\bulic|\bstreet|вулиц/,
  institution:
    /placowk|instytuc|jednostk\w* ?(org|ośw|osw|bud)|szkol|przedszkol|urzad|urzed|firma|przedsiebior|organizac|podmiot|wykonawc|aptek|przychodn|poradn|szpital|zlob|bibliote|muze|teatr|parking|hotel|sklep|restaurac|osrod|klub|school|institution|company|organi[sz]ation|hospital|office|установ|школ/,
  /** Counts of persons. */
  persons:
    /osob|osob\w*|ludnos|mieszkanc|uczni|uczen|pacjent|kobiet|mezczyzn|dzieci|bezrobotn|zgon|urodz|zmarl|zachorow|malzenst|rozwod|beneficjent|student|pracownik|cudzoziem|population|persons?\b|people|inhabit|residents?\b|patients?\b|pupils?\b|students?\b|children|deaths?\b|births?\b|\bmen\b|women|unemployed|victim|осіб|населен|мешканц|учнів|пацієнт|дітей/,
  count: /liczb|ilosc|suma|razem|ogolem|\bcount|\bnumber|\btotal|\bn\b|кількіст|число|усього/,
  value: /\bvalue|wartosc|\bobs|значен/,
  /** Somebody's home or case, where a point on the map tells whose. */
  home: /miesz|zamieszk|\bdom\b|home|residen|wniosk|zglosz|zglasz|interwenc|zdarzen|pacjent|patient|uczen|pupil|beneficj|zasil|klient|client|customer|donor|заяв|мешкан/,
  sex: /\bplec|\bsex\b|gender|стать/,
  age: /\bwiek\b|\bage\b|(^| )вік( |$)/,
  place: /gmin|miejscow|dzielnic|powiat|\bteryt|\bsimc|\btown|\bcity|district|municipal|місто|район|громад/,
  trait:
    /wykszta|zawod|stanowisk|narodow|obywatel|stan cywil|educat|occupation|profession|nationality|citizenship|marital|освіт|професі|громадян/,
} as const
export type HeaderWord = keyof typeof WORDS
export type HeaderWords = ReadonlySet<HeaderWord>

const NAME_CHARS_MAX = 200

/** Lower case, without marks, words apart: `DataUrodzenia`, `data_urodzenia` and `Data urodzenia` are one. */
export const plainHeader = (name: string): string =>
  name.slice(0, NAME_CHARS_MAX).replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').normalize('NFD').replace(/(?<=\p{Script=Latin})\p{M}/gu, '')
    .normalize('NFC').toLowerCase().replaceAll('ł', 'l').replace(/[^\p{L}\d]+/gu, ' ').trim() // prettier-ignore

export function headerWords(...names: (string | undefined)[]): HeaderWords {
  const found = new Set<HeaderWord>()
  for (const name of names) {
    if (!name) continue
    const plain = plainHeader(name)
    for (const [word, pattern] of Object.entries(WORDS) as [HeaderWord, RegExp][])
      if (pattern.test(plain)) found.add(word)
  }
  // A count of persons is no person, a street no address.
  if (found.has('count')) for (const word of NOT_COUNTED) found.delete(word)
  return found
}
const NOT_COUNTED = ['name', 'givenName', 'surname', 'birthDate', 'address', 'phone', 'email', 'plate', 'flat'] as const
