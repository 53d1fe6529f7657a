/** The rows of a form for an indicator's places in standards, empty ones to fill in with them. Pure. */

/** So many rows are there at least, and so many at the end are empty. */
const ROWS_MIN = 3
const ROWS_EMPTY = 2
const ROWS_MAX = 20

export const standardField = (row: number): string => `standard${row}`
export const numberField = (row: number): string => `number${row}`

export type PlaceRow = { row: number; standard: string; number: string }

export function rowsOf(values: Record<string, string>): PlaceRow[] {
  const all = Array.from({ length: ROWS_MAX }, (_, row): PlaceRow => {
    return { row, standard: values[standardField(row)] ?? '', number: values[numberField(row)]?.trim() ?? '' }
  })
  const filled = all.findLastIndex(isFilled) + 1
  return all.slice(0, Math.max(ROWS_MIN, filled + ROWS_EMPTY))
}

const isFilled = ({ standard, number }: PlaceRow): boolean => standard !== '' || number !== ''

export const filledRows = (values: Record<string, string>): PlaceRow[] => rowsOf(values).filter(isFilled)
