/** Co mówią bramka i rejestr zasobów, po polsku. */
import type { Shape } from '../catalogue.ts'
import type en from './en.ts'
import type { errors as english } from './en.ts'

export const errors: Shape<typeof english> = {
  unknown: 'Nie ma takiej treści w bramce.',
  unknownRelease: 'Pod tym numerem niczego nie udostępniono.',
  ownContent: 'To Twoje własne zgłoszenie (także wtedy, gdy przysłał je Twój system), więc zdecydować musi inna osoba.',
  personNeeded: 'O tym, co staje się publiczne, decyduje osoba, nie klucz systemu.',
  heldBack:
    '{count, plural, =0 {O tym, czy to udostępnić, może zdecydować tylko osoba.} one {Znaleziono # rzecz, o której przed udostępnieniem musi zdecydować osoba.} few {Znaleziono # rzeczy, o których przed udostępnieniem musi zdecydować osoba.} many {Znaleziono # rzeczy, o których przed udostępnieniem musi zdecydować osoba.} other {Znaleziono # rzeczy, o których przed udostępnieniem musi zdecydować osoba.}}',
  held: 'To czeka w bramce: o udostępnieniu zdecyduje inna osoba. Znajdziesz to w panelu, w części „Bramka”.',
  refused: 'Bramka odmówiła udostępnienia, więc to nie stanie się publiczne. {reason}',
  takenBack: 'To było publiczne i zostało wycofane. Ponownie udostępnić może tylko osoba, w bramce.',
  otherContent: 'To nie ta treść, którą sprawdzono; nie może się różnić ani o bajt. Przekaż ją do bramki jeszcze raz.',
  conflict: 'W międzyczasie ktoś już o tym zdecydował. Przeczytaj tę decyzję i w razie potrzeby zdecyduj jeszcze raz.',
  alreadyWithdrawn: 'To już wycofano.',
  withdrawn: 'To już nie jest publiczne. {reason}',
  unanswered:
    '{count, plural, one {# znalezisko nie ma jeszcze odpowiedzi.} few {# znaleziska nie mają jeszcze odpowiedzi.} many {# znalezisk nie ma jeszcze odpowiedzi.} other {# znaleziska nie ma jeszcze odpowiedzi.}} Napisz przy każdym, dlaczego może być publiczne, albo odmów.',
  blocked:
    'W tej postaci nie można tego udostępnić: {columns}. Poproś o poprawienie danych i przekazanie ich jeszcze raz. Udostępnić można tylko wtedy, gdy znalezisko okazało się pomyłką.',
  noteMissing: 'Odmowa wymaga zdania dla wszystkich: dlaczego to nie staje się publiczne.',
  unfitText:
    '{field, select, title {Tytuł} grounds {Uzasadnienie} publicNote {Zdanie dla wszystkich} reason {Powód} other {Tekst „{field}”}} ma być publiczny, a wygląda na to, że zawiera dane osobowe ({detector, select, pesel {numer PESEL} identityCard {numer dowodu osobistego} passport {numer paszportu} iban {numer konta} name {imię i nazwisko} email {adres e-mail} phone {numer telefonu} address {adres} birthDate {datę urodzenia} plate {numer rejestracyjny} other {dane osoby}}: {sample}). Usuń je.',
  unknownAsset: 'W rejestrze nie ma zasobu „{slug}”.',
  assetExists: 'W rejestrze jest już zasób „{slug}”. Wybierz inną krótką nazwę.',
  assetConflict: 'W międzyczasie ktoś zmienił ten zasób. Obejrzyj nową wersję i zmień ją jeszcze raz.',
  assetEnded: 'Miasto nie ma już tego zasobu, więc nic więcej się o nim nie dopisuje.',
  assetUnchanged: 'Nic się nie zmieniło.',
  assetOpenness:
    'W całości otwarte może być tylko to, co ma klasę „publiczne”. Wybierz „częściowo” albo „zamknięte” lub inną klasę.',
}

const words: Shape<typeof en> = {
  state: { held: 'czeka', opened: 'udostępnione', refused: 'odmowa', withdrawn: 'wycofane' },
  verdict: { open: 'Udostępnij', refuse: 'Odmów' },
  kind: {
    table: 'tabela',
    file: 'plik',
    feed: 'kanał',
    api: 'API',
    figures: 'liczby',
    report: 'raport',
    text: 'tekst',
  },
  severity: { blocks: 'nie w tej postaci', decide: 'decyduje osoba', note: 'do wiadomości' },
  confidence: { certain: 'pewne', likely: 'prawdopodobne', possible: 'możliwe' },
  detector: {
    pesel: 'numer PESEL',
    identityCard: 'dowód osobisty',
    passport: 'paszport',
    iban: 'rachunek bankowy',
    nip: 'NIP',
    regon: 'REGON',
    name: 'imię i nazwisko',
    givenName: 'imię',
    surname: 'nazwisko',
    email: 'adres e-mail',
    phone: 'numer telefonu',
    login: 'nazwa użytkownika',
    ip: 'adres IP',
    address: 'adres',
    postalCode: 'kod pocztowy',
    coordinates: 'dokładne położenie',
    birthDate: 'data urodzenia',
    plate: 'numer rejestracyjny',
    freeText: 'tekst dowolny',
    smallCells: 'małe liczby osób',
    unique: 'wiersze, z których każdy to jedna osoba',
    singledOut: 'osoby, które można wskazać',
    header: 'nagłówek, który wygląda jak dane',
  },
  /** Dlaczego uważa się, że to właśnie to. */
  evidence: {
    checksum: 'sumę kontrolną ma ich więcej, niż wynikałoby z przypadku',
    chance: 'sumę kontrolną ma ich tyle, ile wynika z przypadku',
    form: 'tak wygląda',
    header: 'mówi o tym nazwa kolumny',
    keyword: 'mówią o tym słowa obok',
    institution: 'wygląda na dane urzędu albo firmy',
    persons: 'tabela dotyczy osób',
    text: 'stoi wewnątrz dłuższego tekstu',
    flat: 'są numery mieszkań',
    fine: 'dokładność do kilkunastu metrów',
  },
  /** O liczbach z sumą kontrolną: co policzono. */
  chance:
    'Sumę kontrolną ma {passed, number} z {forms, plural, one {# liczby takiej postaci} few {# różnych liczb takiej postaci} many {# różnych liczb takiej postaci} other {# liczby takiej postaci}}; przypadkiem miałoby ją {expected, number, ::.0}.',
  proposal: {
    drop: 'pominąć kolumnę',
    generalise: 'podać mniej dokładnie',
    suppress: 'ukryć małe liczebności i tyle innych, żeby nie dało się ich odjąć od sum',
    aggregate: 'opublikować liczebności grup',
    mask: 'zamazać',
    review: 'obejrzeć',
  },
  rule: {
    nothingFound: 'Nie znaleziono niczego, o czym musiałaby zdecydować osoba.',
    beforeTheGate: 'Było publiczne, zanim powstała bramka.',
  },
  securityClass: {
    public: 'publiczne',
    internal: 'wewnętrzne',
    confidential: 'poufne',
    personal: 'dane osobowe',
    special: 'szczególne kategorie danych osobowych',
  },
  openness: { open: 'otwarte', partly: 'częściowo otwarte', closed: 'zamknięte' },
}

export default words
