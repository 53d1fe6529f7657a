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
  consentMissing:
    'A parent’s consent is still missing. A parent gives it from an account of their own, or at a service point.',
  consentUsed: 'A ballot was issued with this consent already. It cannot be taken back any more.',
  consentByVoter:
    'Here only those consent who may vote in this edition themselves, and need no consent. If you may not, come to a service point with your child.',
  parentMissing:
    'No parent’s account is connected with yours. Connect it on the page about children, or come to a service point together.',
  childUnknown: 'No child who would vote here has an account that acts with your consent.',
  tooYoung: 'In this edition people vote from the age of {age, number}.',
  bornMissing: 'This edition asks for age: give the date of birth, such as 2001-05-17, or the year.',
  tooManyGuesses:
    '{most, plural, one {That was # attempt too many today. Try again tomorrow, or come to a service point.} other {After # attempts in a day no more are taken. Try again tomorrow, or come to a service point.}}',
  registerColumns: 'The register lacks these columns: {missing}. Found: {found}.',
  registerRows: 'That is more than is taken at once: {most, number}.',
  codesCount: 'Say how many codes: a whole number from 1, not {count}.',
  declarationWaits: 'Your declaration is with the office. You will see here what becomes of it.',
  declarationUnknown: 'There is no such declaration.',
  declarationDecided: 'Somebody decided on this declaration meanwhile.',
  declaredTwice:
    'The same was declared from another account, which votes already. Refuse this one and say so; whoever it is can come to a service point.',
  voterUnknown: 'There is no such voter.',
}

export default {
  letters: {
    title: 'Letters with codes',
    lead: 'A table with the columns: {columns}. Out of it comes one letter a page, with the address where the envelope has its window. Names, addresses and the codes themselves are not kept: hashes stay, and the key to them does not lie in the database. The same person votes no second time, even with two letters. One wrong row, and no code is made.',
    file: 'The list of people as a table',
    make: 'Write the letters',
    made: '{count, plural, one {# letter is ready to print} other {# letters are ready to print}}',
    printNow: 'Print them now, from this page (Ctrl+P). Once you close it, nobody can read these codes again.',
    text: 'You can vote in the participatory budget from {from} to {to}. This is your code for voting:',
    how: 'Open this page, or scan the sign beside it, and type the code. Capitals and hyphens do not matter.',
    qr: 'The page for voting',
    secret:
      'The code works once and is for you alone: give it to nobody. It says that you may vote, not how you vote. That nobody sees, nor does the city.',
    wrong:
      'If the code does not work, or the letter came to somebody who does not live here, please tell a service point.',
  },
  desk: {
    title: 'Voters',
    lead: 'Who may vote in the participatory budget, and what was issued to them.',
    none: 'There is no edition yet.',
    papers: 'Ballot papers',
    toPapers: 'Enter ballot papers',
    numbers: 'In numbers',
    register: 'People in the register',
    voters: 'Voters who have shown that they may vote',
    codes: 'Codes made',
    codesUsed: 'Codes used',
    waiting: 'Declarations that wait',
    person: 'Somebody is at the desk',
    personLead:
      'Find them by the number that the register knows, or by their code. Nothing is shown but whether something was issued in their name.',
    identifier: 'Number in the register',
    code: 'Code',
    find: 'Find',
    found: 'Found',
    way: 'Known by',
    pool: 'District',
    noPool: 'not known',
    nothing: 'Nothing was issued in this person’s name.',
    issued: 'Issued in this person’s name:',
    online: 'online',
    paper: 'on paper',
    needsConsent: 'A parent’s consent is missing.',
    handOut: 'Hand out a ballot paper',
    handOutLead:
      'From then on this person cannot vote online in that part of the vote. Do it when they have the paper in hand.',
    which: 'Ballot for',
    consent: 'Record the consent',
    consentGrounds: 'What was shown, and by whom',
    declarations: 'Declarations',
    declarationsLead:
      'What was declared is deleted with your decision; your reason is kept. Whoever is refused reads it.',
    noDeclarations: 'None waits.',
    name: 'Name',
    address: 'Address',
    born: 'Born',
    reason: 'Reason',
    confirm: 'Confirm',
    refuse: 'Refuse',
    bring: 'Bring the register',
    bringLead:
      'A table with the columns id, district and, where the edition asks for age, born. Nothing of it is kept but hashes, with a key that does not lie in the database. One wrong row, and nothing is taken.',
    file: 'The register as a table',
    check: 'Check only',
    take: 'Take it',
    makeCodes: 'Make codes',
    codesLead:
      'For service points. They are shown this once and kept as hashes: print them or save the file now. Such a code stands for nobody yet: where the register counts too, find people there first and give a code only to those who are not in it.',
    count: 'How many',
    make: 'Make them',
    codesMade: 'Your codes',
    codesSave: 'Save as a file',
    lines:
      '{count, plural, one {# row is wrong, and nothing was taken.} other {# rows are wrong, and nothing was taken.}}',
    line: 'Line {line}: {problem, select, idMissing {there is no number} nameMissing {the name is missing or too long} addressMissing {the address is missing or too long} idTwice {this number stood there before} bornWrong {the date of birth is missing or none} districtUnknown {this district is not known} districtMissing {the district is missing} other {the row cannot be read}}',
    sound: '{rows, plural, one {# row, all is right.} other {# rows, all is right.}}',
    taken: '{rows, plural, one {# row read,} other {# rows read,}} {added, plural, one {# new.} other {# new.}}',
    tooYoung:
      '{count, plural, one {# person is too young for this vote and was left out.} other {# people are too young for this vote and were left out.}}',
    decided: 'Decided.',
    handedOut: 'The ballot paper is handed out.',
    consented: 'The consent is recorded.',
    papersLead:
      'Each paper is entered by two people, by its number, without looking at what the other entered. What differs a third person settles, with the paper at hand.',
    serial: 'Number of the paper',
    choices: 'Projects, in the order of the paper',
    choicesHint:
      'Numbers of projects with spaces between; with points as 12:3. Leave it empty where the paper is void.',
    enter: 'Enter it',
    once: 'Entered; somebody else enters it once more.',
    differs: 'Somebody else entered something different: a third person settles it.',
    settled: 'Both entries are alike.',
    entered: 'Papers so far',
    state: 'State',
    stateOnce: 'entered once',
    stateDiffers: 'differs',
    stateSettled: 'settled',
    settle: 'Settle',
    settleGrounds: 'Why this is what the paper says',
    entries: 'Entered',
    noPapers: 'No paper has been entered yet.',
    finish: 'The last paper is entered',
    finishLead: 'The ballots are opened then, and nothing can be added. Possible when the vote is over.',
    finished: 'It is said that the last paper is entered.',
    void: 'void',
    ways: {
      register: 'the register',
      declaration: 'a declaration',
      oidc: 'an outside login',
      code: 'a code',
      paper: 'the desk',
    },
  },
  notice: {
    online: {
      title: 'A ballot was issued in your name',
      body: 'You were given a ballot of the participatory budget, online. How you vote is seen by nobody, not even by the city. If it was not you, tell the city at once: at a service point they will look into it.',
    },
    paper: {
      title: 'A ballot paper was handed out in your name',
      body: 'At a service point you were given a ballot paper of the participatory budget. It bars the vote online. If it was not you, tell the city at once: at a service point they will look into it.',
    },
    asked: {
      title: 'Your child would like to vote',
      body: 'Your child asks for your consent to take part in the vote on the participatory budget. Consent on the page of the vote, signed in to your own account. How your child votes you will not see, and nobody else will.',
    },
    given: {
      title: 'Your parent consented to your vote',
      body: 'You can vote in the participatory budget now, on the page of the vote.',
    },
    takenBack: {
      title: 'Your parent took the consent to your vote back',
      body: 'Without a parent’s consent you are given no ballot in this edition. Talk to your parent, or come to a service point together.',
    },
  },
}
