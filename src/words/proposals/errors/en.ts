/** What the room of proposals says no to, in English. */
const state =
  '{state, select, draft {it is still a draft} formalCheck {it is being checked} correction {its authors are correcting it} opinions {offices are giving their opinions} accepted {it is on the list} rejected {it was rejected} appeal {an appeal is open} closed {it was rejected for good} withdrawn {its authors withdrew it} merged {it went into another one} shown {the comment stands} waiting {the comment waits for a moderator} removed {the comment was removed} other {the vote has begun}}'

const found =
  '{found, select, pesel {a PESEL number} identityCard {the number of an identity card} passport {the number of a passport} iban {a bank account} name {a name} surname {a surname} email {an e-mail address} phone {a telephone number} address {an address with a flat} birthDate {a date of birth} plate {a number plate} login {a user name} other {{found}}}'

export default {
  notAuthor: 'Only the authors of this proposal may do this.',
  ownWork: 'This is your own. Somebody else has to decide on it.',
  secondOpinion: 'You decided on it the first time. Another person decides on the appeal.',
  unknown: 'There is no such proposal, or it is a draft of others.',
  linkUnknown: 'This link leads nowhere any more. Ask the author for a new one.',
  linkUsed: 'Somebody has used this link already. Ask the author for a new one.',
  photoUnknown: 'There is no such photo.',
  commentUnknown: 'There is no such comment.',
  taskUnknown: 'This is not asked of anybody any more: the proposal was corrected or withdrawn.',
  savedMeanwhile:
    'Another author saved this while you were writing. What you wrote is still here: compare it with theirs, and save once more to keep yours.',
  answeredMeanwhile: 'A colleague has answered this in the meantime. Nothing of yours was published.',
  notNow: `This cannot be done now: ${state}.`,
  alreadyAppealed: 'An appeal was made already, and there is only one.',
  alreadyAsked: 'This was said already, and is being looked at.',
  tooManyDrafts: 'You have {most} drafts already. Hand one in, or give one up.',
  tooManyAuthors: 'A proposal has at most {most} authors.',
  tooManyPhotos: 'A proposal has at most {most} photos. Remove one first.',
  lastAuthor: 'You are its only author. Give the draft up, or withdraw the proposal.',
  incomplete:
    '{count, plural, one {One thing is still missing. It is named below.} other {# things are still missing. They are named below.}}',
  unknownPool: 'There is no such pool in this edition.',
  unknownOrganisation: 'There is no such office.',
  termsNotAccepted: 'Say that you agree: what you hand in becomes public.',
  residenceNotDeclared: 'Residents may submit proposals: tick that you live here.',
  ageNotDeclared: 'Proposals may be submitted from the age of {age}: tick that you are as old.',
  personalAsked: `This text may tell about a person (${found}). It is not public yet. Take it out, or confirm that it may be read by everybody.`,
  personalHeld: `This text holds a number that belongs to one person (${found}). It was not published, and cannot be with it. Take the number out.`,
  reasonMissing:
    'Write at least {least, plural, one {# character} other {# characters}}: what you say is read by those concerned.',
  badPrices:
    'Line {line} of the price list cannot be read: {found}. Right would be: code; Polish; English; Ukrainian; unit; price.',
  badGround:
    '{problem, select, json {The file is no GeoJSON.} empty {There are no outlines in the file.} size {The file is too large.} owner {Outline {at}: its property “owner” has to be city, state, private or unknown.} open {Outline {at} is not closed: its last point has to be its first.} other {Outline {at} is no polygon in degrees.}}',
  sameProposal: 'A proposal cannot go into itself.',
  otherEdition: 'The two proposals are of different editions.',
  appealLate: 'The days for an appeal are over.',
  tooManyInvited:
    '{most, plural, one {# invitation was} other {# invitations were}} sent today already. Send the next tomorrow, or pass on a link.',
  tooQuick:
    'You write very quickly. Another comment can be sent in {minutes, plural, one {# minute} other {# minutes}}.',
}
