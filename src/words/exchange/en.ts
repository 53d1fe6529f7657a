/** Good practices between cities, in English. */
export default {}

export const errors = {
  unknown: 'There is no such practice here, or it is of a city that is not among those that are accepted.',
  withdrawn: 'This was taken back and is no longer public.',
  ownCard: 'This is a practice of your own city. Only one of another city can be adopted.',
  alreadyAdopted: 'Your city has adopted this practice already. Go on with that adoption.',
  unknownPilot: 'There is no such pilot, or its plan is not public yet. Seal the plan first.',
}
