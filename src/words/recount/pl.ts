/** What is said of a vote that is checked and counted once more, in Polish. */
import type english from './en.ts'
import type { Shape } from '../catalogue.ts'

const pl: Shape<typeof english> = {
  title: 'Przelicz to samodzielnie',
  intro:
    'Ta strona sprawdza głosowanie i liczy je jeszcze raz, w Twojej przeglądarce. To drugi program, napisany osobno od tego, którym liczy miasto. Nic, co tu otworzysz, nigdzie nie jest wysyłane.',
  what: 'Co jest sprawdzane',
  howLong: 'Duże głosowanie zajmuje minutę lub dwie. Możesz w tym czasie robić coś innego.',
  noScript:
    'Bez JavaScriptu przeglądarka nie policzy głosów. Pobierz plik i przelicz go na swoim komputerze: „unia verify election <plik>”.',
  tooEarly: 'Karty nie są jeszcze otwarte. Do tego czasu można sprawdzić tylko pieczęć i wpisy w rejestrze.',
  start: 'Pobierz karty i przelicz',
  choose: 'Albo wybierz plik, który już masz',
  chooseHint: 'Plik z końcówką .election.ndjson albo .election.ndjson.gz',
  cancel: 'Przerwij',
  cancelled: 'Przerwano. Niczego nie rozstrzygnięto.',
  running:
    'Sprawdzanie: {ballots, plural, =0 {początek pliku} one {dotąd # karta} few {dotąd # karty} many {dotąd # kart} other {dotąd # karty}}',
  counting: 'Wszystkie wiersze przeczytane. Trwa liczenie.',
  failed: 'Nie udało się pobrać pliku. Spróbuj ponownie za chwilę albo wybierz plik pobrany wcześniej.',
  download: 'Pobierz plik ({bytes})',
  downloadPlain: 'Pobierz plik tego głosowania',
  offline: 'Na własnym komputerze, bez tej strony: {command}',
  holds: 'Wszystko się zgadza. Ponowne przeliczenie daje tych samych zwycięzców.',
  holdsSealed: 'To, co można już sprawdzić, się zgadza. Karty zostaną otwarte po zakończeniu głosowania.',
  fails: 'To się nie zgadza.',
  failsIntro:
    'Poniżej jest napisane, co jest nie tak. Jeżeli plik pochodzi z tej strony, powiedz o tym innym: oni też mogą to sprawdzić.',
  winners: 'Zwycięzcy według tego przeliczenia',
  pool: 'Pula {pool}',
  winnerRow: '{project}: {votes, plural, one {# głos} few {# głosy} many {# głosów} other {# głosu}}',
  noWinners: 'Tu nie wygrał żaden projekt.',
  left: 'zostało {left} z {budget}',
  right: 'zgadza się',
  wrongMark: 'nie zgadza się',
  more: '{more, plural, one {i jeszcze # taki przypadek} few {i jeszcze # takie przypadki} many {i jeszcze # takich przypadków} other {i jeszcze # takiego przypadku}}',
  atLine: 'wiersz {line, number}',
  check: {
    file: 'Plik da się przeczytać od początku do końca',
    key: 'Klucz rejestru',
    checkpoint: 'Rejestr jest podpisany',
    entries: 'Każdy wpis o głosowaniu jest w rejestrze',
    order: 'Wpisy następują we właściwej kolejności',
    sealed: 'Zasady, lista i klucze są tymi, które zapieczętowano',
    signatures: 'Każda karta ma żeton podpisany przez miasto',
    tokens: 'Żadnego żetonu nie użyto dwa razy',
    commitments: 'Karty są tymi z rejestru: nie ma ich więcej ani mniej i żadnej nie zmieniono',
    forms: 'Każda karta trzyma się zasad',
    numbers: 'Liczby się zgadzają',
    ballots: 'Plik z kartami jest tym, który opublikowano',
    lot: 'Losowanie ustalono przed głosowaniem',
    document: 'Wynik jest tym, który opublikowano',
    recount: 'Ponowne przeliczenie daje tych samych zwycięzców',
    receipt: 'Twoje potwierdzenie',
  },
  saw: {
    file: '{lines, plural, one {# wiersz} few {# wiersze} many {# wierszy} other {# wiersza}}, {ballots, plural, one {# karta} few {# karty} many {# kart} other {# karty}}',
    key: '{given, plural, =0 {{key}, dołączony do pliku: porównaj go z tym, który miasto publikuje albo który masz zapisany} one {{key}, ten, któremu ufasz} few {{key}, ten, któremu ufasz} many {{key}, ten, któremu ufasz} other {{key}, ten, któremu ufasz}}',
    checkpoint: '{origin} podpisuje {size, plural, one {# wpis} few {# wpisy} many {# wpisów} other {# wpisu}}',
    entries: '{entries, plural, one {# wpis} few {# wpisy} many {# wpisów} other {# wpisu}}, każdy na swoim miejscu',
    order: 'zapieczętowano przed pierwszą kartą, zamknięto przed otwarciem kart',
    sealed:
      '{pools, plural, one {# pula} few {# pule} many {# pul} other {# puli}}, {projects, plural, one {# projekt} few {# projekty} many {# projektów} other {# projektu}}, zapieczętowane {at} jako wpis {index, number}',
    signatures: 'sprawdzono na {ballots, plural, one {# karcie} few {# kartach} many {# kartach} other {# karty}}',
    tokens: '{ballots, plural, one {# karta} few {# karty} many {# kart} other {# karty}}, każda z własnym żetonem',
    commitments:
      '{commitments, plural, one {# zapis w rejestrze} few {# zapisy w rejestrze} many {# zapisów w rejestrze} other {# zapisu w rejestrze}}, po jednym na każdą kartę oddaną przez internet',
    forms: 'tylko projekty swojej puli, każdy raz, nie więcej niż wolno',
    numbers:
      'wydane żetony: {issued, number}; karty oddane przez internet: {online, number}; na papierze: {paper, number}{notReturned, plural, =0 {} one {; papierowe karty wydane i niezwrócone: #} few {; papierowe karty wydane i niezwrócone: #} many {; papierowe karty wydane i niezwrócone: #} other {; papierowe karty wydane i niezwrócone: #}}',
    ballots: 'jego SHA-256 to {sha256}',
    lot: 'ziarno losowania jest tym, które zapieczętowano',
    document: 'jego SHA-256 to {sha256}',
    recount:
      'tak jak opublikowano: {winners, plural, one {wygrywa # projekt} few {wygrywają # projekty} many {wygrywa # projektów} other {wygrywa # projektu}} ({pools, plural, one {# pula} few {# pule} many {# pul} other {# puli}})',
    receipt:
      '{opened, plural, =1 {Twoja karta jest wśród policzonych} one {} few {} many {} other {{committed, plural, =1 {Twoja karta jest w rejestrze} one {} few {} many {} other {podpisane przez miasto; Twoja karta czeka na najbliższą partię}}}}',
  },
  wrong: {
    lineLong: 'Wiersz {line, number} jest dłuższy niż jakikolwiek w takim pliku.',
    notJson: 'Wiersza {line, number} nie da się przeczytać: jest urwany albo nie z takiego pliku.',
    notUtf8: 'Wiersz {line, number} zawiera bajty, które nie są tekstem.',
    compression: 'Plik jest spakowany i uszkodzony: nie pobrano go do końca albo go zmieniono.',
    nested: 'Coś w pliku jest zagnieżdżone głębiej niż na {most, number} poziomów.',
    shape: '„{path}” nie jest takie, jakie być musi: {expected}.',
    misplaced: 'Wiersz {line, number} ({kind}) stoi nie na swoim miejscu.',
    missing: 'W pliku nie ma wiersza „{kind}”.',
    version: 'Ten plik ma inną wersję niż {version, number}.',
    tooMany: 'Jest ich więcej niż {most, number}.',
    vkey: 'To nie jest klucz rejestru.',
    otherKey: 'Nie podpisano tego kluczem {id} należącym do {name}.',
    noEd25519:
      'Twoja przeglądarka nie zna tego rodzaju podpisu, więc nie może tego ocenić. Użyj nowszej przeglądarki albo programu na komputerze.',
    note: 'Podpisane oświadczenie rejestru jest uszkodzone albo go brakuje.',
    signature: 'Podpis {name} jest nieprawidłowy.',
    entry: 'Wpisu {index, number} nie da się przeczytać.',
    inclusion: 'Wpisu {index, number} ({kind}) nie ma w rejestrze, który podpisano.',
    otherEdition: 'Wpis {index, number} ({kind}) dotyczy innego głosowania.',
    entryTwice: 'Wpis {index, number} jest tu drugi raz.',
    entryMissing: 'Brakuje wpisu „{kind}”.',
    entryOrder: 'Wpis {index, number} ({kind}) powstał przed wpisem „{other}”.',
    entrySaid: 'Wynik podaje inne „{what}” niż rejestr.',
    sealedOther:
      'Zasady, lista lub klucze nie są tymi, które zapieczętowano. Wpis {index, number} ma inny SHA-256 niż te: {found}.',
    keyBroken: 'Klucz puli {pool} nie jest kluczem.',
    unsigned: 'Karta w wierszu {line, number} ma żeton, którego klucz puli {pool} nie podpisał.',
    tokenBroken: 'Karta w wierszu {line, number} ma coś, co nie jest żetonem.',
    tokenTwice: 'Karta w wierszu {line, number} używa żetonu drugi raz.',
    paperTwice: 'Papierowa karta w wierszu {line, number} ma numer innej karty.',
    notCommitted: 'Jest karta, której rejestr nie miał przed zamknięciem: dodana albo zmieniona. {commitment}',
    notInFile: 'Rejestr ma kartę, której tu nie ma: usunięta albo zmieniona. {commitment}',
    committedTwice: 'Wpis {index, number} zawiera kartę, która już była w rejestrze. {commitment}',
    poolUnknown:
      'Nie ma puli {pool}{line, plural, =0 {} one { (wiersz #)} few { (wiersz #)} many { (wiersz #)} other { (wiersz #)}}.',
    projectUnknown:
      '{project} nie jest projektem puli {pool}{line, plural, =0 {} one { (karta w wierszu #)} few { (karta w wierszu #)} many { (karta w wierszu #)} other { (karta w wierszu #)}}.',
    projectTwice: 'Karta w wierszu {line, number} wymienia {project} dwa razy.',
    tooFew:
      'Karta w wierszu {line, number} ma {found, plural, one {# wybór} few {# wybory} many {# wyborów} other {# wyboru}}; trzeba co najmniej {least, number}.',
    tooManyChoices:
      'Karta w wierszu {line, number} ma {found, plural, one {# wybór} few {# wybory} many {# wyborów} other {# wyboru}}; wolno najwyżej {most, number}.',
    points: 'Karta w wierszu {line, number} daje punkty, których dać nie może.',
    overBudget: 'Karta w wierszu {line, number} wydaje więcej, niż jest.',
    unsorted: 'Karta w wierszu {line, number} ma projekty w innej kolejności niż na liście.',
    moreThanIssued:
      'Pula {pool}: {found, plural, one {oddano # kartę} few {oddano # karty} many {oddano # kart} other {oddano # karty}}, a wydanych żetonów jest tylko {issued, number}.',
    issuedFell: 'Pula {pool}: wpis {index, number} podaje mniej żetonów, niż wydano wcześniej.',
    countDiffers:
      'Pula {pool}: {found, plural, one {jest # karta} few {są # karty} many {jest # kart} other {jest # karty}}; rejestr podaje {said, number}.',
    paperMore:
      'Pula {pool}: {found, plural, one {policzono # papierową kartę} few {policzono # papierowe karty} many {policzono # papierowych kart} other {policzono # papierowej karty}}; jako głosujące na papierze {entitled, plural, one {wpisano # osobę} few {wpisano # osoby} many {wpisano # osób} other {wpisano # osoby}}.',
    ballotsOther: 'Karty nie są tymi, które opublikowano: rejestr ma SHA-256 {said}.',
    lotOther: 'Ziarno losowania nie jest tym, które zapieczętowano przed głosowaniem.',
    documentOther: 'Wynik nie jest tym z wpisu {index, number} w rejestrze.',
    poolNotCounted: 'Wynik nic nie mówi o puli {pool}.',
    winnerAdded:
      'Pula {pool}: {project} ogłoszono zwycięzcą; według przeliczenia nie wygrywa ({votes, plural, one {# głos} few {# głosy} many {# głosów} other {# głosu}}).',
    winnerMissing:
      'Pula {pool}: według przeliczenia wygrywa {project} ({votes, plural, one {# głos} few {# głosy} many {# głosów} other {# głosu}}); nie ogłoszono go zwycięzcą.',
    winnerOrder:
      'Pula {pool}: zwycięzcy weszli w innej kolejności. Opublikowano: {said}. Według przeliczenia: {found}.',
    votesDiffer:
      'Pula {pool}: {project} ma według przeliczenia {found, plural, one {# głos} few {# głosy} many {# głosów} other {# głosu}}; opublikowano {said, number}.',
    moneyDiffers:
      'Pula {pool}: {what, select, voters {liczba kart} spent_minor {wydana kwota} other {pozostała kwota}} to według przeliczenia {found, number}; opublikowano {said, number}.',
    notCounted: 'Karty są otwarte, ale miasto nie opublikowało jeszcze wyniku.',
    receiptNote: 'Tego potwierdzenia nie podpisało to miasto albo zostało zmienione.',
    receiptOther: 'To potwierdzenie jest z innego głosowania: {edition}.',
    receiptLost:
      'Twojej karty nie ma wśród policzonych. Zachowaj potwierdzenie: podpisało je miasto i dowodzi ono, że Twoją kartę przyjęto. {commitment}',
  },
}
export default pl
