/** Dwie pary oczu: co zauważają sprawdzenia, kto ręczy za dane, co wycofano, czego się nie podaje i dlaczego. */
import type { Shape } from '../catalogue.ts'
import type en from './en.ts'
import type { errors as english } from './en.ts'

export const errors: Shape<typeof english> = {
  ownValue: 'To Twoje własne dane, więc zweryfikować musi je inna osoba.',
  personNeeded: 'Za dane może ręczyć tylko osoba, nie klucz systemu.',
  notVerified: 'Zanim ten import będzie można opublikować, musi go zweryfikować inna osoba.',
  returned: 'Ten import odesłano z podaniem powodu. Prześlij poprawiony plik albo poproś o ponowne spojrzenie.',
  stale:
    'W międzyczasie ktoś opublikował tę samą liczbę: {area}, {measure}, {period} to teraz {theirs, select, null {brak} other {{theirs, number}}}, a u Ciebie {yours, select, null {brak} other {{yours, number}}}. Zweryfikuj import jeszcze raz, znając obie.',
  withdrawn: 'wycofano liczbę dla: {measure}, {area}, {period}. {note}',
  notPublished: 'Ten import nie jest opublikowany, więc nie ma czego wycofać. Możesz go porzucić.',
  nothingToWithdraw:
    'Żadna liczba z tego importu już nie obowiązuje: zastąpiły je albo wycofały późniejsze publikacje.',
  notStanding:
    'Liczba dla: {measure}, {area}, {period} nie należy do tych, które w tym imporcie nadal obowiązują. Wybierz spośród nich.',
  overtaken:
    'W trakcie wpisywania opublikowano inną liczbę: {area}, {measure}, {period} to teraz {theirs, select, null {brak} other {{theirs, number}}}, a u Ciebie {yours, select, null {brak} other {{yours, number}}}. Porównaj obie i wpisz swoją jeszcze raz, jeśli jest poprawna.',
  alreadyEntered:
    'Ktoś już wpisał liczbę dla: {area}, {measure}, {period}, i czeka ona na weryfikację: {theirs, select, null {brak} other {{theirs, number}}}, a u Ciebie {yours, select, null {brak} other {{yours, number}}}. Zweryfikuj tamtą albo poproś, żeby ją porzucono.',
  notAccepted: 'Tej liczby nie można przyjąć: {column}, {found}. Oczekiwano: {expected}.',
  unanswered:
    '{count, plural, one {# poważna uwaga nie ma jeszcze odpowiedzi.} few {# poważne uwagi nie mają jeszcze odpowiedzi.} many {# poważnych uwag nie ma jeszcze odpowiedzi.} other {# poważnej uwagi nie ma jeszcze odpowiedzi.}} Napisz, dlaczego liczba jest poprawna, albo odeślij import.',
}

const words: Shape<typeof en> = {
  finding: {
    unitSlip:
      'Około {factor} razy {way, select, more {więcej} other {mniej}} niż zwykle: {against, select, series {{others, plural, one {najbliższa liczba szeregu to} few {mediana # najbliższych liczb szeregu to} many {mediana # najbliższych liczb szeregu to} other {mediana # najbliższej liczby szeregu to}} {usual}} other {mediana {others, plural, one {# obszaru} few {# obszarów} many {# obszarów} other {# obszaru}} tego samego rodzaju to {usual}}}. Jeśli pomylono jednostkę, poprawna jest wartość {right}.',
    range: 'Daje wartość {value} wskaźnika „{indicator}” ({area}, {period}); możliwe jest {range}.',
    total:
      '{whole}: suma {parts, plural, one {# części} few {# części} many {# części} other {# części}} to {sum}, a całość to {total}. Przy pozostałych liczbach bez zmian poprawna jest wartość {right}.',
    jump: 'Z {before} ({beforePeriod}) na {found}: inaczej niż {others, plural, one {# inna zmiana} few {# inne zmiany} many {# innych zmian} other {# innej zmiany}} tego szeregu{peers, select, none {} other { i inaczej niż w tym czasie {cities, plural, one {# obszar tego samego rodzaju} few {# obszary tego samego rodzaju} many {# obszarów tego samego rodzaju} other {# obszaru tego samego rodzaju}} ({peers})}}. Zwykła byłaby wartość od {low} do {high}.',
    peers:
      'Daleko od {others, plural, one {# obszaru tego samego rodzaju} few {# obszarów tego samego rodzaju} many {# obszarów tego samego rodzaju} other {# obszaru tego samego rodzaju}}, których mediana to {usual}. Zwykła byłaby wartość od {low} do {high}.',
  },
  title: 'Sprawdzenia',
  none: 'Sprawdzenia niczego nie zauważyły.',
  sum: '{high, plural, =0 {Żadnej poważnej uwagi} one {# poważna uwaga} few {# poważne uwagi} many {# poważnych uwag} other {# poważnej uwagi}}, {low, plural, =0 {nic więcej do obejrzenia} one {# inna do obejrzenia} few {# inne do obejrzenia} many {# innych do obejrzenia} other {# innej do obejrzenia}}.',
  lead: 'Zanim dane będzie można zweryfikować, każda poważna uwaga musi dostać odpowiedź.',
  shown: 'Pokazujemy pierwsze {n, number}.',
  remark: 'Uwaga',
  found: 'Znaleziono',
  severity: { high: 'poważna', low: 'do obejrzenia' },
  checks: {
    unitSlip: 'pomylona jednostka',
    range: 'poza możliwym zakresem',
    total: 'części i całość',
    jump: 'skok',
    peers: 'inaczej niż gdzie indziej',
  },
  how: 'Jak działają sprawdzenia: do powtórzenia ręcznie',
  rules: {
    unitSlip:
      'Liczbę porównuje się, w logarytmach, z medianą {nearest, number} liczb najbliższych jej w czasie i nieoddzielonych przerwą w szeregu, a gdy ich nie ma, z medianą co najmniej {peersMin, number} obszarów tego samego rodzaju w tym samym okresie. Jest daleko, gdy dzieli ją od mediany więcej niż {far, number} rozrzutów. Rozrzut to mediana odległości od mediany razy 1,4826, co najmniej {floor, number, ::percent}, a dla liczb całkowitych co najmniej tyle, ile przypadek robi z liczebnością: jej pierwiastek. Daleka liczba to pomyłka jednostki, gdy po podzieleniu albo pomnożeniu przez 10, 100, 1000 lub 1 000 000 leży najwyżej {near, number} rozrzuty od mediany; w szeregu, który stoi w miejscu, liczy się też 12: miesiące wzięte za lata.',
    range:
      'Wartości, do których wchodzą te liczby, są obliczane tak, jak byłyby opublikowane. Wartość spoza zakresu dozwolonego w definicji pokazujemy przy pierwszej liczbie, która do niej wchodzi.',
    total:
      'Dla liczebności, pieniędzy i wszystkiego, co się sumuje: gdy wszystkie dzielnice istniejące w ostatnim dniu okresu mają liczbę, ich suma może się różnić od liczby dla miasta o {share, number, ::percent .0} albo o {units, number}.',
    jump: 'Zmianę od poprzedniej liczby, w przeliczeniu na okres i w logarytmach (różnice, gdy zdarza się zero lub mniej), porównuje się z co najmniej {changesMin, number} innymi zmianami szeregu między przerwami. Uwaga pojawia się, gdy zmiana leży dalej niż {far, number} rozrzutów od ich mediany i liczba zmieniła się o ponad jedną czwartą, chyba że co najmniej {peersMin, number} obszarów tego samego rodzaju zmieniło się wtedy podobnie (mniej niż {peersFar, number} rozrzuty).',
    peers:
      'Gdy szereg ma najwyżej {ownMax, number} liczby: dalej niż {far, number} rozrzutów od mediany co najmniej {peersMin, number} obszarów tego samego rodzaju w tym samym okresie.',
  },
  verify: {
    title: 'Weryfikacja',
    lead: 'Ręczysz, że to liczby ze źródła. W publicznym rejestrze stanie Twój powód, bez nazwiska.',
    own: 'To Twoje własne dane. Zweryfikuje je inny analityk albo opiekun danych.',
    cannot: 'Dane weryfikuje analityk albo opiekun danych, który sam ich nie przysłał.',
    answer: 'Wiersz {line, number}: dlaczego liczba jest poprawna',
    answerAll: 'Dlaczego wszystkie liczby z uwagą „{check}” są poprawne',
    answerMissing: 'Napisz, dlaczego ta liczba jest poprawna, albo odeślij import.',
    reason: 'Z czym porównano dane',
    reasonHint: 'Stanie w publicznym rejestrze i w pochodzeniu każdej wartości. Nie podawaj danych osób.',
    button: 'Zweryfikuj',
    again: 'Zweryfikuj ponownie',
    back: 'Albo odeślij',
    backReason: 'Co trzeba poprawić',
    backButton: 'Odeślij',
    verified: 'Weryfikacja: {moment}, {who}',
    returned: 'Odesłanie: {moment}, {who}',
    done: 'Ręczysz za te dane. Można je teraz opublikować.',
    doneBack: 'Import odesłano. Kto go przysłał, zobaczy tu Twój powód.',
    answered: 'Odpowiedzi na uwagi',
  },
  stale: {
    title: 'Ktoś opublikował od tego czasu te same liczby',
    lead: 'Weryfikacja ich nie zna. Porównaj obie, a potem zweryfikuj import ponownie albo go porzuć.',
    yours: 'W tym imporcie',
    theirs: 'Opublikowano',
    vintage: 'Wydanie',
  },
  publications: {
    title: 'Opublikowane, poprawione, wycofane',
    lead: 'Wszystkie publikacje od początku, najnowsze na górze. Niczego, co opublikowano, się nie usuwa: wcześniejsze liczby można czytać w ich wydaniu.',
    feed: 'Śledź przez kanał Atom',
    link: 'Co opublikowano, poprawiono i wycofano',
    kinds: {
      published: 'opublikowano',
      corrected: 'poprawiono',
      withdrawn: 'wycofano',
      definition: 'definicje',
      areas: 'obszary',
      measures: 'miary',
      catalogue: 'opisy',
    },
    figures:
      '{added, plural, =0 {Żadnej nowej liczby} one {# nowa liczba} few {# nowe liczby} many {# nowych liczb} other {# nowej liczby}}, {corrected, plural, =0 {żadnej poprawionej} one {# poprawiona} few {# poprawione} many {# poprawionych} other {# poprawionej}}.',
    withdrawn:
      '{n, plural, one {Wycofano # liczbę} few {Wycofano # liczby} many {Wycofano # liczb} other {Wycofano # liczby}} z pliku {file}.',
    definitions:
      '{n, plural, one {Zaczęła obowiązywać # definicja:} few {Zaczęły obowiązywać # definicje:} many {Zaczęło obowiązywać # definicji:} other {Zaczęło obowiązywać # definicji:}}',
    areas: 'Co jest częścią czego i od kiedy.',
    measures: 'Miary i ich jednostki.',
    catalogue: 'Opisy miar, zbiorów danych i źródeł.',
    moreDefinitions: 'i jeszcze {n, number}',
    vintage: 'Wydanie {seq, number}',
    file: 'plik',
    entry: 'wpis w księdze',
    note: 'Nota',
    none: 'Niczego jeszcze nie opublikowano',
    older: 'Starsze publikacje',
    newest: 'Najnowsze publikacje',
  },
  withdraw: {
    title: 'Wycofanie danych',
    link: 'Wycofaj dane z tego importu',
    lead: 'W nowym wydaniu tych liczb nie będzie, a razem z nimi wartości, które ich potrzebują. To, co było wiadomo wcześniej, nadal można przeczytać. Twoja nota jest publiczna i nie da się jej zmienić.',
    notes: 'Dlaczego są wycofywane, co najmniej w jednym języku',
    pl: 'Po polsku',
    en: 'Po angielsku',
    uk: 'Po ukraińsku',
    noteHint: 'Najwyżej 600 znaków. Nie podawaj danych osób.',
    noteMissing: 'Napisz notę co najmniej w jednym języku.',
    which: 'Które liczby',
    all: '{n, plural, one {# liczba, która nadal obowiązuje} few {wszystkie # liczby, które nadal obowiązują} many {wszystkie # liczb, które nadal obowiązują} other {wszystkie # liczby, które nadal obowiązują}}',
    some: 'tylko zaznaczone niżej',
    chooseSome: 'Zaznacz co najmniej jedną liczbę albo wybierz wszystkie.',
    button: 'Wycofaj',
    shown: 'Pokazujemy pierwsze {n, number}; pozostałe można wycofać przez API.',
    none: 'Żadna liczba z tego importu już nie obowiązuje.',
    done: '{n, plural, one {Wycofano # liczbę} few {Wycofano # liczby} many {Wycofano # liczb} other {Wycofano # liczby}} jako wydanie {seq, number}.',
  },
  enter: {
    title: 'Wpisz liczbę ręcznie',
    lead: 'Dla pojedynczych liczb, których nie ma w żadnym pliku. Każda staje się osobnym importem: jest przechowywana, sprawdzana i weryfikowana przez inną osobę, zanim będzie publiczna.',
    which: 'Która liczba',
    measure: 'Miara',
    area: 'Obszar',
    period: 'Okres',
    periodHint: 'Rok 2025, półrocze 2025-S1, kwartał 2025-Q1, miesiąc 2025-M05 albo dzień 2025-05-17.',
    choose: 'wybierz',
    total: 'ogółem',
    next: 'Dalej',
    other: 'Wybierz inną liczbę',
    now: 'Teraz opublikowano: {value}, wydanie {seq, number} z {day}.',
    nowNone: 'Dla tego miejsca nic jeszcze nie opublikowano.',
    waiting: 'Inną liczbę dla tego miejsca wpisano {day} i czeka na weryfikację: {value}.',
    toWaiting: 'Do tamtego importu',
    value: 'Wartość',
    valueHint: 'Tak, jak się ją pisze: 1 234,5. Puste pole tylko wtedy, gdy liczby brak.',
    unit: 'Jednostka',
    unitHint: 'Miarę przechowujemy w jednostce {unit}; inna jednostka tego samego rodzaju zostanie przeliczona.',
    status: 'Stan',
    reason: 'Dlaczego jej brak',
    noReason: 'liczba jest znana',
    note: 'Skąd jest ta liczba',
    noteHint: 'Stanie obok liczby, widoczne dla wszystkich. Nie podawaj danych osób.',
    button: 'Wpisz',
    unknown: 'Wybierz miarę, obszar i okres, na przykład 2025.',
  },
}

export default words
