/** Questions from the world and their answers, in English. */
export default {
  title: 'Ask the city',
  lead: 'You need no account. {n, plural, one {The city answers within # working day.} other {The city answers within # working days.}}',
  subject: 'What it is about',
  words: 'Your question',
  name: 'Your name or organisation',
  email: 'Your e-mail address',
  emailHint: 'The answer goes there. We delete your address, name and question 30 days after the answer.',
  website: 'Leave this field empty',
  send: 'Send',
  sent: 'Your question has arrived.',
  keep: 'Keep the address of this page: here you see what becomes of your question. We sent it to you by mail too.',
  follow: 'Your question',
  state: 'State',
  states: { waiting: 'waits for an answer', late: 'the city is late', answered: 'answered' },
  due: 'Answer by {due}',
  asked: 'Asked on {at}',
  answer: 'Answer',
  forgotten: 'The question and the answer were deleted 30 days after the answer, as promised.',
  desk: 'Questions from the world',
  deskLead: 'What is due first comes first. The answer goes by mail and is signed by the city, not by you.',
  open: 'Waiting',
  answered: 'Answered',
  none: 'Nobody waits for an answer.',
  reply: 'Send the answer',
  done: 'The answer is on its way.',
  letter: {
    receipt: {
      subject: 'Your question to {city}',
      text: 'Somebody, surely you, asked {city} a question and gave this address for the answer.\n\nThe city answers by {due}. What becomes of it you see here:\n{link}\n\nIf it was not you, do nothing.',
    },
    answer: {
      subject: '{city} answers your question',
      text: '{answer}\n\n{city}\n\nYour question and this answer, for 30 more days:\n{link}',
    },
    reminder: {
      subject: '{late, select, yes {An answer is late} other {An answer is due by {due}}}',
      text: '{late, select, yes {A question to the city should have been answered by {due}.} other {A question to the city is to be answered by {due}.}}\n\n{link}',
    },
  },
}

export const errors = {
  unknown: 'There is no such question. Perhaps the address is incomplete.',
  answered: 'This was answered already, on {at, date, long}.',
  robot: 'This looked as if no person had sent it. Open the form again, take a moment, and send it once more.',
  openAlready:
    '{count, plural, one {# question} other {# questions}} from this e-mail address still wait for an answer. Ask again when one was answered.',
  tooMany:
    '{minutes, plural, one {From here there were many questions in a short time. Try again in # minute.} other {From here there were many questions in a short time. Try again in # minutes.}}',
}
