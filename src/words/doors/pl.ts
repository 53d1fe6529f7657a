/** Strona główna i pięcioro drzwi. */
export default {
  map: {
    caption: 'Mapa: {name}, {unit}, {period}.',
    outlines: 'Granice: {source}.',
    table: 'tabela',
    source: 'skąd te liczby',
  },
  now: 'Miasto teraz',
  loop: {
    label: 'Co już działa',
    data: 'Dane',
    dataCount: '{n, plural, one {# liczba} few {# liczby} many {# liczb} other {# liczby}} z podanym źródłem',
    indicators: 'Wskaźniki',
    indicatorsCount:
      '{n, plural, one {# policzony ze wzoru} few {# policzone ze wzoru} many {# policzonych ze wzoru} other {# policzonego ze wzoru}}',
    comparison: 'Porównanie',
    comparisonCount: '{n, plural, one {# miasto} few {# miasta} many {# miast} other {# miasta}} na jednym wykresie',
    proof: 'Dowód',
    proofCount: '{n, plural, one {# wpis} few {# wpisy} many {# wpisów} other {# wpisu}} w księdze, do sprawdzenia',
  },
  promises: 'Pięć obietnic miasta',
  more: 'więcej',
  live: {
    districts: '{n, plural, one {# dzielnica} few {# dzielnice} many {# dzielnic} other {# dzielnicy}} z granicami',
    datasets: '{n, plural, one {# zbiór danych} few {# zbiory danych} many {# zbiorów danych} other {# zbioru danych}}',
    opened: '{n, plural, one {# decyzja} few {# decyzje} many {# decyzji} other {# decyzji}} bramki o otwarciu',
    measures: '{n, plural, one {# miara} few {# miary} many {# miar} other {# miary}}',
    reported: '{reported} z {total} wskaźników {standard}',
    compared:
      '{n, plural, one {# miasto w porównaniu} few {# miasta w porównaniu} many {# miast w porównaniu} other {# miasta w porównaniu}}',
  },
  open: {
    now: '{n, plural, one {# zbiór} few {# zbiory} many {# zbiorów} other {# zbioru}} danych; w {tables, plural, one {# tabeli} few {# tabelach} many {# tabelach} other {# tabeli}} {rows, plural, one {# wiersz, z którego} few {# wiersze, z których} many {# wierszy, z których} other {# wiersza, z których}} może korzystać każdy.',
  },
  rooms: 'Co tu jest',
  facts: 'Fakty',
  unverified: 'niezweryfikowane',
  strategies: 'Strategie',
  strategy: 'Przyjęta {day}, lata {from}–{to}.',
  districts: 'Dzielnice',
  city: 'Miasto',
  sinceYear: 'od {period}',
  links: 'Odsyłacze',
  datasets: 'Zbiory danych',
  datasetsCaption: 'Zbiory, z których pochodzą liczby w tym serwisie',
  dataset: 'Zbiór',
  source: 'Źródło',
  licence: 'Warunki użycia',
  measures: 'Miary',
  retrieved: 'Pobrano',
  sources: 'Źródła',
  absent: {
    title: 'Czego tu jeszcze nie ma',
    'smart-city':
      'Mieszkańcy zgłaszają projekty i głosują; narad i petycji jeszcze tu nie ma. Nie ma więc liczb o nich.',
    innovations: 'Mentoring i wolontariat jeszcze tu nie działają.',
    digital:
      'Katalog i bramka prywatności działają. Wnioski o zbiory, które nie są otwarte, i pobieranie danych innych urzędów jeszcze tu nie działają.',
    network:
      'Zamkniętych grup miast, które porównują się tylko między sobą, poręczania miast za siebie nawzajem i wspólnego pisania dokumentów jeszcze tu nie ma.',
  },
}
