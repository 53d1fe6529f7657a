/** How the house judges, told to everybody, in Polish. */
export default {
  title: 'Metodyka',
  lead: 'Jak powstaje każda liczba, jak porównujemy miasta i jak z liczb robią się oceny. Reguły i progi na tej stronie są czytane wprost z programu, który liczy.',
  values: {
    title: 'Wartości',
    text: 'Wskaźnik to wzór nad miarami, na przykład liczba łóżek podzielona przez liczbę mieszkańców. Wzór zna jednostki: nie podzieli złotych przez kilometry przez pomyłkę. Gdy brakuje liczby wejściowej, brakuje też wyniku i mówimy dlaczego; nigdy nie wstawiamy zera.',
    published:
      'Publikuje człowiek, podając powód. Co opublikowane, zostaje: poprawka jest nowym wydaniem, a stare można dalej przeczytać. Każda wartość prowadzi do pliku, z którego przyszła, i do wpisu w księdze.',
  },
  checking: {
    title: 'Sprawdzanie i weryfikacja',
    text: 'Wszystko, co ktoś wnosi, przechodzi sprawdzenia opisane niżej, a potem weryfikuje to inna osoba, podając powód; każda poważna uwaga wymaga odpowiedzi. Nikt nie weryfikuje tego, co sam wniósł. Liczby, które przyszły z paczką miasta, obejrzano przed jej przygotowaniem; pochodzenie wartości mówi, który to przypadek. Opublikowane liczby wycofuje się tylko z publiczną notą.',
  },
  trend: {
    title: 'Trend',
    text: 'Nachylenie liczymy metodą Theila–Sena: to mediana nachyleń między wszystkimi parami lat, więc jeden dziwny rok go nie zmieni. Czy trend jest wyraźny, mówi test Manna–Kendalla przy pewności {level}. Mniej niż {n, number} liczb to za mało.',
    breaks:
      'Trend nie przechodzi przez przerwę w szeregu: gdy zmieniła się definicja, granica miasta albo sposób liczenia, czytamy tylko część po ostatniej przerwie i mówimy, od kiedy. Z kwartałów i miesięcy bierzemy tę samą część każdego roku. Czytamy najwyżej {years, number} ostatnich lat.',
    nominal:
      'Kwot w cenach bieżących nie nazywamy ani poprawą, ani pogorszeniem, bo rosną też wtedy, gdy rosną tylko ceny.',
  },
  targets: {
    title: 'Cele',
    text: 'Cel ma wartość, termin, źródło i rodzaj: cel miasta, cel strategii, prawo albo zalecenie. Celu z terminem, który minął, nie da się wyznaczyć. Gdy termin mija, cel ocenia liczba z tego okresu.',
    pace: 'Przed terminem patrzymy na tempo: od ostatniej liczby prowadzimy prostą o nachyleniu trendu do terminu celu. Przedział to przedział nachylenia; nie obejmuje wahań z roku na rok. Roku osiągnięcia celu szukamy najwyżej {years, number} lat naprzód. Zalecenia pokazujemy, ale nie wpływają na oceny.',
  },
  comparison: {
    title: 'Porównanie',
    text: 'Porównujemy liczby z jednego okresu: najnowszego, dla którego ma liczbę samo miasto i co najmniej {share} miast, które w ogóle ją mają. Lata idą przed kwartałami. Miasta bez liczby w tym okresie pomijamy i wymieniamy; kto zmieni próg „o ile lat starsza”, dopuści starsze liczby, a ich okres będzie podany.',
    places:
      'Miejsce pierwsze jest najlepsze; równe wartości mają to samo miejsce. Percentyl to część innych miast, od których jest lepiej, a równe liczą się w połowie. Gdy wszystkie są równe, percentyl wynosi 50 i nikt nie jest lepszy. Od {n, number} innych miast, a co najmniej {coverage} wybranych, mówimy o porównaniu; z mniejszą liczbą tylko pokazujemy wartości.',
    extensive:
      'Wielkości, które rosną z rozmiarem miasta (liczba bezrobotnych, dochody w złotych), nie służą do porównania miast.',
  },
  rule: {
    title: 'Mocne i słabe strony',
    text: 'Wiersze reguły próbujemy po kolei od góry; decyduje pierwszy, który pasuje. Poziom jest dobry od percentyla {top, number}, słaby do {bottom, number}. Liczb starszych niż {age, number} lat nie oceniamy.',
    swot: 'W słowach analizy SWOT: mocne i słabe strony to poziom teraz, szanse i zagrożenia to dokąd on zmierza.',
    line: 'Gdy',
    gives: 'to',
  },
  directions: {
    title: 'Braki i kierunki działań',
    size: 'Wielkość braku: ile brakuje do lepszej ćwiartki miast (albo do mediany) lub do obowiązującego celu, podzielone przez rozstęp między ćwiartkami miast. Brak równy {cap} rozstępu liczy się jako pełny. Bez porównania liczymy część samego celu.',
    importance:
      'Ważność: suma wag obszarów własnych strategii miasta, w których stoi wskaźnik, podzielona przez największą taką sumę. Obszar strategii obowiązującej waży 1, zakończonej {past}, chyba że zmienisz.',
    trend: 'Trend: pogarsza się 1, poprawia się 0, każdy inny 0,5.',
    priority:
      'Pilność to średnia tych trzech liczb z wagami {weights}. Kierunek to obszar obowiązującej strategii; jego pilność to średnia z {n, number} najpilniejszych braków, żeby nie liczyło się, ile ich jest.',
  },
  index: {
    title: 'Indeks złożony',
    text: 'Liczą się tylko wskaźniki, które da się porównać i które mają lepszą stronę: każdy waży 1 w swoim temacie normy, a każdy temat waży w indeksie tyle samo, chyba że to zmienisz. Liczby sprowadzamy do skali od 1 (najgorzej) do 100 (najlepiej); przedtem ściągamy wartości odstające wskaźników o skośnym rozkładzie. Miasto, które ma za mało liczb, nie dostaje wyniku. Przedział miejsc obejmuje 90% z {runs, number} losowań, w których zmieniają się wagi, skala, średnia i traktowanie wartości odstających; losowania mają stałe ziarno, więc każdemu wychodzi to samo.',
  },
  parameters: {
    title: 'Wszystkie progi',
    name: 'W adresie',
    what: 'Co ustala',
    standard: 'Domyślnie',
    right: 'Może być',
  },
}
