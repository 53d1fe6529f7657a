/** Wykres do osadzenia na innej stronie. */
export default {
  title: 'Osadź ten wykres u siebie',
  lead: 'Wklej ten kod na swojej stronie. Wykres sam się odświeży, gdy miasto opublikuje nowe dane.',
  code: 'Kod do wklejenia',
  theme: 'Wygląd dopasowuje się do urządzenia; theme=light albo theme=dark w adresie ustala go na stałe.',
  preview: 'Zobacz wykres bez ramki strony',
  svg: 'Pobierz wykres jako SVG',
  source: 'Źródło: {sources}.',
  more: 'Wskaźnik, metoda i pochodzenie liczb: {site}',
  latest: '{city}: {value} ({period})',
  none: 'Tego wskaźnika nie da się jeszcze narysować: brak danych.',
}
