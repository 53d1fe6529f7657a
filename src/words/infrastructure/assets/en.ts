/** What the city's things refuse, in English. */
export const thingErrors = {
  unknown:
    'There is no thing with the code “{code}”. Check it for a typing mistake: it stands under the QR code on the label.',
  codeTaken: 'The code “{code}” is another thing’s. Choose another, or leave it empty and one is made.',
  changed:
    'Somebody changed “{code}” after you had opened it (version {version, number}). Nothing of yours was saved: look at what is there now, and change it again.',
  hasParts: 'Other things are parts of “{code}”. Move them first.',
  kindUnknown: 'There is no kind “{found}”.',
  field: 'The field “{field}” does not take “{found}”. What would be right: {right}.',
  parentUnknown: 'There is no thing with the code “{found}” that this could be a part of.',
  cycle: '“{code}” cannot be a part of “{parent}”, which is itself a part of it.',
  tooDeep: 'Things stand in things at most {most, number} deep.',
  areaUnknown: 'There is no area “{found}”.',
  organisationUnknown: 'There is no organisation “{found}”.',
  shape:
    'This is no shape that a thing can have ({found}): its lines cross, or it has several parts of different kinds.',
  order: 'The warranty would end on {warrantyUntil}, before the thing was installed on {installed}.',
  entityTaken: 'The data of “{entity}” belong to “{code}” already.',
  fileUnknown: 'There is no such photo or document.',
  tooManyFiles: 'A thing has at most {most, number} photos and documents. Remove one first.',
  noCodeColumn: 'The file has no column “code”, by which things are told apart. Its columns: {found}.',
  columnTwice: 'The column “{column}” stands in the file twice.',
  tooManyColumns: 'The file has {found, number} columns; at most {most, number} are read.',
  tooManyRows: 'The file has more than {most, number} rows. Cut it into several.',
  importUnknown: 'There is no such import, or somebody else brought the file.',
  importDone: 'This file has been imported already.',
  reportUnknown: 'There is no report with this code.',
  reportClosed: 'The report {receipt} is closed already.',
  reportRobot:
    'The form was sent faster than a person fills it in, lay open longer than a day, or had its hidden field filled. Look it through and send it again.',
  reportWords: 'Say in a few words what is wrong.',
  faultUnknown: 'Choose what is wrong.',
  reportsTooMany:
    'Many reports came from here in a short time. Try again in {minutes, plural, one {# minute} other {# minutes}}. If there is danger to life, call 112.',
}
