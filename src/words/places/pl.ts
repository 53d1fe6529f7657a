/** What places say, in Polish. */
export const errors = {
  unknown: 'Nie ma tu obszaru „{id}”.',
  unknownParent: 'Obszar „{id}” ma leżeć w „{parent}”, a takiego obszaru nie ma.',
  cycle: 'Obszar nie może leżeć sam w sobie: {path}.',
  invalidOutline: 'Granica obszaru „{id}” przecina się albo nie jest zamknięta.',
}

export default {
  nameWithdrawn: '(nazwa wycofana)',
  kind: {
    country: 'kraj',
    voivodeship: 'województwo',
    region: 'region',
    city: 'miasto',
    district: 'dzielnica',
  },
}
