/** What the models refuse, in English. */
export const errors = {
  notFinite: 'Only finite numbers can be reckoned with; found {found}.',
  tooLarge: 'The figure {found} is too large to be reckoned with.',
  tooMany: 'There are {found, number} figures; a trend is taken of at most {most, number}.',
  twice: 'Two figures stand at one place, {found}. A trend needs one figure for each.',
  level: 'The level of confidence must lie between 0 and 1, such as 0.95; found {found}.',
}
