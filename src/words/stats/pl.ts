/** Czego modele nie policzą, po polsku. */
export const errors = {
  notFinite: 'Liczyć można tylko na liczbach skończonych, a jest {found}.',
  tooLarge: 'Liczba {found} jest za duża, żeby na niej liczyć.',
  tooMany: 'Liczb jest {found, number}, a trend wyznacza się najwyżej z {most, number}.',
  twice: 'Dwie liczby stoją w jednym miejscu: {found}. Do trendu potrzeba po jednej.',
  level: 'Poziom ufności musi leżeć między 0 a 1, na przykład 0.95, a jest {found}.',
  composite: {
    noIndicators: 'W opisie indeksu nie ma żadnego wskaźnika.',
    tooMany:
      '{what, select, nodes {Opis wymienia {found, number} wskaźników i grup} other {Plik zawiera {found, number} jednostek}}, a może ich być najwyżej {most, number}.',
    duplicateCode: 'Kod „{node}” stoi w opisie dwa razy. Każdy wskaźnik i każda grupa musi mieć własny.',
    duplicateUnit: 'Jednostka „{unit}” stoi dwa razy. Każda musi mieć jeden wiersz.',
    unknownParent: '„{node}” ma należeć do „{parent}”, a takiej grupy nie ma.',
    cycle: 'Grupy należą do siebie w kółko: {way}.',
    roots:
      '{which, select, none {Żadna grupa nie stoi na szczycie. Zostaw puste pole „Parent” indeksu.} other {Na szczycie stoi kilka grup: {codes}. Tylko sam indeks nie należy do niczego.}}',
    level: '„{node}” ma poziom {level}. Poziom to liczba całkowita, wyższa niż u wszystkiego, co do grupy należy.',
    childless: 'Do grupy „{node}” nic nie należy. Przypisz jej wskaźniki albo ją usuń.',
    weight: 'Waga „{node}” to {found}. Waga jest liczbą nie mniejszą od zera.',
    weightsZero: 'Wszystkie wagi w grupie „{node}” są zerowe. Przynajmniej jedna musi być większa.',
    direction: 'Kierunek „{node}” to {found}. Ma być 1, gdy więcej znaczy lepiej, albo −1, gdy lepiej jest mniej.',
    missingColumn: 'Opis wymienia „{node}”, a w danych nie ma takiej kolumny.',
    columnLength:
      'Liczby w kolumnie „{node}”: {found, number}, a jednostki: {expected, number}. Musi być ich tyle samo.',
    notFinite:
      '„{node}” dla „{unit}” to {found}. Liczyć można tylko na liczbach skończonych; brak danych zostaw pusty.',
    unknownGroup: 'Nie ma podziału „{group}”, według którego można by uzupełnić braki. Jest: {known}.',
    tooFewUnits:
      'Porównać można co najmniej {least, plural, one {# jednostkę} few {# jednostki} many {# jednostek} other {# jednostki}}, a jest {found, number}.',
    nothingLeft: 'Żaden wskaźnik nie odróżnia jednostek: każdy jest pusty, wszędzie równy albo bez wagi.',
    notPositive:
      'Średnia geometryczna przyjmuje tylko liczby większe od zera, a „{node}” dla „{unit}” to {found, number}. Wybierz skalę, która zaczyna się powyżej zera, na przykład od 1 do 100.',
    noTarget: '„{node}” nie ma celu, do którego można by mierzyć odległość.',
    choice:
      '{what, select, screeningShare {Udział danych wymagany od jednostki} screeningLevel {Poziom, na którym liczy się dane} missingShare {Udział części wymagany od grupy} skewMax {Granica skośności} kurtosisMax {Granica kurtozy} pointsMax {Liczba wartości do przesunięcia} scaleLow {Dolny koniec skali} scaleHigh {Górny koniec skali} scaleMean {Średnia skali} scaleSd {Odchylenie skali} other {„{what}”}}: tu nie może być {found}.',
  },
  savings: {
    notFinite: 'Liczyć można tylko na liczbach skończonych, a w chwili {at} jest {found}.',
    tooMany: 'Odczytów lub dni jest {found, number}, a naraz bierze się najwyżej {most, number}.',
    twice: 'W jednej chwili, {at}, są dwa odczyty. Każdy musi mieć własną.',
    cadence:
      'Odczyty dzieli {hours, plural, one {# godzina} few {# godziny} many {# godzin} other {# godziny}}. Metoda dobowa wymaga co najmniej jednego odczytu na dobę. Poproś dostawcę o odczyty dobowe lub godzinowe.',
    zone: '„{found}” to nie strefa czasowa. Zapisuje się ją na przykład tak: Europe/Warsaw albo UTC.',
    empty:
      '{found, plural, one {Jest # odczyt} few {Są # odczyty} many {Jest # odczytów} other {Jest # odczytu}}; potrzeba co najmniej dwóch, żeby było wiadomo, jak długo trwa jeden.',
    tooFewDays:
      'Okres bazowy ma {found, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}} z {of, number} (od {from}, przed {end}), w których znane są i zużycie, i temperatura. Potrzeba co najmniej {least, number}, brakuje więc {more, plural, one {# dnia} few {# dni} many {# dni} other {# dnia}}. Bez zużycia: {withoutUse, number}, bez temperatury: {withoutTemperature, number}.{enoughFrom, select, never {} other { Jeśli odczyty będą szły bez przerw, wystarczy ich dla działania od {enoughFrom}.}}',
    noModel:
      'Żaden z {tried, number} modeli nie pasuje: każdy zużywałby mniej niż nic. Sprawdź, czy licznik nie liczy energii oddawanej do sieci.',
    noDays:
      'Od {from} do dnia przed {to} nie ma ani jednej doby ze zużyciem i temperaturą. Ze zużyciem: {withUse, number}, z temperaturą: {withTemperature, number}.',
    level: 'Poziom ufności musi leżeć między 0 a 1, na przykład 0.9, a jest {found}.',
    digits: 'Liczydło ma przed przecinkiem od 1 do {most, number} cyfr, a jest {found}.',
    register:
      'W chwili {at} liczydło pokazuje {found}, czego nie zmieści {digits, plural, one {# cyfra} few {# cyfry} many {# cyfr} other {# cyfry}}. Sprawdź, ile ma cyfr.',
    inventory:
      'Grupa „{name}”: {what, select, count {musi być w niej co najmniej jedna oprawa} sample {trzeba zmierzyć co najmniej dwie oprawy i nie więcej, niż ich jest} watts {moc oprawy leży między 0 a 10 000 W} altitude {oprawy przełącza się, gdy słońce jest od 18 do 0 stopni pod horyzontem} share {oprawy ściemnia się do ułamka od 0 do 1} other {pora nocy leży między 0:00 a 23:59}}; jest {found}.',
    finance:
      '{what, select, cost {Koszt musi być liczbą nie mniejszą od zera} life {Trwałość musi być większa od 0 i wynosić najwyżej 60 lat} other {Stopa dyskontowa musi być większa od −50% i wynosić najwyżej 100%}}; jest {found}.',
  },
  sensitivity: {
    choice:
      '{what, select, runs {Liczba przebiegów musi być całkowita, od 1 do 100 000} top {Liczba miejsc w czołówce musi być całkowita, od 1} noise {Zmiana wag musi leżeć między 0 a 1, na przykład 0.25} concentration {Skupienie wag musi leżeć między 0.01 a 1 000 000} other {W „{what}” musi być choć jedna możliwość}}, a jest {found}.',
    tooMany:
      '{what, select, variants {Możliwości dają za dużo połączeń: {found, number}} other {Miejsca tylu jednostek w tylu przebiegach to za dużo liczb: {found, number}}}. Może być najwyżej {most, number}.',
  },
  similar: {
    unknownUnit: 'Wśród porównywanych jednostek nie ma „{unit}”.',
    duplicateUnit: 'Jednostka „{unit}” stoi dwa razy. Każda musi mieć jeden wiersz.',
    noTraits: 'Podaj choć jedną cechę, według której porównać.',
    missingColumn: 'Nie ma danych „{trait}”.',
    columnLength:
      'Liczby w kolumnie „{trait}”: {found, number}, a jednostki: {expected, number}. Musi być ich tyle samo.',
    notFinite: '„{trait}” dla „{unit}” to {found}. Liczyć można tylko na liczbach skończonych.',
    weight: 'Waga „{trait}” to {found}. Waga jest liczbą nie mniejszą od zera.',
    weightsZero: 'Wszystkie wagi są zerowe. Przynajmniej jedna cecha musi mieć większą.',
    share: 'Udział danych, które muszą mieć obie jednostki, jest większy od 0 i nie większy od 1, a jest {found}.',
  },
  file: {
    tooLarge: 'Plik ma więcej niż {bytesMax, number, ::scale/0.000001 .##} MB, a większych nie czytamy.',
    notUtf8: 'Ten wiersz nie jest tekstem w UTF-8. Zapisz plik jako CSV w kodowaniu UTF-8.',
    empty: 'Plik jest pusty. Pierwszy wiersz musi zawierać nazwy kolumn.',
    broken: 'To nie jest CSV: cudzysłów nie jest zamknięty albo stoi w środku pola ({cause}).',
    ragged: 'Liczba pól w wierszu: {found, number}, a w nagłówku: {expected, number}.',
    columnTwice: 'Są dwie kolumny „{name}”.',
    columnMissing: 'Brakuje kolumn: {missing}. Są: {found}.',
    columnUnknown: 'O kolumnie „{name}” nic nie wiadomo. Opisz ją albo usuń.',
    missing: 'Pole „{name}” jest puste, a musi być wypełnione.',
    notNumber: 'W polu „{name}” jest „{found}”, a to nie jest liczba taka jak 12.5. Brak danych zostaw pusty.',
    codeTwice: 'Kod „{found}” stoi już w wierszu {other}. Każdy wiersz musi mieć własny.',
    type: 'Nie ma typu „{found}”. Może być: {known}.',
    period: '„{found}” nie jest okresem. Okres zapisuje się tak: 2023, 2023-S1, 2023-Q1, 2023-M05 albo 2023-05-17.',
    periodKind:
      '„{found}” to {kind, select, year {rok} half {półrocze} quarter {kwartał} month {miesiąc} other {dzień}}, a wcześniejsze wiersze to {expected, select, year {lata} half {półrocza} quarter {kwartały} month {miesiące} other {dni}}. Szereg trzyma się jednego rodzaju okresów.',
    periodTwice: 'Okres {found} stoi już w wierszu {other}.',
    status: 'Nie ma statusu „{found}”. Może być: {known}; albo nic.',
    valueDespiteStatus: 'Jest wartość {found}, choć wiersz mówi, że jej brak.',
    breakKind:
      'Przerwa {found} to {kind, select, half {półrocze} quarter {kwartał} month {miesiąc} other {dzień}}, czyli okres drobniejszy niż w szeregu, gdzie są {expected, select, year {lata} half {półrocza} quarter {kwartały} other {miesiące}}. Podaj pierwszy cały okres po niej.',
    breakOutside: 'Przerwa {found} leży poza szeregiem, który biegnie od {from} do {to}.',
    tooFewRows: 'Plik ma nagłówek i ani jednego wiersza.',
    option: 'Opcja --{option} nie przyjmuje „{found}”. Może być: {right}.',
  },
}
