/** Co mówią same z siebie wspólne składniki. */
export default {
  error: { summary: 'Popraw, żeby przejść dalej', prefix: 'Błąd:' },
  optional: '(nieobowiązkowe)',
  status: { A: 'zmierzone', P: 'wstępne', E: 'szacunek', B: 'przerwa w szeregu', M: 'brak' },
  missing: 'brak danych',
  source: 'skąd ta liczba',
  change: '{change} od {period}',
  table: { chart: 'Wykres', map: 'Mapa', table: 'Tabela' },
  chart: {
    region: '{title}, wykres',
    summary: '{area}: {first} w {firstPeriod}, {last} w {lastPeriod}.',
    break: 'przerwa w szeregu',
    breaks: 'Kropkowana kreska oznacza przerwę w szeregu: liczb przed nią i po niej nie można w pełni porównywać.',
  },
  map: { region: '{title}, mapa', none: 'brak danych', upTo: 'do {to}', between: '{from}–{to}', over: 'ponad {from}' },
  pager: { label: 'Strony', previous: 'Poprzednia', next: 'Następna', page: 'Strona {page} z {pages}' },
  progress: '{done} z {total}',
  underWay: 'Możesz zamknąć tę stronę, praca trwa dalej.',
  lookAgain: 'Sprawdź, czy już gotowe',
  selected: 'wybrane',
  close: 'Zamknij',
}
