/** What savings refuse, in English. */
export const savingsErrors = {
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
