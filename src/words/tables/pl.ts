/** Co dom mówi o pliku z tabelą: co jest w nim nie tak i co byłoby poprawne, co zawierają kolumny, co warto wiedzieć. */
export default {
  problem: {
    encodingMixed:
      '{count, plural, one {# wiersz jest} few {# wiersze są} many {# wierszy jest} other {# wiersza jest}} w innym kodowaniu niż reszta pliku.',
    encodingBroken:
      '{count, plural, one {# wiersz zawiera} few {# wiersze zawierają} many {# wierszy zawiera} other {# wiersza zawiera}} znaki, których nie da się odczytać.',
    nul: '{count, plural, one {# wiersz zawiera} few {# wiersze zawierają} many {# wierszy zawiera} other {# wiersza zawiera}} bajty zerowe. Pominięto je.',
    quoteOpen:
      'W {count, plural, one {# wierszu} few {# wierszach} many {# wierszach} other {# wiersza}} cudzysłów jest otwarty i nie został zamknięty.',
    rowRagged:
      '{count, plural, one {# wiersz ma} few {# wiersze mają} many {# wierszy ma} other {# wiersza ma}} inną liczbę komórek niż nagłówek, który ma ich {expected}.',
    rowUnreadable:
      'Nie udało się odczytać {count, plural, one {# wiersza} few {# wierszy} many {# wierszy} other {# wiersza}}.',
    headerTwice: 'Nazwa „{found}” występuje w nagłówku więcej niż raz. Późniejsza kolumna nazywa się „{expected}”.',
    headerRepeated:
      'Nagłówek powtarza się wśród wierszy: {count, plural, one {# raz} few {# razy} many {# razy} other {# razu}}.',
    headerEmpty: 'Kolumna nie ma nazwy. Nazwano ją „{expected}”.',
    rowsNone: 'W pliku jest nagłówek i nie ma żadnego wiersza.',
    spreadsheetError:
      '„{column}”: {count, plural, one {# komórka zawiera} few {# komórki zawierają} many {# komórek zawiera} other {# komórki zawiera}} błąd arkusza zamiast wartości.',
    formulaUnvalued:
      '„{column}”: {count, plural, one {# formułę zapisano} few {# formuły zapisano} many {# formuł zapisano} other {# formuły zapisano}} bez wartości.',
    typeMixed:
      '„{column}”: {count, plural, one {# komórka różni} few {# komórki różnią} many {# komórek różni} other {# komórki różni}} się od pozostałych i przez to kolumna jest tekstem.',
    formatMixed:
      '„{column}”: {count, plural, one {# datę zapisano} few {# daty zapisano} many {# dat zapisano} other {# daty zapisano}} inaczej niż większość.',
    numberAmbiguous:
      '„{column}”: w {count, plural, one {# komórce} few {# komórkach} many {# komórkach} other {# komórki}} nie wiadomo, czy znak oddziela tysiące, czy części dziesiętne.',
    dateAmbiguous: '„{column}”: w żadnej komórce nie da się poznać, która liczba to dzień, a która miesiąc.',
    dateImpossible:
      '„{column}”: {count, plural, one {# komórka podaje} few {# komórki podają} many {# komórek podaje} other {# komórki podaje}} dzień lub godzinę, których nie ma.',
    unitMixed:
      '„{column}”: {count, plural, one {# liczba ma} few {# liczby mają} many {# liczb ma} other {# liczby ma}} inną jednostkę niż pozostałe albo nie ma żadnej.',
    geometryInvalid:
      '„{column}”: {count, plural, one {# komórka nie jest} few {# komórki nie są} many {# komórek nie jest} other {# komórki nie jest}} geometrią.',
    ringOpen:
      '„{column}”: {count, plural, one {# obrys nie kończy} few {# obrysy nie kończą} many {# obrysów nie kończy} other {# obrysu nie kończy}} się tam, gdzie się zaczyna.',
    ringCrossed:
      '„{column}”: {count, plural, one {# obrys przecina} few {# obrysy przecinają} many {# obrysów przecina} other {# obrysu przecina}} sam siebie.',
    ringReversed:
      '„{column}”: {count, plural, one {# obrys biegnie} few {# obrysy biegną} many {# obrysów biegnie} other {# obrysu biegnie}} w niewłaściwym kierunku.',
    coordinatesOutside:
      '„{column}”: {count, plural, one {# położenie wykracza} few {# położenia wykraczają} many {# położeń wykracza} other {# położenia wykracza}} poza możliwe wartości długości i szerokości geograficznej.',
    axesSwapped: '„{column}”: wygląda na to, że długość i szerokość geograficzna są zamienione.',
    columnMissing: 'Brakuje kolumny „{expected}”.',
    columnUnknown: 'Kolumny „{found}” nie ma w słowniku danych.',
    valueType:
      '„{column}”: {count, plural, one {# wartość nie jest} few {# wartości nie są} many {# wartości nie jest} other {# wartości nie jest}} takiego typu jak kolumna.',
    valueMissing:
      '„{column}”: brakuje {count, plural, one {# wartości} few {# wartości} many {# wartości} other {# wartości}}.',
    valueTwice:
      '{count, plural, one {# wartość powtarza} few {# wartości powtarzają} many {# wartości powtarza} other {# wartości powtarza}} się tam, gdzie każda powinna być inna.',
    valueTooSmall:
      '„{column}”: {count, plural, one {# wartość jest za mała} few {# wartości są za małe} many {# wartości jest za małych} other {# wartości jest za małe}}.',
    valueTooLarge:
      '„{column}”: {count, plural, one {# wartość jest za duża} few {# wartości są za duże} many {# wartości jest za dużych} other {# wartości jest za duże}}.',
    valueTooShort:
      '„{column}”: {count, plural, one {# tekst jest za krótki} few {# teksty są za krótkie} many {# tekstów jest za krótkich} other {# tekstu jest za krótkie}}.',
    valueTooLong:
      '„{column}”: {count, plural, one {# tekst jest za długi} few {# teksty są za długie} many {# tekstów jest za długich} other {# tekstu jest za długie}}.',
    valuePattern:
      '„{column}”: {count, plural, one {# wartość nie ma} few {# wartości nie mają} many {# wartości nie ma} other {# wartości nie ma}} ustalonej postaci.',
    valueUnlisted:
      '„{column}”: {count, plural, one {# wartości nie ma} few {# wartości nie ma} many {# wartości nie ma} other {# wartości nie ma}} na liście kodów.',
  },
  remedy: {
    encodingMixed:
      'Każdy wiersz odczytano w jego własnym kodowaniu. Obejrzyj te wiersze albo zapisz cały plik jako UTF-8.',
    encodingBroken: 'Zapisz plik ponownie jako UTF-8 z programu, z którego pochodzi.',
    nul: 'Zapisz plik ponownie z programu, z którego pochodzi.',
    quoteOpen: 'Zamknij cudzysłów przed separatorem; cudzysłów należący do tekstu zapisz podwójnie.',
    rowRagged: 'Liczba komórek w każdym wierszu: {expected}; komórkę zawierającą separator ujmij w cudzysłów.',
    rowUnreadable: 'W każdym wierszu jeden cały obiekt, na przykład {expected}.',
    headerTwice: 'Nadaj każdej kolumnie własną nazwę.',
    headerRepeated: 'Usuń te wiersze; nie potraktowano ich jak danych.',
    headerEmpty: 'Nadaj kolumnie nazwę.',
    rowsNone: 'Opublikuj, tylko jeśli nic naprawdę nie ma; inaczej prześlij plik z wierszami.',
    spreadsheetError: 'Popraw formułę w arkuszu; komórka liczy się jako brak wartości.',
    formulaUnvalued: 'Otwórz plik w arkuszu kalkulacyjnym, pozwól go przeliczyć i zapisz.',
    typeMixed: 'Popraw te komórki albo wskaż, że oznaczają brak wartości. Pozostałe wyglądają tak: {expected}.',
    formatMixed: 'Zapisz wszystkie daty w jeden sposób, na przykład {expected}.',
    numberAmbiguous: 'Wskaż, który znak oddziela części dziesiętne w tej kolumnie.',
    dateAmbiguous: 'Odczytano je jako dzień, miesiąc, rok. Wskaż, jeśli to miesiąc, dzień, rok.',
    dateImpossible: 'Popraw te komórki; liczą się jako brak wartości.',
    unitMixed: 'Sprowadź wszystkie liczby do jednej jednostki: {expected}.',
    geometryInvalid: 'GeoJSON albo WKT, na przykład {expected}.',
    ringOpen: 'Zakończ każdy obrys punktem, od którego się zaczyna. Obrys domknięto.',
    ringCrossed: 'Popraw obrys w programie, w którym go narysowano.',
    ringReversed:
      'Obrys zewnętrzny biegnie przeciwnie do ruchu wskazówek zegara, otwór zgodnie z nim. Kierunek odwrócono.',
    coordinatesOutside: 'Zapisz plik w układzie WGS 84 (EPSG:4326): długość od −180 do 180, szerokość od −90 do 90.',
    axesSwapped: 'Najpierw długość, potem szerokość. Reguła naprawy je zamieni.',
    columnMissing: 'Dodaj kolumnę albo usuń ją ze słownika danych.',
    columnUnknown: 'Opisz ją w słowniku danych albo wskaż tam, że jest pomijana.',
    valueType: 'Wartości takie jak {expected}.',
    valueMissing: 'Uzupełnij komórki; kolumna nie może być pusta.',
    valueTwice: 'Pierwszy raz występuje w wierszu {expected}.',
    valueTooSmall: '{expected}',
    valueTooLarge: '{expected}',
    valueTooShort: 'Liczba znaków: {expected}.',
    valueTooLong: 'Liczba znaków: {expected}.',
    valuePattern: 'Postać: {expected}',
    valueUnlisted: 'Jedno z: {expected}.',
  },
  remark: {
    titleRows:
      'Pominięto {rows, plural, one {# wiersz} few {# wiersze} many {# wierszy} other {# wiersza}} nad nagłówkiem.',
    numberingRow: 'Pominięto wiersz z numerami kolumn.',
    noHeader: 'Plik nie ma nagłówka; kolumny nazwano ich numerami.',
    sheet:
      'Odczytano arkusz „{name}”; poza nim {others, plural, one {jest # inny} few {są # inne} many {jest # innych} other {jest # innego}}.',
    macros: 'Plik zawiera makra. Nie uruchomiono ich.',
    externalLinks: 'Plik odwołuje się do innych skoroszytów. Nie otwarto ich.',
    formulas:
      '{cells, plural, one {# komórka jest formułą} few {# komórki są formułami} many {# komórek jest formułami} other {# komórki jest formułą}}; wartości są te, które ostatnio zapisano.',
    hiddenRows:
      'Odczytano też {rows, plural, one {# ukryty wiersz} few {# ukryte wiersze} many {# ukrytych wierszy} other {# ukrytego wiersza}}.',
    lineEndsMixed: 'Wiersze kończą się na więcej niż jeden sposób.',
    otherParts:
      'Odczytano listę „{name}”; poza nią {others, plural, one {jest # inna} few {są # inne} many {jest # innych} other {jest # innej}}.',
  },
  type: {
    integer: 'liczba całkowita',
    number: 'liczba',
    boolean: 'tak lub nie',
    date: 'data',
    datetime: 'data i godzina',
    time: 'godzina',
    year: 'rok',
    latitude: 'szerokość geograficzna',
    longitude: 'długość geograficzna',
    geojson: 'geometria',
    code: 'kod',
    string: 'tekst',
    missing: 'brak wartości',
  },
}
