/** What devices and their keepers are refused, in English. */
export const devicesErrors = {
  badKey: 'This device is not known here, or that is not its key.',
  waiting: 'The device “{id}” waits to be adopted in the workspace; nothing of it is stored before.',
  blocked: 'The device “{id}” is blocked: nothing of it is taken.',
  foreignTopic: 'A device sends on its own topic only, such as devices/{id}.',
  unknown: 'There is no device “{id}”.',
  unknownProfile: 'There is no device profile {id}. Choose one of those that are there, or make one first.',
  exists: 'There is a device “{id}” already.',
  entityTaken: 'The thing {id} belongs to an organisation for which you may not write.',
  inUse: 'Devices are still read by this profile. Give them another one first.',
  tooLarge: 'A message may have at most {bytesMax, number} bytes.',
  badId: '“{id}” is not a name of a device: letters, digits, dots, hyphens and colons, at most 100.',
  badJson: 'The message is not JSON in UTF-8: {cause}.',
  badMapping: 'The mapping is not right: {problem}',
  badValue:
    'At {where} stands {found}, where {expected, select, number {a number is} text {a text is} boolean {true or false is} point {a point, such as [22.57, 51.25], is} reference {the identifier of a thing, such as urn:ngsi-ld:Streetlight:7, is} list {a list is} name {a short text of letters and digits, or a whole number, is} other {something else is}} expected.',
  badTime:
    'At {where} stands {found}, which is no time: {format, select, iso {it is written with its zone, such as 2026-11-24T10:00:00Z} seconds {seconds since 1970 are expected} other {milliseconds since 1970 are expected}}.',
  clockAhead:
    '{found} at {where} has not come yet. A device’s clock may be ahead by {minutesMax, plural, one {# minute} other {# minutes}}.',
  clockBehind:
    '{found} at {where} is more than {daysMax, plural, one {# day} other {# days}} ago. Set the device’s clock; older readings come in by a file.',
  nothing: 'The message says nothing that the profile looks for: {looked}.',
  tooMany: 'A message may hold at most {most, number} readings; this one has {found, number}.',
  tooManyWaiting: '{most, number} devices wait for adoption already. Adopt or remove some of them first.',
}
