/** Visits that an official asks for at once, in English. */
export default {
  title: 'Not waiting for the hour',
  peerText: 'It is visited every hour by itself. If you know that it has something new, have it visited now.',
  peer: 'Visit now',
  source: 'Read now',
  underWay: { peer: 'It is being visited', source: 'It is being read' },
  cancel: 'Stop it',
  said: {
    peer: {
      good: 'Visited as somebody asked, {moment}. What it states anew is taken in by itself within minutes.',
      failed: 'Visited as somebody asked, {moment}; it did not answer well.',
      cancelled: 'A visit that was asked for {moment} was stopped.',
    },
    source: {
      good: 'Read as somebody asked, {moment}.',
      failed: 'Read as somebody asked, {moment}; that failed.',
      cancelled: 'A reading that was asked for {moment} was stopped.',
    },
  },
  looked: 'Nothing is taken from it before it is believed.',
  again: 'Possible again from {moment}.',
  notVisited: 'It is asked nothing as long as it stays so.',
} as const

export const errors = {
  underWay: 'Somebody asked for this already, and it is under way.',
  tooSoon:
    'Possible once in {minutes, plural, one {# minute} other {# minutes}}. Try again in {seconds, plural, one {# second} other {# seconds}}.',
  over: 'Nothing is under way that could be stopped.',
} as const
