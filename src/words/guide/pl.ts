/** Przewodnik: jego rama. Same rozdziały są w Markdownie, w `portal/src/guide`. */
export default {
  title: 'Przewodnik',
  lead: 'Jak czytać liczby, sprawdzać je u siebie, przynosić nowe i prowadzić ten serwis.',
  parts: { readers: 'Dla czytelników', analysts: 'Dla analityków', administrators: 'Dla administratorów' },
  contents: 'Rozdziały przewodnika',
  sections: 'W tym rozdziale',
  ways: 'Rozdział poprzedni i następny',
  /** Odnośniki ze stron, na których rozdział się przydaje. */
  see: {
    reading: 'Jak czytać tę stronę',
    completeness: 'Jak liczymy kompletność',
    provenance: 'Co znaczą te kroki',
    checking: 'Jak sprawdzić dowód',
    downloads: 'Pobieranie danych i API',
    account: 'Pomoc do konta',
    importing: 'Jak przynieść dane',
    'rejected-rows': 'Co zrobić z odrzuconymi wierszami',
    mappings: 'Jak opisać kolumny',
    publishing: 'Co robi publikacja',
    people: 'Role i zaproszenia',
    keys: 'Jak systemy używają kluczy',
    jobs: 'Co zrobić z nieudaną pracą',
  },
}
