/** Following, notices and the letters about them, in English. */
export const errors = {
  tooManyPushDevices: 'At most {most, number} browsers can be told at once. Remove one first.',
  tooManyFollows: 'You follow {most, number} things already. Stop following some of them first.',
}

export default {
  title: 'Notices',
  intro: 'What you follow, what you were told of it, and how you want to hear of it.',
  follow: 'Follow',
  unfollow: 'Stop following',
  following: 'You follow this.',
  how: 'By mail',
  howHint: 'What concerns you alone, such as a sign-in or your vote, comes by mail at once in any case.',
  mail: {
    atOnce: 'At once',
    weekly: 'Once a week, on Monday morning',
    never: 'Never: I look here',
    one: `{body}

{link}

{followed, select, true {You get this because you follow it in Unia. To stop following it: {way}} other {You get this because it concerns your account in Unia.}}`,
    weekSubject: '{count, plural, one {One piece of news from Unia} other {# pieces of news from Unia}}',
    week: `What you follow in Unia, this week:

{list}

To get no more such letters: {way}`,
  },
  push: {
    title: 'In this browser',
    intro: 'Your browser can show notices at once, also when no page of ours is open.',
    button: 'Show notices in this browser',
    unable:
      'This browser cannot do that, or needs JavaScript for it. On an iPhone, first add this page to the home screen.',
    failed: 'The browser did not allow it. You can allow notices for this page in its settings.',
    browser: 'Browser',
  },
  saved: 'Saved.',
  unfollowed: 'You no longer follow it.',
  followed: 'What you follow',
  followedNone: 'You follow nothing yet. Where something can be followed, its page has a button.',
  since: 'Since',
  what: 'What',
  stop: 'Stop',
  told: 'What you were told',
  toldNone: 'Nothing yet. What happens with the things you follow will stand here.',
  kinds: {
    budget: 'Participatory budget',
    proposal: 'Proposal',
    project: 'Project',
    other: 'Other',
  },
  unsubscribe: {
    title: 'No more letters about this',
    one: 'You will no longer follow this, and no letters about it will come.',
    all: 'No weekly letters will come any more. What you follow stays on your page.',
    button: 'Stop the letters',
    done: 'Done. No more letters about this will come.',
  },
}
