/** What the catalogue of open data says, in English. */
export const errors = {
  unknown: 'There is nothing of this name in the catalogue.',
  unknownOrganisation: 'There is no such organisation here. Choose the one that publishes the data.',
  unknownSeries: 'There is no series “{slug}”. Begin it first, or leave the series out.',
  unknownAreas: 'These areas are not known here: {names}. Use the ids of areas, as /api/v1/areas lists them.',
  unknownRelated: 'These datasets are not in the catalogue: {names}.',
  slugTaken: 'The name “{slug}” in the address is taken. Choose another; it stays for good.',
  overtaken:
    'Somebody changed this while you were writing: you had version {seen, number}, now it is version {version, number}. Nothing of yours was kept. Look at what changed ({changed}) and write again.',
  tooManyDistributions: 'A dataset has at most {most, plural, one {# distribution} other {# distributions}}.',
  endpointMissing: 'A service needs the address at which it answers.',
}
