/** Innovations of the city, in English. */
export default {
  title: 'Urban innovations',
}

export const errors = {
  unknown: 'There is no such innovation in the register.',
  changedMeanwhile:
    'Somebody changed this meanwhile: version {version} is there now. Look at it, and bring in yours again.',
  backward: 'It cannot end in {to}, before it begins in {from}.',
  unknownArea: 'There is no such area: {area}.',
}
