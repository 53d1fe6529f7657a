/** What places say, in English. */
export default {
  'places.unknown': 'There is no area “{id}” here.',
  'places.unknownParent': 'The area “{id}” is said to lie in “{parent}”, which is not among the areas.',
  'places.cycle': 'An area cannot lie in itself: {path}.',
  'places.invalidOutline': 'The outline of “{id}” crosses itself or is not closed.',
  'places.kind.country': 'country',
  'places.kind.voivodeship': 'voivodeship',
  'places.kind.region': 'region',
  'places.kind.city': 'city',
  'places.kind.district': 'district',
}
