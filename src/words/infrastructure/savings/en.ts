/** What savings refuse, in English. */
export const savingsErrors = {
  unknown: 'There is no such plan or result of savings.',
  notDraft:
    'The plan is sealed and cannot be changed. What changed since and is none of the measure’s doing is entered as an adjustment, with its reason.',
  notSealed: 'The plan is not sealed yet. First it is fixed, then measured.',
  tooLate:
    'The works begin on {begins}, and today is {today}. A plan can only be sealed before its works begin: afterwards it would no longer be a promise.',
  order: 'Savings would count from {reportsFrom}, before the works begin on {begins}.',
  fileMissing:
    '{kind, select, meter {The meter’s readings are missing} temperature {The temperatures are missing} other {The measured watts are missing}}. Bring the file, then compute.',
  notWatts: '“{entityId}” tells its power in {unit}; what is read here are watts (WTT) and kilowatts (KWT).',
  wattage: 'At least two lamps of each group must have been measured afterwards. Missing: {missing}.',
  notPerson: 'Only a person can vouch for a result.',
  fourEyes: 'Whoever planned, brought a file, adjusted or computed cannot vouch for the result. Ask somebody else.',
  decided: 'This result has been judged already.',
  notConfirmed: 'Nobody else has confirmed this result yet; until then it is not published.',
  published: 'This result is published already.',
  overlaps: '“{name}” already holds from {from}. End it first, or choose other days.',
  period: 'The period from {from} to {to} has no end, or ends before it begins.',
  future:
    'The days until {to} are not over: today is {today}. What lies ahead was not measured. Look at the year in the file, or name an earlier end.',
  noThing: 'There is no thing “{entityId}” at the broker. Its id stands on its page, and in every answer of the API.',
  noSeries: '“{entityId}” has no readings named “{attribute}”, or several of that name. It reads: {found}.',
  noReadings:
    '“{entityId}” has no readings yet from the {days} days before the works and since. A baseline needs the days of a year before the works with use and temperature: let it report, or bring a file.',
  demoSeries:
    '“{entityId}” belongs to the demonstration. What is made up proves no saving of the city: mark the plan as a demonstration.',
  personalSeries: 'The readings of “{entityId}” are about a person, and what savings are computed from is public.',
  typed: '“{found}” cannot be read. Right would be: {right}',
  file: {
    noTime:
      'No column holds days or times. Found: {found}. Times are written as 2025-12-31T14:30:00 or 31.12.2025 14:30.',
    noValue: 'Several columns could hold the values. Name the one that does; found: {found}.',
    columnUnknown: 'There is no column “{column}”. Found: {found}.',
    cell: 'Line {line, number}: “{found}” in column “{column}” cannot be read; right would be: {expected}.',
    unit: 'Column “{column}” does not say whether it is in °C or °F. Say it, or name the column temp_c or temp_f.',
    empty: 'The file has a header and no rows.',
    tooMany: 'The file has {found, number} rows; at most {most, number} are read.',
    gzip: 'The file begins as one that gzip packed and cannot be unpacked: it was damaged, or not sent whole ({cause}).',
  },
}
