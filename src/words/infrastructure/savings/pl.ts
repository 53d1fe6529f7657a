/** Czego oszczędności nie przyjmują, po polsku. */
import type { Shape } from '../../catalogue.ts'
import type { savingsErrors as en } from './en.ts'

export const savingsErrors: Shape<typeof en> = {
  file: {
    noTime:
      'Żadna kolumna nie zawiera dni ani godzin. Są: {found}. Czas zapisuje się tak: 2025-12-31T14:30:00 albo 31.12.2025 14:30.',
    noValue: 'Wartości mogą stać w kilku kolumnach. Wskaż właściwą; są: {found}.',
    columnUnknown: 'Nie ma kolumny „{column}”. Są: {found}.',
    cell: 'Wiersz {line, number}: nie da się odczytać „{found}” w kolumnie „{column}”; dobrze byłoby na przykład: {expected}.',
    unit: 'Kolumna „{column}” nie mówi, czy jest w °C, czy w °F. Podaj jednostkę albo nazwij kolumnę temp_c lub temp_f.',
    empty: 'Plik ma nagłówek, a nie ma wierszy.',
    tooMany: 'Plik ma {found, number} wierszy, a czyta się najwyżej {most, number}.',
    gzip: 'Plik zaczyna się jak spakowany programem gzip, ale nie da się go rozpakować: jest uszkodzony albo nie przyszedł w całości ({cause}).',
  },
}
