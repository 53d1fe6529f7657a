/** What places say, in English. */
export const errors = {
  unknown: 'There is no area “{id}” here.',
  unknownParent: 'The area “{id}” is said to lie in “{parent}”, which is not among the areas.',
  cycle: 'An area cannot lie in itself: {path}.',
  invalidOutline: 'The outline of “{id}” crosses itself or is not closed.',
}

export default {
  nameWithdrawn: '(name withdrawn)',
  kind: {
    country: 'country',
    voivodeship: 'voivodeship',
    region: 'region',
    city: 'city',
    district: 'district',
  },
}
