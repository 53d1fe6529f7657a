/** Refusals that belong to no one module: what happened, and what to do. */
export default {
  unauthenticated: 'Sign in first, or send a key that is still valid.',
  forbidden: 'Your account does not have the rights for this. If you need them, ask the administrator of this city.',
  notFound: 'There is nothing at this address. Check it for a typing mistake.',
  methodNotAllowed: 'This address exists, but cannot be asked in this way. It answers to: {allowed}.',
  invalid: 'Some of what was sent is not right. Each field is named below, with what would be right.',
  malformed: 'What was sent could not be read: it is incomplete, or not in the format it says it is.',
  unsupportedMediaType: 'What was sent is in a format that is not accepted here.',
  rangeBeyond: 'A part was asked for that lies beyond the end of the file, which has {bytes, number} bytes.',
  tooLarge: 'What was sent is larger than is accepted here.',
  fileMissing: 'There was no file, or it was empty. Choose a file and send it again.',
  tooManyRequests:
    '{retryAfterSeconds, plural, one {Too many requests in a short time. Try again in # second.} other {Too many requests in a short time. Try again in # seconds.}}',
  crossOrigin:
    'This request came from another site, so nothing was changed. Open the page of this service and try again there.',
  internal:
    'Something failed on our side, and it is noted. Try again in a moment; if it happens again, give the number of the request to the people who run this service.',
  status: {
    400: 'The request is not right',
    401: 'Sign in first',
    403: 'Not allowed',
    404: 'Not found',
    405: 'Not in this way',
    409: 'In conflict with what is there',
    410: 'No longer here',
    412: 'Another version is needed',
    413: 'Too large',
    415: 'Unknown format',
    422: 'Cannot be done as asked',
    423: 'In use',
    429: 'Too many requests',
    500: 'Something failed on our side',
    502: 'Another server failed',
    503: 'Not ready yet',
    504: 'Another server took too long',
    507: 'No room left',
  },
  field: {
    missing: 'This is needed.',
    empty: 'This field is empty and has to be filled in. Right would be: {right}',
    type: '{expected, select, string {Text is expected.} number {A number is expected.} int {A whole number is expected.} boolean {true or false is expected.} date {A date is expected.} array {A list is expected.} object {An object with named fields is expected.} other {Another kind of value is expected.}}',
    tooSmall:
      '{kind, select, string {{limit, plural, one {At least # character.} other {At least # characters.}}} array {{limit, plural, one {At least # item.} other {At least # items.}}} other {{inclusive, select, true {At least {limit, number}.} other {More than {limit, number}.}}}}',
    tooLarge:
      '{kind, select, string {{limit, plural, one {At most # character.} other {At most # characters.}}} array {{limit, plural, one {At most # item.} other {At most # items.}}} other {{inclusive, select, true {At most {limit, number}.} other {Less than {limit, number}.}}}}',
    format:
      '{format, select, email {An e-mail address is expected, such as name@example.org.} url {A web address is expected, such as https://example.org/.} uuid {A UUID is expected.} date {A date is expected, such as 2026-11-24.} datetime {A date with time is expected, such as 2026-11-24T10:00:00Z.} time {A time is expected, such as 10:00:00.} other {This does not have the form that is expected.}}',
    step: 'A multiple of {step, number} is expected.',
    unknown: 'Not known here: {names}.',
    choice: 'One of these is expected: {choices}.',
    wrong: 'This value does not fit.',
  },
  files: {
    unknown: 'There is no such file.',
    tooLarge: 'The file is larger than {limitBytes, number, ::scale/0.000001 .##} MB, the most that is accepted here.',
    corrupt:
      'The file on our disk is no longer what was kept. It will not be given out; the people who run this service must restore it.',
    diskFull: 'There is no room left on our disk, so nothing was kept. What was kept before is safe. Try again later.',
  },
  uploads: {
    unknown: 'There is no such upload: it was never begun, is finished, or lay too long. Begin a new one.',
    wrongOffset:
      'The upload has {has, number} bytes, so what follows begins there, not at {at, number}. Ask how much came, and go on from it.',
    tooMuch: 'More came than was announced: {bytesMax, number} bytes. What came up to then is kept.',
    busy: 'Another request sends to this upload. Ask how much came, and go on from there.',
    diskFull: 'There is no room left on our disk. What came so far is kept; go on later.',
    protocolVersion: 'Only version {supported} of the tus protocol is spoken here.',
    lengthMissing: 'Say in Upload-Length how many bytes the whole file has.',
    offsetMissing: 'Say in Upload-Offset at which byte what you send begins.',
    badMetadata: 'Upload-Metadata must be pairs of a name and a value in base64, with commas between.',
  },
  mail: {
    badAddress: 'This is not an e-mail address that a message can be sent to.',
    badSubject: 'The subject must be one line of text, not empty, of at most 300 characters.',
  },
  net: {
    badAddress:
      '{reason, select, scheme {The address must begin with https://.} credentials {The address must not hold a name or password.} port {The address names a port that is not the web’s.} other {This is not a web address.}}',
    privateAddress: '{host} leads into a private network, where this service does not go.',
    unreachable: '{host} does not answer. Check the address, or try later.',
    undecodable: 'The other server sent something that could not be decoded.',
    tooLarge:
      'The other server sent more than {limitBytes, number, ::scale/0.000001 .##} MB, the most that is accepted here.',
    tooManyRedirects:
      '{host} sent us on more than {most, plural, one {# time} other {# times}}. Ask for the final address.',
    timeout: '{host} took too long to answer. Try later.',
  },
  ledger: {
    invalid: 'This cannot stand in the ledger: {reason}.',
    tooLarge: 'The entry has {bytes, number} bytes; at most {bytesMax, number} fit in the ledger.',
    unknown: 'There is no such entry in the ledger.',
    pending: 'The entry is in the ledger, but does not have its place in the tree yet. Ask again in a few seconds.',
    unknownSize: 'The ledger never had the size {size}.',
    otherKey: 'The ledger was signed with another key than this installation has. Restore its key from the backup.',
    folderNotEmpty: 'The folder {folder} is not empty. Name an empty one.',
  },
  photos: {
    unreadable: 'This file cannot be read as a photo. Photos are JPEG, PNG or WebP files.',
  },
  press: {
    noPages: 'This process has no pages to print. Start it as `start` or `work`, with the portal built.',
    noBrowser:
      'No PDF can be printed here: no browser that runs was found ({reason}). Name a Chromium in CHROMIUM_PATH. The page and the data are complete without it.',
    failed: 'The page {path} could not be printed: {reason}.',
    tooSlow: 'Printing {path} took more than {seconds, number} seconds and was ended. Try again later.',
  },
  platform: {
    backupMismatch:
      'The backup does not fit this program: table {table}, columns {columns}. Restore it with the version that made it.',
    backupDamaged: 'The backup is incomplete or damaged: {member}. Take another copy of it.',
    notEmpty: 'There is already something in {where}, and nothing is restored over it. Name an empty place.',
    notJson: 'This is not JSON: {cause}',
    alreadyRunning: 'Unia already runs on {dataDir}. Stop it first, or name another folder in DATA_DIR.',
    databaseUnreachable: 'The database does not answer: {cause}',
    databaseAway: 'The database is not there at the moment. Nothing is lost; try again in a minute.',
    diskFull:
      'There is no room left on the disk, so this was not done. What was kept before is safe. Make room, or try again later.',
    databaseTooOld: 'The database is PostgreSQL {found}; {needed} or newer is needed.',
    schemaTooNew:
      'The database was changed by a newer version of Unia ({unknown}). Start that version, or restore a backup.',
  },
}
