/** What telemetry says, in English. */
export const readingsErrors = {
  badTime: '“{time}” is not a time with its zone, such as 2026-11-24T10:00:00Z.',
  tooFarAhead:
    '{time} lies more than {daysMax, plural, one {# day} other {# days}} ahead. Set the clock of the device right.',
}

export const rollupsErrors = {
  tooMany: 'More than {most} periods are too many for one answer: ask for a shorter time or a coarser grain.',
}

export const qualityErrors = {
  unknownSeries: 'There is no series of the attribute “{attribute}”.',
  badStretch: 'A stretch ends after it begins, and is no longer than {daysMax, plural, one {# day} other {# days}}.',
  notExcluded: 'Nothing is left out there.',
}

export const retentionErrors = {
  notSaid: 'Nothing is said of how long “{type}” is kept.',
}
