/** What the catalogue of open data says, in Polish. */
export const errors = {
  unknown: 'W katalogu nie ma niczego o tej nazwie.',
  unknownOrganisation: 'Nie ma tu takiej organizacji. Wybierz tę, która udostępnia dane.',
  unknownSeries: 'Nie ma serii „{slug}”. Najpierw ją załóż albo pomiń serię.',
  unknownAreas: 'Nieznane obszary: {names}. Podaj identyfikatory obszarów z listy /api/v1/areas.',
  unknownRelated: 'Tych zbiorów nie ma w katalogu: {names}.',
  slugTaken: 'Nazwa „{slug}” w adresie jest już zajęta. Wybierz inną; zostanie na stałe.',
  overtaken:
    'Ktoś zmienił ten opis w czasie, gdy go pisano: wersja przed zmianą miała numer {seen, number}, obecna ma numer {version, number}. Nie zapisano niczego. Zobacz, co się zmieniło ({changed}), i wpisz zmiany jeszcze raz.',
  tooManyDistributions:
    'Zbiór może mieć najwyżej {most, plural, one {# dystrybucję} few {# dystrybucje} many {# dystrybucji} other {# dystrybucji}}.',
  endpointMissing: 'Usługa musi mieć adres, pod którym odpowiada.',
}
