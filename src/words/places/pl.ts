/** What places say, in Polish. */
export default {
  'places.unknown': 'Nie ma tu obszaru „{id}”.',
  'places.unknownParent': 'Obszar „{id}” ma leżeć w „{parent}”, a takiego obszaru nie ma.',
  'places.cycle': 'Obszar nie może leżeć sam w sobie: {path}.',
  'places.invalidOutline': 'Granica obszaru „{id}” przecina się albo nie jest zamknięta.',
  'places.kind.country': 'kraj',
  'places.kind.voivodeship': 'województwo',
  'places.kind.region': 'region',
  'places.kind.city': 'miasto',
  'places.kind.district': 'dzielnica',
}
