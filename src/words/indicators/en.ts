/** What indicators refuse, and why a value is missing, in English. */
export const errors = {
  unknown: 'There is no indicator or measure “{id}”.',
  unknownImport: 'There is no such import.',
  unknownValue: 'There is no value of {id} for {area}, {period}.',
  unknownStandard: 'There is no such place in a standard or a strategy: {standard}.',
  unknownDataset: 'There is no dataset “{id}”.',
  unknownVintage: 'There is no vintage no. {seq, number}.',
  unknownStructure: 'There is no such structure: {type} {agency}:{id}({version}).',
  tooManyValues:
    'There are more than {most, number} values, which is what “{format}” holds. Choose fewer indicators, areas or periods, or download CSV.',
  notRead: 'The file is not read to its end yet. Wait until it is, then publish.',
  alreadyPublished:
    'This import is published already, and what is published stays. To change a figure, send a corrected file.',
  nothingToPublish: 'No row of this file says anything new, so there is nothing to publish.',
  tooMuch:
    'That is {cells, number} figures at once, and one answer holds {max, number}. Ask for fewer areas or indicators.',
  cancelled: 'This import was given up. Send the file again.',
  conflict:
    'Somebody changed this in the meantime: you started from version {expected, number}, now there is version {version, number}. Open it again and make your change there.',
  stillNeeded: 'Something else still needs this.',
  missingInput: 'no figure for {measure}, {area}, {period}',
  zeroDivisor: 'what it is divided by is zero: {input}, {area}, {period}',
  noParts: 'there are no parts to sum up: {area}, {period}',
  missingParts: '{lacking, number} of {of, number} parts are not known, the first of them {part}, {partPeriod}',
  notFinite: 'the result is too large to be a number: {area}, {period}',
  outOfRange: 'the result {value, number} lies outside what is possible, so it is not shown',
  noFigures: 'no figures for {area}, {period}',
  otherKind: 'the indicator is not computed for areas of this kind: {area}',
}
