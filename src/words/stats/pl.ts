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
    duplicateCode: 'Kod „{code}” stoi w opisie dwa razy. Każdy wskaźnik i każda grupa musi mieć własny.',
    duplicateUnit: 'Jednostka „{unit}” stoi dwa razy. Każda musi mieć jeden wiersz.',
    unknownParent: '„{code}” ma należeć do „{parent}”, a takiej grupy nie ma.',
    cycle: 'Grupy należą do siebie w kółko: {way}.',
    roots:
      '{which, select, none {Żadna grupa nie stoi na szczycie. Zostaw puste pole „Parent” indeksu.} other {Na szczycie stoi kilka grup: {codes}. Tylko sam indeks nie należy do niczego.}}',
    level: '„{code}” ma poziom {level}. Poziom to liczba całkowita, wyższa niż u wszystkiego, co do grupy należy.',
    childless: 'Do grupy „{code}” nic nie należy. Przypisz jej wskaźniki albo ją usuń.',
    weight: 'Waga „{code}” to {found}. Waga jest liczbą nie mniejszą od zera.',
    weightsZero: 'Wszystkie wagi w grupie „{code}” są zerowe. Przynajmniej jedna musi być większa.',
    direction: 'Kierunek „{code}” to {found}. Ma być 1, gdy więcej znaczy lepiej, albo −1, gdy lepiej jest mniej.',
    missingColumn: 'Opis wymienia „{code}”, a w danych nie ma takiej kolumny.',
    columnLength:
      'Liczby w kolumnie „{code}”: {found, number}, a jednostki: {expected, number}. Musi być ich tyle samo.',
    notFinite:
      '„{code}” dla „{unit}” to {found}. Liczyć można tylko na liczbach skończonych; brak danych zostaw pusty.',
    unknownGroup: 'Nie ma podziału „{group}”, według którego można by uzupełnić braki. Jest: {known}.',
    tooFewUnits:
      'Porównać można co najmniej {least, plural, one {# jednostkę} few {# jednostki} many {# jednostek} other {# jednostki}}, a jest {found, number}.',
    nothingLeft: 'Żaden wskaźnik nie odróżnia jednostek: każdy jest pusty, wszędzie równy albo bez wagi.',
    notPositive:
      'Średnia geometryczna przyjmuje tylko liczby większe od zera, a „{code}” dla „{unit}” to {found, number}. Wybierz skalę, która zaczyna się powyżej zera, na przykład od 1 do 100.',
    noTarget: '„{code}” nie ma celu, do którego można by mierzyć odległość.',
    choice:
      '{what, select, screeningShare {Udział danych wymagany od jednostki} screeningLevel {Poziom, na którym liczy się dane} missingShare {Udział części wymagany od grupy} skewMax {Granica skośności} kurtosisMax {Granica kurtozy} pointsMax {Liczba wartości do przesunięcia} scaleLow {Dolny koniec skali} scaleHigh {Górny koniec skali} scaleMean {Średnia skali} scaleSd {Odchylenie skali} other {„{what}”}}: tu nie może być {found}.',
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
    missingColumn: 'Nie ma danych „{code}”.',
    columnLength:
      'Liczby w kolumnie „{code}”: {found, number}, a jednostki: {expected, number}. Musi być ich tyle samo.',
    notFinite: '„{code}” dla „{unit}” to {found}. Liczyć można tylko na liczbach skończonych.',
    weight: 'Waga „{code}” to {found}. Waga jest liczbą nie mniejszą od zera.',
    weightsZero: 'Wszystkie wagi są zerowe. Przynajmniej jedna cecha musi mieć większą.',
    share: 'Udział danych, które muszą mieć obie jednostki, jest większy od 0 i nie większy od 1, a jest {found}.',
  },
}
