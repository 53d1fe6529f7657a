/** A parent’s consent for a child, in English. */
export const errors = {
  childCannot: 'An account that acts with a parent’s consent cannot give consent itself.',
  notAChild: 'Consent is for those who are not {years, number} yet. Check the year of birth.',
  wrongConsentCode: 'This code is not right, was used already, or has expired. Ask your parent for a new one.',
  ownConsent: 'This is your own code. Your child types it, signed in with the child’s own account.',
  tooManyConsents: 'There are too many consents on this account. If you need more, ask an administrator of this city.',
}

export default {
  title: 'Children',
  intro:
    'A child has an account of its own. Where the rules ask for a parent’s consent, you give it here: you get a code, and the child types it on the same page, signed in with its own account.',
  give: 'Consent for a child',
  name: 'The child’s first name, for you to tell them apart',
  birthYear: 'Year of birth',
  birthYearHint: 'Only the year is kept. The consent ends by itself with the year in which the child turns 18.',
  button: 'I consent: give me the code',
  code: 'The code for your child: {code}',
  codeText: 'It works once, until {date}. It is not shown again.',
  given: 'Your consents',
  child: 'Child',
  state: 'State',
  waiting: 'waits for the code, until {date}',
  lapsed: 'the code was not used in time',
  holds: 'holds, until {date}',
  ended: 'has ended',
  withdrawn: 'withdrawn on {date}',
  withdraw: 'Withdraw',
  withdrawNamed: 'Withdraw the consent for {name}',
  withdrawnDone: 'The consent was withdrawn.',
  take: 'I have a code from my parent',
  takeIntro: 'Your parent gets the code on this page of their own account.',
  takeCode: 'Code',
  takeButton: 'Use the code',
  taken: 'Your parent’s consent is connected to your account.',
  received: 'Consent for you',
  receivedHolds: 'A parent consented to your taking part. It holds until {date}; they see it and can withdraw it.',
  notice: {
    linkedTitle: 'Your child used your consent',
    linked:
      'The code that you made was typed in by an account. If it was not your child, withdraw the consent on the page about children.',
    withdrawnTitle: 'A parent’s consent was withdrawn',
    withdrawn: 'A consent between a parent’s account and a child’s account no longer holds.',
  },
}
