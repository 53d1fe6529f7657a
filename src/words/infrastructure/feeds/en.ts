/** What feeds refuse, in English. */
export const feedsErrors = {
  unknown: 'There is no such rule for figures from readings, or no such figure. The rules stand in the city pack.',
  notPerson: 'Only a person can decide that figures from readings are to be public.',
  opened: 'Figures by this rule are published already. If they should not be, stop them.',
  notOpened: 'Figures by this rule are not published, so there is nothing to stop.',
}
