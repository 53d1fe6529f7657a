/** Strony o samym serwisie: dostępność i system projektowy. */
export default {
  accessibility: {
    title: 'Dostępność',
    lead: 'Serwis ma być wygodny dla każdego, na każdym urządzeniu i przy każdym sposobie czytania.',
    goalTitle: 'Do czego dążymy',
    goal: 'Do zgodności z WCAG 2.2 na poziomie AA, zgodnie z ustawą z 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych podmiotów publicznych.',
    doneTitle: 'Co już jest',
    done: {
      script: 'Wszystkie strony do czytania działają bez JavaScriptu.',
      keyboard: 'Wszystko da się zrobić klawiaturą; miejsce, w którym jesteś, jest zawsze widoczne.',
      charts: 'Obok każdego wykresu i każdej mapy jest tabela z tymi samymi liczbami.',
      colour: 'Kolor nigdy nie jest jedynym znakiem; kontrast ma co najmniej poziom AA, także w ciemnym wyglądzie.',
      motion: 'Nic się nie porusza, jeśli w urządzeniu wyłączono animacje.',
      languages: 'Każda strona jest po polsku, angielsku i ukraińsku.',
    },
    missingTitle: 'Czego jeszcze nie ma',
    missing: {
      audit: 'Serwisu nie badali jeszcze niezależni eksperci ani osoby z niepełnosprawnościami.',
      easy: 'Nie ma jeszcze tekstu łatwego do czytania (ETR) ani tłumaczenia na polski język migowy.',
      files: 'Pliki źródłowe są udostępniane tak, jak przyszły, i mogą nie być dostępne.',
    },
  },
  design: {
    title: 'System projektowy',
    lead: 'Z czego zbudowane są strony tego serwisu i kiedy czego używać. Ten sam kształt znaczy zawsze to samo.',
    use: 'Używaj:',
    avoid: 'Unikaj:',
    colours: {
      title: 'Kolory',
      text: 'Każdy kolor jest powiedziany raz, dla jasnego i ciemnego wyglądu. Akcent, tarczę i skalę mapy daje miasto.',
    },
    type: {
      title: 'Pismo',
      text: 'Source Serif 4 w nagłówkach i dużych liczbach, Source Sans 3 we wszystkim innym. Cyfry mają równą szerokość.',
      sample: 'Zażółć gęślą jaźń, 3 204 zł',
    },
    button: {
      title: 'Przycisk',
      use: 'jednego głównego na stronie, z czasownikiem: „Opublikuj”.',
      avoid: 'przycisku tam, gdzie wystarcza odsyłacz.',
    },
    field: {
      title: 'Pole',
      use: 'jednego pytania z podpowiedzią nad polem i błędem tuż przy nim.',
      avoid: 'przykładu zamiast etykiety.',
    },
    summary: {
      title: 'Podsumowanie błędów',
      use: 'na górze strony; każdy błąd prowadzi do swojego pola.',
      avoid: 'winienia czytelnika.',
    },
    table: {
      title: 'Tabela',
      use: 'do porównywania; na telefonie wiersz staje się kartą.',
      avoid: 'tabeli do układania strony.',
    },
    tag: {
      title: 'Znacznik i stan',
      use: 'jednego słowa o rodzaju lub stanie rzeczy.',
      avoid: 'samego koloru bez słowa.',
    },
    tabs: {
      title: 'Widoki',
      use: 'dla kilku widoków jednej rzeczy; każdy ma swój adres.',
      avoid: 'chowania tego, co trzeba przeczytać po kolei.',
    },
    figure: {
      title: 'Liczba',
      use: 'zawsze z jednostką, okresem, zmianą i drogą do źródła.',
      avoid: 'liczby stojącej samotnie.',
    },
    chart: {
      title: 'Wykres i mapa',
      use: 'wykresu dla zmian w czasie, mapy dla wskaźników przeliczonych na mieszkańca lub powierzchnię.',
      avoid: 'kolorowania mapy samymi licznościami.',
    },
    notice: { title: 'Uwaga', use: 'gdy zmienia ona sposób czytania strony.', avoid: 'więcej niż jednej na ekranie.' },
    progress: { title: 'Postęp', use: 'gdy czekanie jest prawdziwe.', avoid: 'udawanego postępu.' },
    empty: {
      title: 'Puste miejsce',
      use: 'by powiedzieć, co tu będzie, dlaczego jest pusto i co można zrobić.',
      avoid: 'samego „brak danych”.',
    },
    example: {
      label: 'Adres e-mail',
      hint: 'Wyślemy na niego potwierdzenie.',
      error: 'Wpisz adres w postaci nazwa@domena.pl',
      save: 'Zapisz',
      cancel: 'Anuluj',
      remove: 'Usuń',
      choose: 'Wybierz okres',
      agree: 'Chcę dostawać wiadomości',
      reading: 'Czytanie pliku',
      note: 'Przykład z liczbami zmyślonymi dla tej strony.',
    },
  },
}
