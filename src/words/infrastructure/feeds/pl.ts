/** Czego odmawiają liczby z odczytów, po polsku. */
import type { Shape } from '../../catalogue.ts'
import type { feedsErrors as en } from './en.ts'

export const feedsErrors: Shape<typeof en> = {
  unknown: 'Nie ma takiej reguły liczenia z odczytów albo takiej liczby. Reguły są w paczce miasta.',
  notPerson: 'Tylko człowiek może zdecydować, że liczby z odczytów mają być publiczne.',
  opened: 'Liczby z tej reguły są już publikowane. Jeśli nie powinny, wstrzymaj je.',
  notOpened: 'Liczby z tej reguły nie są publikowane, więc nie ma czego wstrzymywać.',
}
