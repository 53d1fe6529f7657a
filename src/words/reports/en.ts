/** Reports: their pages, what makes them, and what they refuse, in English. */
export default {
  title: 'Reports',
}

export const errors = {
  unknown: 'There is no such report.',
  notPrinted: 'This report has no PDF in that language yet. The page and the data are there.',
  nothingPublished: 'Nothing is published yet, so there is nothing to report. Publish figures first.',
  notMade: 'This report is not finished, so this cannot be done with it. Wait until it is, or look at why it failed.',
  alreadyPublished: 'This report is public already, and what is public stays. A newer report can take its place.',
  newerPublished:
    'A report of a later moment (publication {seq, number}) is public already. Make a new one of what is known now.',
  cancelled: 'This report was given up. Ask for it again.',
  yearAhead: 'The year {year} has not begun. The last year that can be reported is {thisYear}.',
  nothingKnown: 'There is no figure of {year} or of any year before. Choose a later year.',
}
