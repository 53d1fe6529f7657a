/** Czego analiza odmawia, po polsku. */
export const errors = {
  unknownTarget: 'Nie ma takiej wartości docelowej.',
  unknownArea: 'Nie ma analizy dla „{area}”: nie ma tego obszaru wśród porównywanych miast.',
  unknownPeers:
    '„{found}” nie wskazuje ani grupy, ani miasta do porównania. Podaj all, similar:10, group:… albo identyfikatory miast oddzielone przecinkami.',
  conflict:
    'Ktoś zmienił tę wartość docelową w międzyczasie: punktem wyjścia była wersja {expected, number}, teraz jest wersja {version, number}. Otwórz ją ponownie i wprowadź zmianę tam.',
  withdrawn: 'Tę wartość docelową wycofano. Wyznacz nową.',
  nothingChanged: 'Ta wartość docelowa już tak brzmi, więc nie ma czego zmieniać.',
  targetPassed:
    'Okres tej wartości docelowej, {period}, już minął, więc to, co na niego obiecano, zostaje. Wyznacz nową na późniejszy okres.',
  targetInPast:
    'Okres {period} już minął, więc nie da się do niczego w nim dążyć. Wybierz taki, który nie skończył się przed {day}.',
  targetUnit: 'Wartości docelowej w „{found}” nie można porównać ze wskaźnikiem w „{unit}”. Użyj jednostki wskaźnika.',
  targetOutside: 'Wskaźnik nie może mieć wartości {value, number}: mieści się między {min, number} a {max, number}.',
  targetBound:
    'Powiedz, po której stronie wartości jest dobrze: co najmniej czy co najwyżej. Jeśli wskaźnik ma lepszą stronę, to właśnie ta.',
  parameter: '„{found}” nie może być wartością „{name}”. Może nią być: {right}.',
  weightsZero:
    'Wszystkie wagi są zerowe ({names}), więc nie da się niczego uszeregować. Niech choć jedna będzie większa od zera.',
  input: 'Dane wejściowe analizy są nieprawidłowe: {what} „{id}”.',
}
