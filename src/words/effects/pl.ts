/** Skutki: co przyniosła zmiana, jak bardzo to pewne i czego nie mówi, po polsku. */
import type { Shape } from '../catalogue.ts'
import type en from './en.ts'
import type { errors as enErrors } from './en.ts'

const effects: Shape<typeof en> = {
  title: 'Co przyniosła zmiana',
  found: {
    difference:
      '{sure, select, yes {„{outcome}”: o {by} {direction, select, up {więcej} other {mniej}} niż byłoby bez zmiany.} other {Z danych nie wynika, czy zmieniło się „{outcome}”: najlepsze oszacowanie to {signed}, ale nie da się wykluczyć, że skutku nie było wcale.}}',
    ratio:
      '{sure, select, yes {„{outcome}”: o {by} {direction, select, up {więcej} other {mniej}} niż byłoby bez zmiany.} other {Z danych nie wynika, czy zmieniło się „{outcome}”: najlepsze oszacowanie to {signed}, ale nie da się wykluczyć, że skutku nie było wcale.}}',
    unsure: 'Najlepsze oszacowanie skutku dla „{outcome}” to {signed}. Ta metoda nie mówi, jak bardzo jest pewne.',
  },
  interval:
    'Z ufnością {level, number, ::percent .#} skutek leży między {low} a {high}: w tylu na sto takich badań tak wyznaczony przedział obejmuje prawdziwy skutek.',
  byChance: 'Gdyby skutku nie było, różnica tak duża lub większa zdarzałaby się {chance}.',
  byPlacebo: 'Tam, gdzie niczego nie zrobiono, odchylenie tak duże wobec wcześniejszego zdarza się {chance}.',
  without: 'Bez zmiany byłoby średnio {without}, ze zmianą jest {with}.',
  chance:
    '{of, select, thousand {{n, plural, =0 {rzadziej niż raz na 1000} one {około raz na 1000} few {około # razy na 1000} many {około # razy na 1000} other {około # raza na 1000}}} other {{n, plural, one {około raz na 100} few {około # razy na 100} many {około # razy na 100} other {około # raza na 100}}}}',
  basis:
    '{rows, plural, one {# wiersz} few {# wiersze} many {# wierszy} other {# wiersza}}, {units, plural, one {# jednostka} few {# jednostki} many {# jednostek} other {# jednostki}} w {periods, plural, one {# okresie} few {# okresach} many {# okresach} other {# okresu}}; objętych zmianą: {treated, number}',
  assumptionsTitle: 'Co musi być spełnione, żeby to była prawda',
  cautionsTitle: 'Najpierw przeczytaj',
  cannotTitle: 'Czego to nie mówi',
  partsTitle: 'Wszystkie liczby modelu',
  methodTitle: 'Jak to policzono',
  verdict: {
    holds: 'nic temu nie przeczy',
    doubtful: 'wątpliwe',
    fails: 'dane temu przeczą',
    untestable: 'dane tego nie rozstrzygną',
  },
  method: {
    randomised: {
      name: 'Losowanie',
      what: 'O tym, kto został objęty zmianą, zdecydował los. Grupy niczym innym się nie różnią, więc różnica ich średnich jest skutkiem.',
      cannot: 'Czy zadziała gdzie indziej, u innych ludzi albo dłużej, niż trwał pomiar.',
    },
    clusters: {
      name: 'Losowanie całych grup',
      what: 'Los zdecydował, które szkoły, ulice lub domy zostały objęte zmianą. Każda grupa liczy się jako jedna, swoją średnią, bo ci, którzy do niej należą, są do siebie podobni.',
      cannot:
        'Czy zadziała gdzie indziej ani czy w małych grupach działa mocniej niż w dużych: każda liczy się tak samo.',
    },
    did: {
      name: 'Różnica w różnicach',
      what: 'O ile zmienili się objęci zmianą, minus o ile w tym samym czasie zmienili się pozostali.',
      cannot:
        'Czy bez zmiany jedni i drudzy poszliby tak samo. To założenie, nie pomiar; czas przed startem może tylko przemawiać za nim albo przeciw.',
    },
    event: {
      name: 'Badanie zdarzenia',
      what: 'Różnica w różnicach dla każdego okresu od startu, a także dla okresów przed nim, kiedy skutku być nie powinno.',
      cannot:
        'Czy bez zmiany jedni i drudzy poszliby tak samo. Spokój przed startem za tym przemawia, ale niczego nie dowodzi; przy niewielu jednostkach małej różnicy nie widać.',
    },
    its: {
      name: 'Przerwany szereg czasowy',
      what: 'Jeden szereg przedłużony tak, jak szedł wcześniej, wobec tego, jak poszedł po starcie.',
      cannot: 'Co jeszcze zaczęło się w tym samym czasie. Bez porównania wszystko to liczy się jako skutek.',
    },
    synthetic: {
      name: 'Syntetyczna grupa porównawcza',
      what: 'Jedno miejsce wobec mieszanki innych miejsc, która przed startem szła tak jak ono.',
      cannot:
        'Jak pewna jest ta liczba, poza jej miejscem wśród miejsc, w których niczego nie zrobiono; ani co jeszcze się tam zaczęło.',
    },
    before: {
      name: 'Przed i po',
      what: 'Średnia po, minus średnia przed.',
      cannot: 'Skutku. Mówi, co się zmieniło, a nie dlaczego: są w tym trend, pora roku, pogoda, ceny i przypadek.',
    },
  },
  errors: {
    classic: 'błędy klasyczne',
    HC0: 'błędy odporne na nierówny rozrzut (HC0)',
    HC1: 'błędy odporne na nierówny rozrzut (HC1)',
    welch: 'test t Welcha',
    clusters: 'błędy uwzględniające, że wiersze są powiązane w grupach: {clusters}',
    neweyWest:
      'błędy uwzględniające pamięć na {lag, plural, one {# okres} few {# okresy} many {# okresów} other {# okresu}} (Newey i West)',
    poisson: 'błędy rozkładu Poissona',
    quasiPoisson: 'błędy rozkładu Poissona, poszerzone do rzeczywistego rozrzutu',
    placebos: 'miejsce wśród prób pozornych',
    none: 'bez błędów',
    factor: 'poprawka na małą próbę {factor}',
  },
  assumption: {
    parallel: {
      name: 'Obie grupy poszłyby tak samo',
      text: '{verdict, select, holds {Przed startem, w {periodsBefore, plural, one {# okresie} few {# okresach} many {# okresach} other {# okresu}}, tak było: różnice takie jak te zdarzają się przypadkiem {chance}.} doubtful {Przed startem, w {periodsBefore, plural, one {# okresie} few {# okresach} many {# okresach} other {# okresu}}, niezupełnie tak było: różnice takie jak te zdarzają się przypadkiem {chance}.} fails {Nie: już przed startem się rozchodziły, nawet o {largest, number, ::@@#}, co przypadkiem zdarza się {chance}. Tej liczby nie można uznać za skutek.} other {Okresów lub grup przed startem jest za mało, żeby to sprawdzić.}}',
    },
    enoughClusters: {
      name: 'Dość niezależnych grup',
      text: '{verdict, select, holds {Niezależnych grup: {clusters, number}, objętych zmianą: {treated, number}. To wystarcza do wyznaczenia przedziału.} doubtful {Niezależnych grup: {clusters, number}, objętych zmianą: {treated, number}. To raczej mało, przedział może być za wąski.} other {Niezależnych grup tylko {clusters, number}, objętych zmianą: {treated, number}. Przedział na pewno jest za wąski.}}',
    },
    balanced: {
      name: 'Cały czas te same jednostki',
      text: '{verdict, select, holds {Każda jednostka ma liczbę w każdym okresie.} other {Liczbę ma tylko {share, number, ::percent .#} jednostek i okresów. Jeśli brakujące poszły inną drogą, skutek jest przekłamany.}}',
    },
    noSpillover: {
      name: 'Nikt inny tego nie odczuł',
      text: '{verdict, select, other {Jeśli zmiana dotarła też do tych, z którymi porównujemy (ruch przeniósł się na sąsiednią ulicę), skutek wychodzi za mały albo za duży.}}',
    },
    nothingElse: {
      name: 'Nic innego nie zaczęło się w tym samym czasie',
      text: '{verdict, select, other {Nowa cena, nowa linia, święto w tym samym czasie zostałyby policzone jako skutek. Muszą to ocenić ludzie, którzy znają miejsce.}}',
    },
    enoughPeriods: {
      name: 'Dość długo przed i po',
      text: '{verdict, select, holds {{before, plural, one {# okres} few {# okresy} many {# okresów} other {# okresu}} przed i {after, plural, one {# okres} few {# okresy} many {# okresów} other {# okresu}} po.} other {{before, plural, one {# okres} few {# okresy} many {# okresów} other {# okresu}} przed i {after, plural, one {# okres} few {# okresy} many {# okresów} other {# okresu}} po; dobrze byłoby mieć {needed, number} przed.}}',
    },
    straight: {
      name: 'Prosty przebieg przed startem',
      text: '{verdict, select, holds {Nic nie wskazuje, żeby wcześniejszy przebieg był zakrzywiony.} untestable {Okresów przed startem jest za mało, żeby zobaczyć zakrzywienie.} other {Wcześniejszy przebieg był zakrzywiony. Przedłużony prosto, myli się, a pomyłka liczy się jako skutek.}}',
    },
    season: {
      name: 'Pory roku uwzględnione',
      text: '{verdict, select, holds {W tym, co zostało, nie widać cyklu długości {length, number}.} other {W tym, co zostało, wciąż widać cykl długości {length, number}. Dodaj sezonowość do planu.}}',
    },
    memory: {
      name: 'Okresy bez pamięci',
      text: '{verdict, select, holds {To, co zostało w jednym okresie, nie zależy od poprzedniego.} other {To, co zostało w jednym okresie, zależy od poprzednich (korelacja {first, number, ::@@#}), więc przedział może być za wąski.}}',
    },
    memoryReckoned: {
      name: 'Pamięć uwzględniona',
      text: '{verdict, select, holds {To, co zostało w jednym okresie, nie zależy od poprzedniego.} other {To, co zostało w jednym okresie, zależy od poprzednich (korelacja {first, number, ::@@#}). Błędy to uwzględniają.}}',
    },
    dispersion: {
      name: 'Liczby zdarzeń rozrzucone jak w czystym przypadku',
      text: '{verdict, select, holds {Tak jest.} other {Rozrzut jest {dispersion, number, ::@@#} raza większy.}}',
    },
    lot: {
      name: 'To był los',
      text: '{verdict, select, other {Nikt nie wybierał, nikt się nie zamienił, a ci, którzy odpadli, odpadli w obu grupach tak samo. Pokazuje to protokół losowania; te liczby tego nie pokażą.}}',
    },
    alike: {
      name: 'Podobni przed startem',
      text: '{verdict, select, holds {W tym, co było wiadomo wcześniej, grupy prawie się nie różnią: najwyżej o {largest, number, ::@@} odchylenia standardowego.} other {W tym, co było wiadomo wcześniej, grupy różnią się nawet o {largest, number, ::@@} odchylenia standardowego.}}',
    },
    enoughUnits: {
      name: 'Dość jednostek',
      text: '{verdict, select, holds {Co najmniej {smallest, number} w każdej grupie.} doubtful {W mniejszej grupie tylko {smallest, number}; liczby nie są bardzo nierówne, więc przedział powinien wystarczyć.} other {W mniejszej grupie tylko {smallest, number}, a kilka liczb mocno odstaje: przedziałowi nie można ufać.}}',
    },
    fitBefore: {
      name: 'Mieszanka szła tak jak miejsce',
      text: '{verdict, select, holds {Przed startem dzieli je {off, number, ::@@#}, mało wobec różnic między miejscami ({spread, number, ::@@#}).} doubtful {Przed startem dzieli je {off, number, ::@@#}, podczas gdy miejsca różnią się o {spread, number, ::@@#}: niezbyt blisko.} other {Przed startem dzieli je {off, number, ::@@#}, podczas gdy miejsca różnią się o {spread, number, ::@@#}: mieszanka nie jest podobna.}}',
    },
    hull: {
      name: 'Nie poza wszystkimi innymi',
      text: '{verdict, select, holds {Przed startem miejsce zawsze leżało między innymi.} other {Okresów przed startem, w których miejsce leżało poza wszystkimi innymi: {periods, number} z {before, number}; nawet o {farthest, number, ::@@#}. Żadna mieszanka go nie dosięga.}}',
    },
    placeboInTime: {
      name: 'Gdzie nic się nie zaczęło, nic nie wychodzi',
      text: '{verdict, select, holds {Przy starcie wymyślonym w połowie wcześniejszego czasu nie wychodzi prawie nic ({placebo, number, ::@@#}).} other {Przy starcie wymyślonym w połowie wcześniejszego czasu wychodzi {placebo, number, ::@@#}, wobec {effect, number, ::@@#} przy prawdziwym.}}',
    },
    leaveOneOut: {
      name: 'Żadne jedno miejsce nie rozstrzyga',
      text: '{verdict, select, fails {Bez jednego z miejsc skutek się odwraca: od {low, number, ::@@#} do {high, number, ::@@#}.} other {Bez jednego z miejsc skutek wynosi od {low, number, ::@@#} do {high, number, ::@@#}.}}',
    },
    noTrendBefore: {
      name: 'I tak by się nie zmieniało',
      text: '{verdict, select, fails {Zmieniało się: w dotychczasowym tempie {expected, number, ::@@#} różnicy przyszłoby samo.} other {Przed startem nie widać nic wyraźnego, ale okresów jest niewiele.}}',
    },
  },
  caution: {
    dropped:
      '{dropped, plural, one {Pominięto # wiersz} few {Pominięto # wiersze} many {Pominięto # wierszy} other {Pominięto # wiersza}} z {of, number}, bo miały luki. Jeśli luki nie są przypadkowe, skutek jest przekłamany.',
    staggered:
      'Jednostki zaczynały w różnym czasie (terminów: {cohorts, number}). Wtedy ta średnia porównuje też późniejsze z wcześniejszymi, już zmienionymi; {negativeShare, number, ::percent .#} wierszy objętych zmianą liczy się z przeciwnym znakiem. Zobacz też porównanie z tymi, których zmiana nigdy nie objęła, wśród liczb poniżej.',
    staggeredEvent:
      'Jednostki zaczynały w różnym czasie (terminów: {cohorts, number}). Jeśli skutek się między nimi różni, punkty jednego czasu mieszają się z punktami innego.',
    switchedOff:
      'U niektórych jednostek zmiana się skończyła. Przyjęto, że działa od razu i niczego po sobie nie zostawia.',
    fewTreated:
      'Zmianą {treated, plural, one {objęta jest tylko # jednostka} few {objęte są tylko # jednostki} many {objętych jest tylko # jednostek} other {objęte jest tylko # jednostki}}. Przedział jest za wąski; lepsza może być syntetyczna grupa porównawcza.',
    onePeriodBefore: 'Przed startem jest jeden okres, więc nikt nie sprawdzi, czy obie grupy szły tak samo.',
    oneSeries: 'Nie ma porównania: wszystko, co zaczęło się w tym samym czasie, liczy się jako skutek.',
    overdispersed: 'Rozrzut liczby zdarzeń jest {dispersion, number, ::@@#} raza większy niż w czystym przypadku.',
    gaps: 'W szeregu {missing, plural, one {brakuje # okresu} few {brakuje # okresów} many {brakuje # okresów} other {brakuje # okresu}}.',
    apart:
      'W kolumnie „{column}” grupy różniły się już wcześniej, o {difference, number, ::@@} odchylenia standardowego.',
    clusterMeans: 'Każda z grup ({clusters, number}) liczy się tak samo, niezależnie od wielkości.',
    weightsNotUnique: 'Inna mieszanka pasuje równie dobrze, więc udziały są jednym z możliwych wyborów.',
    fitExact:
      'Mieszanka pasuje do wcześniejszego czasu dokładnie, co może być przypadkiem, gdy miejsc jest więcej niż okresów.',
    placebosSampled: 'Na próbę potraktowano jak zmienione {tried, number} z {of, number} miejsc.',
    fewDonors:
      'Miejsc do porównania jest tylko {donors, number}, więc pewność z rankingu nigdy nie zejdzie poniżej {smallestP, number, ::percent .#}.',
    noComparison: 'Nie ma porównania. To, co zmieniło się z innych powodów, też jest w tej liczbie.',
    regressionToMean: 'Jeśli zaczęto dlatego, że liczba była wyjątkowo zła, poprawiłaby się i sama.',
    trendBefore:
      'Liczba zmieniała się już wcześniej: {expected, number, ::@@#} z {estimate, number, ::@@#} przyszłoby samo.',
    serial: 'Każdy okres przypomina poprzedni (korelacja {correlation, number, ::@@#}), więc przedział jest za wąski.',
    otherSeason: 'Miesiące przed i po nie są te same: w tej liczbie jest pora roku.',
  },
  part: {
    effect: 'skutek',
    covariate: 'inna kolumna',
    control: 'bez zmiany',
    treated: 'ze zmianą',
    controlBefore: 'bez zmiany, przed',
    controlAfter: 'bez zmiany, po',
    treatedBefore: 'ze zmianą, przed',
    treatedAfter: 'ze zmianą, po',
    cleanComparison: 'w porównaniu tylko z nigdy nieobjętymi',
    point: 'okresów od startu',
    level: 'skok na starcie',
    slope: 'zmiana nachylenia, na okres',
    trend: 'nachylenie przed, na okres',
    intercept: 'poziom na początku',
    atEnd: 'skutek w ostatnim okresie',
    dispersion: 'rozrzut jako wielokrotność przypadku',
    deviance: 'dewiancja',
    aic: 'AIC',
    icc: 'podobieństwo w grupach (ICC)',
    designEffect: 'ile wierszy mówi tyle co jeden',
    effectLast: 'skutek w ostatnim okresie',
    mspeBefore: 'średni kwadrat odległości przed',
    mspeAfter: 'średni kwadrat odległości po',
    mspeRatio: 'po jako wielokrotność przed',
    placeboRank: 'miejsce wśród wszystkich',
    placebos: 'ile miejsc w rankingu',
  },
  chart: {
    groups: 'Średnie w grupach, z przedziałami {level, number, ::percent .#}',
    periods: 'Jak było i jak by było',
    event: 'Skutek według okresów od startu',
    placebos: 'Odchylenie miejsca na tle miejsc, w których niczego nie zrobiono',
    weights: 'Z czego złożono porównanie',
    start: 'start',
    outcome: 'Wynik',
    period: 'Okres',
    mean: 'Średnia',
    n: 'Liczba',
    low: 'Od',
    high: 'Do',
    estimate: 'Skutek',
    units: 'Jednostki',
    reference: 'odniesienie',
    sinceStart: 'Okresy od startu',
    group: 'Grupa',
    share: 'Udział',
    unit: 'Miejsce',
    gap: 'Odchylenie',
    widest: 'Inne, od',
    highest: 'Inne, do',
    merged:
      'Każdy punkt to średnia {merged, plural, one {# okresu} few {# okresów} many {# okresów} other {# okresu}}.',
    line: {
      treated: 'ze zmianą',
      control: 'bez zmiany',
      counterfactual: 'tak, jak by było',
      observed: 'tak, jak było',
      fitted: 'model',
      synthetic: 'mieszanka',
      difference: 'różnica',
      before: 'przed',
      after: 'po',
    },
  },
  table: { figure: 'Liczba', all: 'To samo w tabeli', value: 'Wartość', interval: 'Przedział', chance: 'Przypadkiem' },
  power: {
    n: 'Żeby skutek {effect} zobaczyć z mocą {power, number, ::percent .#}, potrzeba {without, number} bez zmiany i {with, number} ze zmianą, razem {total, number}.',
    power:
      'Przy {without, number} bez zmiany i {with, number} ze zmianą skutek {effect} widać w {power, number, ::percent .#} przypadków.',
    effect:
      'Przy {without, number} bez zmiany i {with, number} ze zmianą skutki od {effect} widać w {power, number, ::percent .#} przypadków.',
    clusters:
      'Całych grup: {without, number} bez zmiany i {with, number} ze zmianą; członkowie grup są do siebie tak podobni, że {designEffect, number, ::@@#} z nich mówi tyle co jeden.',
  },
}
export default effects

export const errors: Shape<typeof enErrors> = {
  columnUnknown: 'Nie ma kolumny „{column}” albo jest krótsza od innych. Są: {known}.',
  missing: 'W wierszu {row, number} pod nagłówkiem kolumna „{column}” jest pusta. Uzupełnij ją albo usuń ten wiersz.',
  notFinite:
    'W wierszu {row, number} pod nagłówkiem w kolumnie „{column}” stoi „{found}”. Liczyć można tylko z liczbami skończonymi.',
  notNumber:
    'W wierszu {row, number} pod nagłówkiem w kolumnie „{column}” stoi „{found}”, a to nie jest liczba taka jak 12.5.',
  notBinary:
    'W wierszu {row, number} w kolumnie „{column}” stoi {found}. Ma być 1 tam, gdzie była zmiana, i 0 tam, gdzie jej nie było.',
  period:
    '„{found}” nie jest okresem{row, plural, =0 {} one { (wiersz #, „{column}”)} few { (wiersz #, „{column}”)} many { (wiersz #, „{column}”)} other { (wiersz #, „{column}”)}}. Pisze się go jako liczbę, 2024, 2024-05, 2024-Q2, 2024-05-01 albo 2024-05-01T07:00Z.',
  periodKinds:
    '„{found}” to okres innego rodzaju niż pozostałe w tabeli{row, plural, =0 {} one { (wiersz #, „{column}”)} few { (wiersz #, „{column}”)} many { (wiersz #, „{column}”)} other { (wiersz #, „{column}”)}}. Dni, miesiące i lata nie stoją w jednej kolumnie.',
  empty: 'Nie ma wierszy do oceny.',
  tooMany: 'Jest {found, number} liczb; przyjmuje się najwyżej {most, number}.',
  tooFewUnits:
    'Po jednej stronie {found, plural, one {jest # jednostka} few {są # jednostki} many {jest # jednostek} other {jest # jednostki}}; po każdej potrzeba co najmniej {least, number}.',
  tooFewPeriods:
    '{where, select, before {Przed startem} after {Od startu} other {W danych}} {found, plural, one {jest # okres} few {są # okresy} many {jest # okresów} other {jest # okresu}}; potrzeba co najmniej {least, number}.',
  tooFewClusters:
    'W kolumnie „{column}” {found, plural, one {jest # grupa} few {są # grupy} many {jest # grup} other {jest # grupy}}; błędy według grup wymagają co najmniej {least, number}.',
  tooFewRows:
    '{found, plural, one {Jest # wiersz} few {Są # wiersze} many {Jest # wierszy} other {Jest # wiersza}}; ten model wymaga co najmniej {least, number}.',
  outside:
    'Start, {from}, nie leży w danych, które sięgają od {first} do {last}. Okresy muszą być i przed nim, i po nim.',
  collinear: 'Kolumna „{column}” nie mówi niczego od siebie: składają się na nią {others}. Usuń jedną z nich.',
  constantOutcome: 'Wynik jest w każdym wierszu taki sam, więc nic się o nim nie da powiedzieć.',
  noControls:
    'Zmiana objęła wszystkie jednostki ({treated, number}) w jednym czasie. Bez nieobjętych nie ma z czym porównać.',
  noTreated: 'Żaden wiersz nie jest objęty zmianą. Sprawdź kolumnę z 1 i 0 oraz start.',
  twice: 'Okres {period} stoi w kilku wierszach. Szereg potrzebuje jednej liczby na okres.',
  cellTwice: 'Wiersz {row, number}: {unit} ma drugą liczbę dla {period}. Ma być jedna na okres.',
  timing:
    '{what, select, unsaid {Powiedz, kogo objęła zmiana: kolumną z 1 i 0 albo kolumną z początkiem u każdego.} groups {Bez jednostek potrzebna jest kolumna grupy z 1 i 0 oraz start.} twoStarts {„{unit}” ma dwa różne starty.} twoGroups {„{unit}” stoi w obu grupach, a należy do jednej.} other {U niektórych jednostek zmiana się skończyła. Badanie zdarzenia wymaga zmiany, która trwa.}}',
  reference:
    'Żadna z jednostek objętych zmianą nie ma liczby dla ostatniego okresu przed swoim startem, a z nim porównuje się wszystkie inne. Uzupełnij ten okres.',
  counts: 'W wierszu {row, number} w kolumnie „{column}” stoi {found}. Liczby zdarzeń są całkowite i nieujemne.',
  exposure:
    'W wierszu {row, number} w kolumnie „{column}” stoi {found}. To, co można było policzyć, musi być większe od zera.',
  hole: '„{unit}” nie ma liczby dla {period}. Syntetyczna grupa porównawcza wymaga liczby dla każdej jednostki w każdym okresie.',
  unitUnknown: 'W kolumnie „{column}” nie ma „{unit}”.',
  predictorEmpty: 'Kolumna „{column}” jest przed startem pusta dla „{unit}”.',
  predictorConstant: 'Kolumna „{column}” jest dla wszystkich taka sama, więc nikogo nie odróżnia. Usuń ją.',
  variance: 'Wiersz {row, number}: wariancja musi być większa od zera; jest {found}.',
  probability: 'Wiersz {row, number}: prawdopodobieństwo leży między 0 a 1; jest {found}.',
  csvBroken: 'Linia {line, number} to nie CSV: cudzysłów nie jest zamknięty albo stoi w środku pola ({cause}).',
  ragged:
    'Wiersz {row, number} ma {found, plural, one {# pole} few {# pola} many {# pól} other {# pola}}, a nagłówek {expected, number}.',
  columnTwice: 'Są dwie kolumny „{column}”.',
  unsettled:
    'Model nie ustalił się w {rounds, number} krokach. Wiersze są zbyt luźno powiązane albo w którejś grupie nie ma żadnych zdarzeń.',
  unreachable: 'Mocy {power, number, ::percent .#} nie da się osiągnąć, choćby było ich nie wiadomo ile.',
  option: 'Wybór „{option}” nie może mieć wartości „{found}”.',
}
