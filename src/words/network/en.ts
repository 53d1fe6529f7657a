/** The network of cities: keys and signed statements, in English. */
export default {
  keys: {
    states: {
      current: 'signs now',
      retired: 'given up',
      revoked: 'revoked',
    },
  },
}

export const errors = {
  unknownKey: 'This city has no such key.',
  keyRevoked: 'This key is revoked already, since {since, date, long}.',
  notYet: 'A key is revoked since a moment that has passed.',
  beforeKey: 'The key did not exist then: it was made on {madeAt, date, long}.',
  unknownStatement: 'There is no such statement of this city.',
  sealedOtherwise:
    'The city’s signing key was sealed with another secret (SECRET) than the house has now. Give the house its former secret, or change the key in the workspace.',
}
