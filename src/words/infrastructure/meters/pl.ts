/** What a file of meter readings is refused for, in Polish. */
import type { Shape } from '../../catalogue.ts'
import type { metersErrors as en } from './en.ts'

export const metersErrors: Shape<typeof en> = {
  noTime: 'Żadna kolumna nie zawiera czasu. Są kolumny: {found}.',
  noValue: 'Nie wiadomo, w której kolumnie są odczyty. Podaj ją; są kolumny: {found}.',
  noMeter:
    'Żadna kolumna nie mówi, który to licznik. Podaj kolumnę albo licznik dla całego pliku; są kolumny: {found}.',
  columnUnknown: 'Nie ma kolumny „{column}”; są: {found}.',
  badMeter: '„{found}” nie może być nazwą licznika.',
  empty: 'W pliku nie ma ani jednego odczytu.',
  tooMany: 'To za dużo na jeden plik: {found, number}, a można {most, number}.',
}
