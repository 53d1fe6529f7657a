/** What the catalogue of open data says, in English. */
export const errors = {
  unknown: 'There is nothing of this name in the catalogue.',
  unknownOrganisation: 'There is no such organisation here. Choose the one that publishes the data.',
  unknownSeries: 'There is no series “{slug}”. Begin it first, or leave the series out.',
  unknownAreas: 'These areas are not known here: {names}. Use the ids of areas, as /api/v1/areas lists them.',
  unknownRelated: 'These datasets are not in the catalogue: {names}.',
  slugTaken: 'The name “{slug}” in the address is taken. Choose another; it stays for good.',
  overtaken:
    'Somebody changed this while you were writing: you had version {seen, number}, now it is version {version, number}. Nothing of yours was kept. Look at what changed ({changed}) and write again.',
  tooManyDistributions: 'A dataset has at most {most, plural, one {# distribution} other {# distributions}}.',
  endpointMissing: 'A service needs the address at which it answers.',
  unknownAsset: 'There is no asset “{slug}” in the register of what the city holds. Enter it there first.',
  withdrawn: 'This was public and was taken back. Why: {reason}',
  alreadyWithdrawn: 'This was taken back before.',
  alreadyPublished: 'This delivery is public already.',
  notPublished: 'This was never public, so there is nothing to take back.',
  notReady:
    'This delivery cannot be published yet: {state, select, reading {it is still being read} stopped {it was stopped, see its problems} held {it waits for a decision at the gate} refused {the gate refused it} withdrawn {it was taken back} other {it was given up}}.',
  notRereadable:
    'This delivery cannot be read again: {state, select, reading {it is being read} other {it was given up}}.',
  notRead:
    'There are no rows to show: {state, select, reading {the file is still being read} stopped {the file was stopped, see its problems} other {they are no longer behind the gate}}.',
  otherBytes:
    'The file that came is not the one that was announced: its SHA-256 is {found}, not {expected}. It was not kept; send it again.',
  tooManyUploads:
    '{most, plural, one {# upload of yours is} other {# uploads of yours are}} under way, as many as are allowed. Finish one, or give it up.',
  badColumnName:
    'A column cannot be called “{name}”: its name must be its own, at most {bytesMax, number} bytes long, and neither begin with “_” nor hold a quotation mark.',
  unknownColumn: 'There is no column “{name}” in the dictionary.',
  noRows:
    'The file has a header and no rows, so that nothing tells what its columns hold: {columns}. The first delivery must have rows.',
  valueUnfit:
    'A value in row {row, number}, column {column}, is larger or longer than its type can hold. Choose another type for the column, or mend the value.',
  nothingLeft: 'All columns are left out, so nothing would be published. Keep at least one.',
  treatedTwice: 'Two rules make counts of one table. Keep one of them.',
  countsOpen:
    '{count, plural, one {# small count} other {# small counts}} could still be reckoned back from the others, whatever is hidden. Publish larger groups.',
  countsUnfit:
    '“{column}” cannot be protected so: counts and sums are numbers not below zero, counts are whole, and a column is either a count or says what is counted.',
  totalTaken:
    '“{total}” stands in the column “{column}” already, and would be taken for the total. Call the total something else.',
  countsSlow:
    'Reckoning which counts have to be left empty took more than {seconds, number} seconds and was ended. Keep the rule: then it is reckoned in the background.',
  tooManyGroups:
    'The table would have more than {most, number} groups or counts, which are more than can be protected at once. Choose fewer columns, or say them less exactly.',
  shapeFilter:
    'Column “{name}” holds shapes on the map, which can be neither compared nor sorted. Ask whether it is missing or present.',
  badFilter: 'A value in the question does not fit its column: {reason}. Give numbers as 1234.5, days as 2025-12-31.',
  notNumber: 'Column {name} holds no numbers, so it cannot be summed up. Choose a column of numbers.',
  notPlace: 'Column {name} holds no places. Choose a column of shapes, or latitude and longitude.',
  noShapes: 'This table has no places: neither shapes nor latitude and longitude. Take it in another format.',
  badCursor:
    'The place where the page was to begin could not be read. Take it from `next` of the page before, or begin anew.',
  tooSlow:
    'The answer took more than {seconds, number} seconds and was given up. Ask for less: fewer rows, a filter, no search.',
  originalTreated:
    'The file as it came cannot be public: something in it is left out of the published rows, changed in them, or stands beside them, and so nobody looked at it.',
  originalKept: 'The file as it came is not public, only its rows are. Take them as CSV, XLSX, JSON or Parquet.',
  busy: 'The data is being read by many at this moment. Nothing was changed; try again in a few seconds.',
  sqlUnreadable: 'This query cannot be read: {reason}. Write one SELECT as PostgreSQL knows it.',
  sqlForbidden:
    'A query may not use this here: {what}. One SELECT on published tables is allowed, with the functions that the guide lists.',
  sqlTooMuch:
    'The query asks for too much: {what, select, characters {it may have {most, number} characters} nodes {it may have {most, number} parts} depth {it may be nested {most, number} deep} queries {it may hold {most, number} queries} tables {it may name tables {most, number} times} growth {it would make texts too long} gathered {what string_agg and array_agg gather may stand in a table of at most {most, number} bytes} bytes {its answer is larger than {most, number} bytes} other {it would take the database too long}}. Ask for less, or download the whole table.',
  sqlTooSlow:
    'The query took longer than {seconds, plural, one {# second} other {# seconds}} and was stopped. Narrow it with WHERE or LIMIT, or download the whole table.',
  sqlFailed: 'The database cannot answer this query: {reason}',
  sqlOff:
    'SQL queries are switched off here: the database gives this house no role that may read published tables and nothing else ({reason}). Rows can be had without SQL.',
}

export default {
  title: 'Open data of {city}',
  about: 'Data that the city publishes: described, in versions, free to use again.',
}
