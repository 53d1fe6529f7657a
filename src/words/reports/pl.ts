/** Raporty: ich strony, ich sporządzanie i to, czego odmawiają. */
export default {
  title: 'Raporty',
}

export const errors = {
  unknown: 'Nie ma takiego raportu.',
  notPrinted: 'Ten raport nie ma jeszcze PDF w tym języku. Strona i dane już są.',
  nothingPublished: 'Nic jeszcze nie opublikowano, więc nie ma czego raportować. Najpierw opublikuj dane.',
  notMade:
    'Ten raport nie jest gotowy, więc nie da się tego zrobić. Poczekaj, aż powstanie, albo sprawdź, dlaczego się nie udał.',
  alreadyPublished: 'Ten raport jest już publiczny, a co publiczne, to zostaje. Jego miejsce może zająć nowszy.',
  newerPublished:
    'Publiczny jest już raport według późniejszego stanu wiedzy (publikacja nr {seq, number}). Sporządź nowy, według tego, co wiadomo teraz.',
  cancelled: 'Z tego raportu zrezygnowano. Zamów go ponownie.',
  yearAhead: 'Rok {year} jeszcze się nie zaczął. Ostatni, za który można sporządzić raport, to {thisYear}.',
  nothingKnown: 'Nie ma żadnej liczby za rok {year} ani za lata wcześniejsze. Wybierz późniejszy rok.',
}
