/** Jak łatwo rozpoznać osoby w tabeli i co z tym zrobić, po polsku. */
export const errors = {
  columnUnknown: 'W tabeli nie ma kolumny „{column}”. Są: {known}.',
  noQuasi: 'Wskaż choć jedną kolumnę, po której można kogoś rozpoznać, na przykład wiek, płeć albo kod pocztowy.',
  columnTwice: 'Kolumna „{column}” jest wskazana dwa razy.',
  tooManyRows: 'Tabela ma więcej niż {rowsMax, number} wierszy, a dla większych ryzyka nie liczymy.',
  empty: 'Tabela nie ma ani jednego wiersza.',
  goal: '{goal, select, k {Wielkość grup k} l {Liczba różnych wartości l} t {Odległość t} suppress {Udział pomijanych wierszy} threshold {Próg ryzyka} population {Liczba osób na jeden wiersz} other {Reguła „{goal}”}}: tu nie może być {found}. Może być: {right}.',
  populationSmaller:
    'W populacji jest mniej osób ({persons, number}) niż takich samych wierszy w tabeli ({rows, number}). Musi być ich co najmniej tyle samo.',
  notNested: 'Poziom hierarchii rozdziela to, co poprzedni połączył: {found}.',
  cells: 'Tabela razem z sumami ma za dużo komórek: {found, number}. Naraz można chronić najwyżej {most, number}.',
  notWhole: 'W komórce „{cell}” jest {found}. Liczebność to liczba całkowita, nie mniejsza od zera.',
  notAdding: 'Suma „{cell}” to {found, number}, a jej części dają razem {sum, number}.',
}

export default {
  title: 'Kogo można rozpoznać?',
  rows: '{rows, plural, one {# wiersz} few {# wiersze} many {# wierszy} other {# wiersza}}; grupy wierszy jednakowych w kolumnach {columns}: {classes, number}',
  k: 'Najmniejsza grupa jednakowych wierszy liczy {k, plural, one {# wiersz} few {# wiersze} many {# wierszy} other {# wiersza}} (k); wymagane: {asked, number}.',
  alone:
    '{rows, plural, =0 {Żaden wiersz nie jest jedyny w swoim rodzaju.} one {# wiersz jest jedyny w swoim rodzaju.} few {# wiersze są jedyne w swoim rodzaju.} many {# wierszy jest jedynych w swoim rodzaju.} other {# wiersza jest jedyne w swoim rodzaju.}}',
  diversity:
    '{column}: w najuboższej grupie {distinct, plural, one {jest # wartość} few {są # różne wartości} many {jest # różnych wartości} other {jest # wartości}} (l), czyli tyle, co {entropy, number, ::.00} równie częstych (l entropijne); wartości odbiegają od całej tabeli o {t, number, ::.000} (t, od 0 do 1).',
  attackers: {
    prosecutor: 'Ktoś, kto wie, że dana osoba jest w tabeli',
    journalist: 'Ktoś, kto nie wie, czy dana osoba jest w tabeli',
    marketer: 'Ktoś, kto chce rozpoznać jak najwięcej osób',
  },
  risk: '{who}: średnio {average, number, ::percent .0}, najwyżej {highest, number, ::percent .0}; powyżej {threshold, number, ::percent} jest {above, number, ::percent .0} wierszy.',
  meets: 'Tabela jest tak bezpieczna, jak trzeba.',
  proposals: 'Co można zrobić',
  none: 'Nie ma sposobu, który byłby dość bezpieczny. Opublikuj zamiast tego liczebności grup.',
  suppress:
    'Samo pominięcie wierszy: trzeba by pominąć {rows, plural, one {# wiersz} few {# wiersze} many {# wierszy} other {# wiersza}}.',
  drop: 'Bez kolumny „{column}”: najmniejsza grupa liczy {k, plural, one {# wiersz} few {# wiersze} many {# wierszy} other {# wiersza}}, a średnie ryzyko to {average, number, ::percent .0}.',
  generalise:
    'Podanie wartości mniej dokładnie: {columns}; {rows, plural, =0 {nie wypada żaden wiersz} one {wypada # wiersz} few {wypadają # wiersze} many {wypada # wierszy} other {wypada # wiersza}}.',
  step: '„{column}” na poziomie {level, number} z {levels, number} ({hierarchy}), na przykład {example}',
  exact: '„{column}” bez zmian',
  loss: 'Ginie {certainty, number, ::percent .0} dokładności wartości i {entropy, number, ::percent .0} informacji; rozróżnialność {discernibility, number}.',
  after:
    'Po zmianie najmniejsza grupa liczy {k, plural, one {# wiersz} few {# wiersze} many {# wierszy} other {# wiersza}}, a średnie ryzyko to {average, number, ::percent .0}.',
  unproven: 'Możliwości było za dużo, żeby sprawdzić wszystkie; inna może kosztować mniej.',
  hierarchy: {
    age: 'przedziały wieku',
    date: 'miesiąc, kwartał, rok, dekada',
    teryt: 'gmina, powiat, województwo',
    postalCode: 'początek kodu pocztowego',
    numbers: 'przedziały',
    taxonomy: 'szersze pojęcia',
    hide: 'ukrycie',
  },
  before: 'Przed',
  afterwards: 'Po',
  gone: 'pominięty',
  counts: {
    primary:
      '{n, plural, one {ukryto # małą liczebność} few {ukryto # małe liczebności} many {ukryto # małych liczebności} other {ukryto # małej liczebności}}',
    secondary:
      '{n, plural, =0 {nic więcej nie trzeba było ukryć} one {ukryto jeszcze # komórkę, żeby nie dało się ich odjąć od sum} few {ukryto jeszcze # komórki, żeby nie dało się ich odjąć od sum} many {ukryto jeszcze # komórek, żeby nie dało się ich odjąć od sum} other {ukryto jeszcze # komórki, żeby nie dało się ich odjąć od sum}}',
    open: 'Wszystkiego ochronić się nie da; opublikuj szersze grupy.',
  },
}
