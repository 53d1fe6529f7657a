/** Kto może głosować, po polsku. */
const way =
  '{way, select, register {rejestru mieszkańców} declaration {oświadczenia o zamieszkaniu} oidc {zewnętrznego logowania} code {kodu} paper {papierowej karty} other {tej drogi}}'

export const errors = {
  wayOff: `W tej edycji nie głosuje się za pomocą ${way}.`,
  noVoter: 'Nie wiadomo jeszcze, czy możesz głosować w tej edycji. Najpierw to wykaż na stronie głosowania.',
  notInRegister:
    'W rejestrze nie ma nikogo o tym numerze. Sprawdź go; jeśli jest dobry, złóż oświadczenie o zamieszkaniu albo przyjdź do punktu obsługi.',
  codeWrong: 'Tego kodu nie ma w tej edycji. Sprawdź go znak po znaku.',
  claimMissing:
    'Zewnętrzne logowanie nie podaje tego, o co pyta to głosowanie. Wybierz inną drogę albo przyjdź do punktu obsługi.',
  alreadyClaimed:
    'Pod tym numerem głosuje już ktoś z innego konta. Jeśli to nie Ty, przyjdź do punktu obsługi: sprawdzimy to.',
  otherVoter: 'Twoje konto głosuje już jako inna osoba. Jedno konto to jeden głosujący.',
  onPaper: 'W tej części głosowania wydano Ci kartę papierową. Karta jest tylko jedna.',
  votedOnline: 'W tej części głosowania wydano już kartę przez internet. Karta jest tylko jedna.',
  poolMissing: 'Podaj dzielnicę.',
  consentMissing: 'Brakuje jeszcze zgody rodzica. Rodzic daje ją ze swojego konta albo w punkcie obsługi.',
  consentUsed: 'Na podstawie tej zgody wydano już kartę. Nie można jej już cofnąć.',
  consentByVoter:
    'Tutaj zgodę daje tylko osoba, która sama może głosować w tej edycji i nie potrzebuje zgody. Jeśli nie możesz, przyjdź z dzieckiem do punktu obsługi.',
  parentMissing:
    'Z Twoim kontem nie jest połączone konto rodzica. Połącz je na stronie o dzieciach albo przyjdźcie razem do punktu obsługi.',
  childUnknown: 'Żadne dziecko, które chce tu głosować, nie ma konta działającego za Twoją zgodą.',
  tooYoung: 'W tej edycji głosuje się od {age, number} lat.',
  bornMissing: 'Ta edycja pyta o wiek: podaj datę urodzenia, na przykład 2001-05-17, albo sam rok.',
  tooManyGuesses:
    '{most, plural, one {Po # próbie w ciągu dnia nie przyjmujemy dalszych. Spróbuj jutro albo przyjdź do punktu obsługi.} few {Po # próbach w ciągu dnia nie przyjmujemy dalszych. Spróbuj jutro albo przyjdź do punktu obsługi.} many {Po # próbach w ciągu dnia nie przyjmujemy dalszych. Spróbuj jutro albo przyjdź do punktu obsługi.} other {Po # próby w ciągu dnia nie przyjmujemy dalszych. Spróbuj jutro albo przyjdź do punktu obsługi.}}',
  registerColumns: 'W rejestrze brakuje kolumn: {missing}. Są: {found}.',
  registerRows: 'To więcej, niż przyjmujemy naraz: {most, number}.',
  codesCount: 'Podaj, ile kodów: liczbę całkowitą od 1, a nie {count}.',
  declarationWaits: 'Twoje oświadczenie czeka w urzędzie. Tutaj zobaczysz, co z nim będzie.',
  declarationUnknown: 'Nie ma takiego oświadczenia.',
  declarationDecided: 'Ktoś w międzyczasie rozpatrzył to oświadczenie.',
  declaredTwice:
    'To samo oświadczono z innego konta, które już głosuje. Odrzuć to oświadczenie i napisz dlaczego; ta osoba może przyjść do punktu obsługi.',
  voterUnknown: 'Nie ma takiego głosującego.',
}

export default {
  letters: {
    title: 'Listy z kodami',
    lead: 'Tabela z kolumnami: {columns}. Powstanie jeden list na stronie, z adresem w miejscu okienka koperty. Nazwisk, adresów ani samych kodów nie zachowujemy: zostają skróty, a klucz do nich nie leży w bazie danych. Ta sama osoba nie zagłosuje dwa razy, nawet jeśli dostanie dwa listy. Jeden zły wiersz i nie powstanie żaden kod.',
    file: 'Lista osób jako tabela',
    make: 'Przygotuj listy',
    made: '{count, plural, one {# list jest gotowy do druku} few {# listy są gotowe do druku} many {# listów jest gotowych do druku} other {# listu jest gotowe do druku}}',
    printNow: 'Wydrukuj je teraz, z tej strony (Ctrl+P). Gdy ją zamkniesz, nikt już tych kodów nie odczyta.',
    text: 'Możesz zagłosować w budżecie obywatelskim: od {from} do {to}. To Twój kod do głosowania:',
    how: 'Otwórz tę stronę albo zeskanuj znak obok i wpisz kod. Wielkość liter i kreski nie mają znaczenia.',
    qr: 'Strona głosowania',
    secret:
      'Kod działa jeden raz i jest tylko dla Ciebie: nikomu go nie podawaj. Mówi, że możesz głosować, a nie jak głosujesz. Tego nie widzi nikt, także miasto.',
    wrong: 'Jeśli kod nie działa albo list przyszedł do kogoś, kto tu nie mieszka, powiadom punkt obsługi mieszkańców.',
  },
  desk: {
    title: 'Głosujący',
    lead: 'Kto może głosować w budżecie obywatelskim i co komu wydano.',
    none: 'Nie ma jeszcze żadnej edycji.',
    papers: 'Karty papierowe',
    toPapers: 'Wprowadź karty papierowe',
    numbers: 'W liczbach',
    register: 'Osób w rejestrze',
    voters: 'Osób, które wykazały, że mogą głosować',
    codes: 'Utworzonych kodów',
    codesUsed: 'Użytych kodów',
    waiting: 'Oświadczeń, które czekają',
    person: 'Ktoś jest przy okienku',
    personLead:
      'Znajdź tę osobę po numerze, który zna rejestr, albo po kodzie. Zobaczysz tylko, czy coś na jej nazwisko wydano.',
    identifier: 'Numer w rejestrze',
    code: 'Kod',
    find: 'Znajdź',
    found: 'Jest',
    way: 'Skąd znamy',
    pool: 'Dzielnica',
    noPool: 'nieznana',
    nothing: 'Na tę osobę niczego nie wydano.',
    issued: 'Wydano na tę osobę:',
    online: 'przez internet',
    paper: 'na papierze',
    needsConsent: 'Brakuje zgody rodzica.',
    handOut: 'Wydaj kartę papierową',
    handOutLead: 'Od tej chwili ta osoba nie zagłosuje w tej części przez internet. Zrób to, gdy ma kartę w ręku.',
    which: 'Karta na',
    consent: 'Zapisz zgodę',
    consentGrounds: 'Co pokazano i kto pokazał',
    declarations: 'Oświadczenia',
    declarationsLead:
      'Treść oświadczenia znika wraz z decyzją, zostaje Twoje uzasadnienie. Komu odmówisz, ten je przeczyta.',
    noDeclarations: 'Żadne nie czeka.',
    name: 'Imię i nazwisko',
    address: 'Adres',
    born: 'Urodzony lub urodzona',
    reason: 'Uzasadnienie',
    confirm: 'Potwierdź',
    refuse: 'Odmów',
    bring: 'Wczytaj rejestr',
    bringLead:
      'Tabela z kolumnami id i district, a gdy edycja pyta o wiek, także born. Zostają z niej tylko skróty, a klucz do nich nie leży w bazie danych. Jeden zły wiersz i nie przyjmujemy niczego.',
    file: 'Rejestr jako tabela',
    check: 'Tylko sprawdź',
    take: 'Przyjmij',
    makeCodes: 'Utwórz kody',
    codesLead:
      'Do punktów obsługi. Widać je tylko teraz, zostają po nich skróty: od razu je wydrukuj albo zapisz plik. Taki kod nie jest jeszcze niczyj: gdy głosuje się także po rejestrze, najpierw poszukaj tam osoby, a kod daj tylko temu, kogo w nim nie ma.',
    count: 'Ile',
    make: 'Utwórz',
    codesMade: 'Twoje kody',
    codesSave: 'Zapisz jako plik',
    lines:
      '{count, plural, one {# wiersz jest zły; niczego nie przyjęto.} few {# wiersze są złe; niczego nie przyjęto.} many {# wierszy jest złych; niczego nie przyjęto.} other {# wiersza jest złe; niczego nie przyjęto.}}',
    line: 'Wiersz {line}: {problem, select, idMissing {brakuje numeru} nameMissing {brakuje imienia i nazwiska albo jest za długie} addressMissing {brakuje adresu albo jest za długi} idTwice {ten numer już był} bornWrong {brakuje daty urodzenia albo nie jest to data} districtUnknown {nie ma takiej dzielnicy} districtMissing {brakuje dzielnicy} other {nie da się go odczytać}}',
    sound:
      '{rows, plural, one {# wiersz, wszystko się zgadza.} few {# wiersze, wszystko się zgadza.} many {# wierszy, wszystko się zgadza.} other {# wiersza, wszystko się zgadza.}}',
    taken:
      '{rows, plural, one {Odczytano # wiersz,} few {Odczytano # wiersze,} many {Odczytano # wierszy,} other {Odczytano # wiersza,}} {added, plural, one {# nowy.} few {# nowe.} many {# nowych.} other {# nowego.}}',
    tooYoung:
      '{count, plural, one {# osoba jest za młoda na to głosowanie i została pominięta.} few {# osoby są za młode na to głosowanie i zostały pominięte.} many {# osób jest za młodych na to głosowanie i zostało pominiętych.} other {# osoby jest za młode na to głosowanie.}}',
    decided: 'Rozpatrzono.',
    handedOut: 'Karta papierowa jest wydana.',
    consented: 'Zgoda jest zapisana.',
    papersLead:
      'Każdą kartę wprowadzają dwie osoby, po numerze, nie patrząc, co wprowadziła druga. Różnicę rozstrzyga trzecia osoba z kartą w ręku.',
    serial: 'Numer karty',
    choices: 'Projekty w kolejności z karty',
    choicesHint: 'Numery projektów oddzielone spacjami; z punktami tak: 12:3. Zostaw puste, jeśli karta jest nieważna.',
    enter: 'Wprowadź',
    once: 'Wprowadzono; teraz wprowadzi ją ktoś drugi.',
    differs: 'Ktoś inny wprowadził co innego: rozstrzygnie trzecia osoba.',
    settled: 'Oba wpisy są takie same.',
    entered: 'Dotychczasowe karty',
    state: 'Stan',
    stateOnce: 'wprowadzona raz',
    stateDiffers: 'różnią się',
    stateSettled: 'rozstrzygnięta',
    settle: 'Rozstrzygnij',
    settleGrounds: 'Dlaczego tak brzmi karta',
    entries: 'Wprowadzono',
    noPapers: 'Nie wprowadzono jeszcze żadnej karty.',
    finish: 'Wprowadzono ostatnią kartę',
    finishLead:
      'Wtedy otwiera się wszystkie karty i niczego już nie można dopisać. Da się to zrobić po zakończeniu głosowania.',
    finished: 'Wprowadzanie kart jest zakończone.',
    void: 'nieważna',
    ways: {
      register: 'rejestr',
      declaration: 'oświadczenie',
      oidc: 'zewnętrzne logowanie',
      code: 'kod',
      paper: 'okienko',
    },
  },
  notice: {
    online: {
      title: 'Na Twoje nazwisko wydano kartę do głosowania',
      body: 'Wydano Ci przez internet kartę do głosowania w budżecie obywatelskim. Tego, jak głosujesz, nie widzi nikt, także miasto. Jeśli to nie Ty, od razu powiadom miasto: w punkcie obsługi to sprawdzą.',
    },
    paper: {
      title: 'Na Twoje nazwisko wydano papierową kartę do głosowania',
      body: 'W punkcie obsługi wydano Ci papierową kartę do głosowania w budżecie obywatelskim. Zamyka ona drogę do głosu przez internet. Jeśli to nie Ty, od razu powiadom miasto: w punkcie obsługi to sprawdzą.',
    },
    asked: {
      title: 'Twoje dziecko chce zagłosować',
      body: 'Dziecko prosi Cię o zgodę na udział w głosowaniu w budżecie obywatelskim. Zgodę dajesz na stronie głosowania, po zalogowaniu na swoje konto. Jak dziecko głosuje, nie zobaczysz ani Ty, ani nikt inny.',
    },
    given: {
      title: 'Rodzic zgodził się na Twój głos',
      body: 'Możesz już głosować w budżecie obywatelskim, na stronie głosowania.',
    },
    takenBack: {
      title: 'Rodzic cofnął zgodę na Twój głos',
      body: 'Bez zgody rodzica nie dostaniesz karty w tej edycji. Porozmawiaj z rodzicem albo przyjdźcie razem do punktu obsługi.',
    },
  },
}
