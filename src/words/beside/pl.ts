/** To, co oświadczają inne miasta, obok własnych liczb miasta, po polsku. */
import type { Catalogue } from '../en.ts'

export default {
  title: 'Na tle innych miast',
  lead: 'Własne liczby miasta obok tych, które podają inne miasta. Przy każdej widać, jak dalece udało się ją sprawdzić i co sprawia, że nie jest tym samym.',
  one: '{indicator}: na tle innych miast',
  cities:
    '{n, plural, one {podaje to też # miasto} few {podają to też # miasta} many {podaje to też # miast} other {podaje to też # miasta}}',
  newest: 'najnowsze z {day}',
  none: 'Żadne inne miasto nie podaje jeszcze tych samych liczb',
  noneText: 'Gdy miasto, któremu ufamy, poda tę samą liczbę z normy, pojawi się tutaj samo.',
  noneHere: 'Żadne inne miasto nie podaje jeszcze tej liczby.',
  refreshed:
    'To, co podają inni, pobieramy mniej więcej co godzinę; przy każdej liczbie jest dzień, w którym przyszła. Nic z tego nie trafia do własnych danych miasta.',
  own: 'to miasto',
  ownNone: 'To miasto nie ma własnej wartości, którą można by obok nich postawić.',
  beside: 'Wartości za {period}',
  periods: 'Który okres',
  show: 'Pokaż',
  columns: {
    city: 'Miasto',
    value: 'Wartość',
    period: 'Okres',
    state: 'Jak dalece sprawdzone',
    differences: 'Co się różni',
  },
  states: {
    own: 'nasze własne',
    claimed: 'podane',
    signed: 'podpisane',
    recomputed: 'policzone ponownie',
  },
  statesTitle: 'Trzy stopnie pewności',
  statesText: {
    claimed: 'Nadawca to opublikował. Nikt nie udowodni, że to on, ani skąd wziął tę liczbę.',
    signed:
      'Miasto to podpisało, więc naprawdę tak powiedziało. Nie udało się tu potwierdzić, że wynika to z jego danych.',
    recomputed: 'Wzięliśmy dane i wzór opublikowane przez miasto, policzyliśmy sami i wyszła ta sama liczba.',
  },
  doubtful: 'Gdy to przyszło, klucz miasta mógł być w obcych rękach.',
  refuted: 'Policzyliśmy ponownie i wyszła inna liczba.',
  same: 'nic, o czym wiemy',
  differences: {
    meaning: 'Mierzy co innego ({theirs} zamiast {ours}). Nie porównuj.',
    unit: 'Podano w: {theirs}, tu pokazujemy w: {ours}.',
    version: 'Inna wersja definicji: ich {theirs}, nasza {ours}.',
    formula: 'Policzono innym wzorem.',
    period: 'Za inny okres: {theirs}, nie {ours}.',
    status: 'Ich wartość ma oznaczenie „{theirs}”, nasza „{ours}”.',
    break: 'Tu ich szereg się przerywa: wcześniej liczono inaczej.',
    boundary: 'Dotyczy części miasta albo innych granic: {theirs}.',
    reused:
      'Miasto użyło tego samego numeru i wersji definicji także w innym znaczeniu. Nie porównuj, zanim je zapytasz.',
  },
  statuses: {
    A: 'zwykła',
    P: 'wstępna',
    E: 'szacowana',
    B: 'przerwa w szeregu',
    other: 'inne',
  },
  given: 'podano jako {value}',
  came: 'przyszło {day}',
  confirmed: 'aktualne {day}',
  unconfirmed: 'ponowne zapytanie się nie udaje',
  ageMonths:
    '{n, plural, =0 {z tego miesiąca} one {sprzed # miesiąca} few {sprzed # miesięcy} many {sprzed # miesięcy} other {sprzed # miesiąca}}',
  ageYears: '{n, plural, one {sprzed # roku} few {sprzed # lat} many {sprzed # lat} other {sprzed # roku}}',
  freshness: 'Najnowsza z tych wartości przyszła {day}. Najstarszą podaje {city}: {period}.',
  source: 'Źródło w tamtym mieście',
  peer: 'Czy mu ufamy',
  chart: 'Wartości obok siebie',
  chartText: '{city}: {value} ({period}).',
  chartNote: 'Pierwszy słupek to nasze miasto. Szary czymś się od niego różni: zanim porównasz, przeczytaj tabelę.',
  notDrawn:
    '{n, plural, one {# wartość znaczy lub może znaczyć co innego i nie ma jej na wykresie.} few {# wartości znaczą lub mogą znaczyć co innego i nie ma ich na wykresie.} many {# wartości znaczy lub może znaczyć co innego i nie ma ich na wykresie.} other {# wartości znaczy lub może znaczyć co innego i nie ma ich na wykresie.}}',
  parts: 'Części miast',
  api: 'Wszystko dla programów',
  indicator: 'Własna strona wskaźnika',
  link: 'Na tle tego, co podają inne miasta',
  alike: 'Miasta najbardziej podobne',
  alikeLead:
    'Według tego, co miasto publikuje o sobie i o innych, te są do niego najbardziej podobne. Te, których nie ma jeszcze w sieci, warto zaprosić.',
  alikeMost: 'Najbliżej: {figures}.',
  alikeDistance:
    '{figures, plural, one {Odległość {n} według # liczby, którą mają oba miasta; 0 to bliźniak.} few {Odległość {n} według # liczb, które mają oba miasta; 0 to bliźniak.} many {Odległość {n} według # liczb, które mają oba miasta; 0 to bliźniak.} other {Odległość {n} według # liczby, którą mają oba miasta; 0 to bliźniak.}}',
  alikeWhy: 'Dlaczego {city}',
  alikeApart: 'Jak daleko od siebie',
  alikeCompare: 'Porównaj z miastem: {city}',
  alikeMember: 'Jest w sieci',
  alikeNoMember: 'jeszcze nie ma go w sieci',
  apart: {
    same: 'prawie to samo ({n} odchylenia standardowego wśród miast)',
    near: 'blisko ({n} odchylenia standardowego wśród miast)',
    some: 'trochę dalej ({n} odchylenia standardowego wśród miast)',
    far: 'daleko ({n} odchylenia standardowego wśród miast)',
  },
} satisfies Catalogue['beside']
