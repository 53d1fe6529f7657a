/** What maintenance refuses, in English. */
export const maintenanceErrors = {
  unknown: 'There is no such alarm, rule, work order or schedule.',
  unknownOrganisation: 'There is no such organisation.',
  tooManyRules: 'There are {most} rules already. Change one of them, or switch one off and reuse it.',
  badScope: 'Say which kind of things is watched, or name the things.',
  closed: 'This alarm is closed. If the fault is still there, the next reading opens a new one.',
  silence:
    'An alarm may be silenced for a time that is still to come, and for at most {daysMax, plural, one {# day} other {# days}}.',
  typed: '“{found}” cannot be read. Right would be: {right}',
  move: 'This order is in the state “{from, select, new {new} planned {planned} underWay {under way} waiting {waiting} done {done} signedOff {signed off} other {cancelled}}”, from which it cannot go to “{to, select, new {new} planned {planned} underWay {under way} waiting {waiting} done {done} signedOff {signed off} other {cancelled}}”. Somebody may have moved it meanwhile: load the page again.',
  reason: 'Say why, in a few words.',
  unfinished: 'Not everything on the list is done, or a photo is missing: {missing}.',
  fourEyes: 'Whoever did the work cannot sign it off. Ask somebody else.',
  twice: 'There is a work order for this already.',
  notOpen: 'This order is finished: nothing more is added to it.',
  notPicture: 'This is not a picture in JPEG, PNG or WebP.',
  tooMany: 'There are {most} of them already, and more are not taken.',
  notMember: 'This person does not work for the unit whose order it is.',
}
