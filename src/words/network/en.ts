/** The network of cities: keys and signed statements, in English. */
export default {
  keys: {
    title: 'Keys of the city',
    lead: 'By these keys everybody checks that a statement is the city’s.',
    workspace:
      'The city signs its statements with one key at a time. Change it from time to time. If somebody may have taken it, revoke it at once.',
    key: 'Key',
    state: 'State',
    since: 'Since',
    until: 'Until',
    states: {
      current: 'signs now',
      retired: 'given up',
      revoked: 'revoked',
    },
    grounds: 'Why',
    groundsHint: 'Everybody can read this, in the ledger. Name no person.',
    rotate: 'Change the key',
    rotateText:
      'From then on another key signs. What the key until now signed stays good. Other cities see by its signature that the new key is yours.',
    revoke: 'Revoke a key',
    revokeText:
      'When others may have had the key. Whatever it signed since that moment counts no more, and the city states it anew with another key. What the ledger held before stays good. This cannot be undone.',
    which: 'Which key',
    moment: 'Since when others may have had it',
    momentHint: 'Date and time in the city. If you do not know: the last moment when the key was surely yours alone.',
    done: {
      rotated: 'Another key signs from now on.',
      revoked: 'The key is revoked.',
    },
    did: 'The keys for machines',
  },
  statements: {
    title: 'Signed statements',
    one: 'Signed statement',
    lead: 'Whatever the city publishes of its indicators it also signs. Anybody, another city too, can check it without trusting this site.',
    count: '{count, plural, =0 {No statement yet} one {# statement} other {# statements}}',
    none: 'Nothing is stated yet',
    noneText: 'Statements come by themselves, soon after values are published.',
    newest: 'The newest',
    said: '{city} states: {indicator}, {area}, {period}: {value}.',
    saidGone: '{city} takes back what it stated: {indicator}, {area}, {period}.',
    gone: 'withdrawn',
    states: {
      stands: 'in force',
      superseded: 'replaced by a newer one',
      withdrawn: 'withdrawn by the city',
      withdraws: 'takes a value back',
    },
    indicator: 'Indicator',
    area: 'Area',
    period: 'Period',
    value: 'Value',
    stateLabel: 'State',
    definition: 'Definition',
    version: 'version {n}',
    standards: 'In standards',
    files: 'Rests on',
    filesCount: '{n, plural, one {# file, known by its fingerprint} other {# files, known by their fingerprints}}',
    signed: 'Signed',
    issuer: 'By',
    byKey: 'With the key',
    ledger: 'In the ledger',
    entry: 'entry {n, number}',
    pending: 'being entered, within a second or so',
    before: 'Replaces',
    after: 'Replaced by',
    ofDay: 'the statement of {day}',
    provenance: 'The way back to the files',
    check: 'Does it hold?',
    checkText: 'This site checked it just now. Download the file and check it yourself: the check needs no network.',
    parts: {
      signature: 'Signature',
      ledger: 'Ledger',
      recomputation: 'Computed once more',
    },
    partText: {
      signature: 'The city signed exactly this.',
      ledger: 'It stands in the city’s public ledger, so it cannot be exchanged unnoticed.',
      recomputation: 'The published figures and the formula give this value.',
    },
    found: {
      holds: 'holds',
      fails: 'does not hold',
      absent: 'nothing to check',
    },
    download: 'Download with all proofs',
    whole: 'What was signed, word for word',
    feed: 'All statements for machines',
    link: 'What the city signed',
  },
}

export const errors = {
  unknownKey: 'This city has no such key.',
  keyRevoked: 'This key is revoked already, since {since, date, long}.',
  notYet: 'A key is revoked since a moment that has passed.',
  unknownStatement: 'There is no such statement of this city.',
  sealedOtherwise:
    'The city’s signing key was sealed with another secret (SECRET) than the house has now. Give the house its former secret, or change the key in the workspace.',
}

export const peersErrors = {
  badDomain: 'This is no domain of a city: {given}. Write it as in city.example.',
  ownDomain: 'This is this city’s own domain.',
  known: 'The city {domain} is on the list already.',
  tooMany: 'The list holds {most, plural, one {# city} other {# cities}} at most.',
  unknown: 'The city {domain} is not on the list.',
  already: 'The city {domain} is in this state already, or cannot come to it from there. Look at it anew first.',
  unseen: 'The city {domain} has not answered yet, so its keys are not known. Try again when it has.',
  otherKeys: 'The keys of {domain} are no longer those that you looked at. Look at them again before you accept it.',
  lookAlike:
    'The name {domain} can be taken for another ({other}). Accept it only if you know whose it is, and say so.',
  unknownReport: 'There is no such report, or it was answered already.',
  tooManyReports:
    'You have {most, plural, one {# report} other {# reports}} that nobody has answered yet. Wait for an answer.',
  answered: '{host} answered with an error ({status}).',
  elsewhere: '{host} leads to {where}. A city is asked at its own domain only.',
  notJson: '{host} gave an answer that is not JSON.',
  tooDeep: '{host} gave JSON that is nested more than {most, plural, one {# level} other {# levels}} deep.',
  badAnswer: '{host} gave an answer that is not what cities tell each other: {problem}.',
  badTiles: '{host} gave parts of its ledger that do not belong to what it signed.',
  overLimit: '{host} has used up what it may cost today.',
}

export const receivedErrors = {
  unknown: 'Nothing of this kind was received, or the city is not among those that are accepted.',
}
