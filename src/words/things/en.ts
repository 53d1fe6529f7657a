/** The city's things: their public pages, reports of faults, and their workspace, in English. */
import workspace from './workspace/en.ts'

export default {
  workspace,
  /** Why a row of a file is not taken. */
  rejection: {
    missing: 'This is needed and was left empty.',
    code: 'A code has capital letters A–Z, digits, and . _ - between them, at most 32 characters.',
    twice: 'The same code stands in the file already, further up.',
    kind: 'There is no such kind.',
    field: 'This value does not fit here.',
    foreign: 'This kind of thing has no such field.',
    number: 'A number is expected.',
    date: 'A day is expected.',
    yesNo: 'Yes or no is expected.',
    tooLong: 'This text is too long.',
    state: 'There is no such state.',
    organisation: 'There is no such organisation.',
    forbidden: 'You may not change things of this organisation.',
    parent: 'There is no thing of this code that it could be a part of, neither here nor in the file.',
    cycle: 'A thing cannot be a part of its own part.',
    tooDeep: 'Things would stand in things deeper than is kept here.',
    lonLat: 'A coordinate in degrees (WGS 84) is expected.',
    shape: 'A shape in GeoJSON is expected.',
    area: 'There is no such area.',
    entity: 'The data of this entity belong to another thing already.',
    order: 'The warranty ends before the thing was installed.',
    broken: 'The row could not be read: a quote does not close, or there are more cells than columns.',
  },
}
