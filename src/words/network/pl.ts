/** Sieć miast: klucze i podpisane oświadczenia, po polsku. */
import type { Catalogue } from '../en.ts'

export default {
  keys: {
    title: 'Klucze miasta',
    lead: 'Tymi kluczami każdy sprawdzi, czy oświadczenie naprawdę wydało miasto.',
    workspace:
      'Miasto podpisuje oświadczenia jednym kluczem naraz. Zmieniaj go od czasu do czasu. Jeśli ktoś mógł go przejąć, unieważnij go od razu.',
    key: 'Klucz',
    state: 'Stan',
    since: 'Od',
    until: 'Do',
    states: {
      current: 'podpisuje teraz',
      retired: 'wycofany z użycia',
      revoked: 'unieważniony',
    },
    grounds: 'Dlaczego',
    groundsHint: 'Każdy to przeczyta w księdze. Nie podawaj danych osób.',
    rotate: 'Zmień klucz',
    rotateText:
      'Od tej chwili podpisuje nowy klucz. To, co podpisał dotychczasowy, pozostaje ważne. Inne miasta poznają po jego podpisie, że nowy klucz jest wasz.',
    revoke: 'Unieważnij klucz',
    revokeText:
      'Gdy klucz mógł trafić w obce ręce. To, co podpisano nim od tamtej chwili, przestaje być ważne, a miasto oświadcza to na nowo innym kluczem. To, co księga zawierała wcześniej, pozostaje ważne. Tego nie da się cofnąć.',
    which: 'Który klucz',
    moment: 'Od kiedy mogli go mieć inni',
    momentHint: 'Data i godzina w mieście. Jeśli nie wiesz: ostatnia chwila, gdy klucz był na pewno tylko wasz.',
    done: {
      rotated: 'Od teraz podpisuje nowy klucz.',
      revoked: 'Klucz jest unieważniony.',
    },
    did: 'Klucze dla programów',
  },
  statements: {
    title: 'Podpisane oświadczenia',
    one: 'Podpisane oświadczenie',
    lead: 'Wszystko, co miasto publikuje o swoich wskaźnikach, również podpisuje. Każdy, także inne miasto, może to sprawdzić bez zaufania do tej strony.',
    count:
      '{count, plural, =0 {Nie ma jeszcze oświadczeń} one {# oświadczenie} few {# oświadczenia} many {# oświadczeń} other {# oświadczenia}}',
    none: 'Niczego jeszcze nie oświadczono',
    noneText: 'Oświadczenia powstają same, wkrótce po publikacji wartości.',
    newest: 'Najnowsze',
    said: '{city} oświadcza: {indicator}, {area}, {period}: {value}.',
    saidGone: '{city} wycofuje to, co oświadczyło: {indicator}, {area}, {period}.',
    gone: 'wycofana',
    states: {
      stands: 'obowiązuje',
      superseded: 'zastąpione nowszym',
      withdrawn: 'wycofane przez miasto',
      withdraws: 'wycofuje wartość',
    },
    indicator: 'Wskaźnik',
    area: 'Obszar',
    period: 'Okres',
    value: 'Wartość',
    stateLabel: 'Stan',
    definition: 'Definicja',
    version: 'wersja {n}',
    standards: 'W normach',
    files: 'Podstawa',
    filesCount:
      '{n, plural, one {# plik, rozpoznawany po odcisku} few {# pliki, rozpoznawane po odciskach} many {# plików, rozpoznawanych po odciskach} other {# pliku, rozpoznawanych po odciskach}}',
    signed: 'Podpisano',
    issuer: 'Kto',
    byKey: 'Kluczem',
    ledger: 'W księdze',
    entry: 'wpis {n, number}',
    pending: 'wpis powstanie w ciągu sekundy lub dwóch',
    before: 'Zastępuje',
    after: 'Zastąpione przez',
    ofDay: 'oświadczenie z {day}',
    provenance: 'Droga powrotna do plików',
    check: 'Czy jest prawdziwe?',
    checkText:
      'Ta strona sprawdziła to przed chwilą. Pobierz plik i sprawdź samodzielnie: sieć nie jest do tego potrzebna.',
    parts: {
      signature: 'Podpis',
      ledger: 'Księga',
      recomputation: 'Ponowne obliczenie',
    },
    partText: {
      signature: 'Miasto podpisało dokładnie tę treść.',
      ledger: 'Jest w publicznej księdze miasta, więc nie da się jej niepostrzeżenie podmienić.',
      recomputation: 'Opublikowane dane i wzór dają tę wartość.',
    },
    found: {
      holds: 'zgadza się',
      fails: 'nie zgadza się',
      absent: 'nie ma czego sprawdzać',
    },
    download: 'Pobierz ze wszystkimi dowodami',
    whole: 'Co podpisano, słowo w słowo',
    feed: 'Wszystkie oświadczenia dla programów',
    link: 'Co miasto podpisało',
  },
  posts: {
    title: 'Aktualności miasta',
    lead: 'To, co ogłasza miasto i jego wydziały. Możesz je obserwować ze swojego konta w Fediwersum (Mastodon i inne serwisy) i stamtąd odpowiadać.',
    one: '{by} informuje',
    none: 'Nic jeszcze nie ogłoszono',
    noneText: 'Zacznij obserwować miasto, a dotrze do Ciebie pierwsza wiadomość.',
    when: 'Od {from} do {to}',
    older: 'Starsze aktualności',
    follow: 'Obserwuj',
    followText: 'Wyszukaj jedną z tych nazw w Mastodonie lub innym serwisie Fediwersum albo zasubskrybuj kanał.',
    followers:
      '{count, plural, one {# osoba obserwuje} few {# osoby obserwują} many {# osób obserwuje} other {# osoby obserwuje}}',
    calendar: 'Kalendarz wydarzeń (iCalendar)',
    replies: 'Odpowiedzi',
    repliesText:
      'Odpowiedz ze swojego konta w Fediwersum. Zanim odpowiedź pojawi się tutaj, przeczyta ją pracownik urzędu. Adres tego wpisu:',
  },
} satisfies Catalogue['network']

export const errors = {
  unknownKey: 'To miasto nie ma takiego klucza.',
  keyRevoked: 'Ten klucz jest już unieważniony, od {since, date, long}.',
  notYet: 'Klucz unieważnia się od chwili, która już minęła.',
  unknownStatement: 'To miasto nie wydało takiego oświadczenia.',
  unknownActor: 'Pod tą nazwą nikt nie wypowiada się w imieniu miasta.',
  unknownPost: 'Nie ma takiego wpisu.',
  postGone: 'Miasto wycofało ten wpis.',
  unknownReply: 'Nie ma takiej odpowiedzi.',
  actorExists: 'Ta nazwa jest zajęta albo wydział wypowiada się już pod inną nazwą.',
  replyDecided: 'Ktoś już zdecydował o tej odpowiedzi.',
  postChanged: 'Ktoś w tym czasie zmienił ten wpis. Zobacz, jak brzmi teraz, i spróbuj ponownie.',
  unknownPicture: 'Tego zdjęcia nie zachowano dla wpisów. Dodaj je jeszcze raz.',
  actorClosed: 'Ten wydział już się nie wypowiada albo wypowiada się nadal: sprawdź jego stan.',
  unknownReport: 'Nie ma takiego zgłoszenia albo ktoś już je rozpatrzył.',
  tooManyReports:
    'Na rozpatrzenie {most, plural, one {czeka # Twoje zgłoszenie} few {czekają # Twoje zgłoszenia} many {czeka # Twoich zgłoszeń} other {czeka # Twojego zgłoszenia}}. Poczekaj na decyzje.',
  unknownFollower: 'Nikt o tym adresie już nie obserwuje.',
  endsBeforeItBegins: 'Wydarzenie kończy się, zanim się zacznie. Sprawdź oba terminy.',
  tooDeep: 'Zbyt wiele poziomów zagnieżdżenia: czytamy najwyżej {depthMax, number}.',
  badActivity: 'To nie jest JSON.',
  sealedOtherwise:
    'Klucz podpisujący miasta zaszyfrowano innym sekretem (SECRET) niż ten, który system ma teraz. Przywróć poprzedni sekret albo zmień klucz na pulpicie pracy.',
} satisfies Catalogue['errors']['network']

export const peersErrors = {
  badDomain: 'To nie jest domena miasta: {given}. Wpisz ją tak: miasto.example.',
  ownDomain: 'To domena tego miasta.',
  known: 'Miasto {domain} jest już na liście.',
  tooMany: 'Lista mieści najwyżej {most, plural, one {# miasto} few {# miasta} many {# miast} other {# miasta}}.',
  unknown: 'Miasta {domain} nie ma na liście.',
  already:
    'Miasto {domain} jest już w tym stanie albo nie da się go z obecnego stanu tak zmienić. Najpierw przyjrzyj mu się od nowa.',
  unseen: 'Miasto {domain} jeszcze nie odpowiedziało, więc nie znamy jego kluczy. Spróbuj, gdy odpowie.',
  mustCompare: 'Najpierw porównaj klucze z miastem, potem to zaznacz.',
  otherKeys: 'Klucze miasta {domain} nie są już tymi, które widzisz. Obejrzyj je jeszcze raz, zanim je przyjmiesz.',
  lookAlike:
    'Nazwę {domain} można pomylić z inną ({other}). Przyjmij to miasto tylko wtedy, gdy wiesz, czyje jest, i zaznacz to.',
  unknownReport: 'Nie ma takiego zgłoszenia albo już na nie odpowiedziano.',
  tooManyReports:
    'Na odpowiedź {most, plural, one {czeka # Twoje zgłoszenie} few {czekają # Twoje zgłoszenia} many {czeka # Twoich zgłoszeń} other {czeka # Twojego zgłoszenia}}. Poczekaj na odpowiedź.',
  answered: 'Serwer {host} odpowiedział błędem ({status}).',
  elsewhere: 'Serwer {host} odsyła do {where}. Miasto pytamy tylko pod jego własną domeną.',
  notJson: 'Odpowiedź serwera {host} nie jest w formacie JSON.',
  tooDeep:
    'Odpowiedź serwera {host} jest zagnieżdżona głębiej niż na {most, plural, one {# poziom} few {# poziomy} many {# poziomów} other {# poziomu}}.',
  badAnswer: 'Odpowiedź serwera {host} nie jest tym, co miasta sobie przekazują: {problem}.',
  badTiles: 'Części rejestru z serwera {host} nie pasują do tego, co miasto podpisało.',
  overLimit: 'Serwer {host} wykorzystał swój dzisiejszy limit.',
} satisfies Catalogue['errors']['peers']

export const receivedErrors = {
  unknown: 'Niczego takiego nie otrzymano albo miasto nie należy do przyjętych.',
} satisfies Catalogue['errors']['received']
