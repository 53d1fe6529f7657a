/** Who may vote, in English. */
const way =
  '{way, select, register {the register of residents} declaration {a declaration of residence} oidc {an outside login} code {a code} paper {paper} other {this way}}'

export const errors = {
  wayOff: `In this edition nobody votes by ${way}.`,
  noVoter: 'It is not known yet whether you may vote in this edition. Show it first, on the page of the vote.',
  notInRegister:
    'The register holds nobody with this number. Check it; if it is right, declare where you live, or come to a service point.',
  codeWrong: 'This code is not known in this edition. Check it letter by letter.',
  claimMissing: 'Your outside login does not say what this vote asks for. Use another way, or come to a service point.',
  alreadyClaimed:
    'Somebody votes under this number already, from another account. If it was not you, come to a service point: it will be looked into.',
  otherVoter: 'Your account votes as another person already. One account is one voter.',
  onPaper: 'You were given a ballot on paper for this part of the vote. There is only one.',
  votedOnline: 'In this part of the vote a ballot was issued online. There is only one.',
  poolMissing: 'Say which district it is.',
  consentMissing: 'A parent’s consent is still missing. It can be shown at a service point.',
  tooYoung: 'In this edition people vote from the age of {age, number}.',
  bornMissing: 'This edition asks for age: give the date of birth, such as 2001-05-17, or the year.',
  tooManyGuesses:
    '{most, plural, one {That was # attempt too many today. Try again tomorrow, or come to a service point.} other {After # attempts in a day no more are taken. Try again tomorrow, or come to a service point.}}',
  registerColumns: 'The register lacks these columns: {missing}. Found: {found}.',
  registerRows: 'That is more than is taken at once: {most, number}.',
  declarationWaits: 'Your declaration is with the office. You will see here what becomes of it.',
  declarationUnknown: 'There is no such declaration.',
  declarationDecided: 'Somebody decided on this declaration meanwhile.',
  voterUnknown: 'There is no such voter.',
}

export default {
  notice: {
    online: {
      title: 'A ballot was issued in your name',
      body: 'You were given a ballot of the participatory budget, online. How you vote is seen by nobody, not even by the city. If it was not you, tell the city at once: at a service point they will look into it.',
    },
    paper: {
      title: 'A ballot paper was handed out in your name',
      body: 'At a service point you were given a ballot paper of the participatory budget. It bars the vote online. If it was not you, tell the city at once: at a service point they will look into it.',
    },
  },
}
