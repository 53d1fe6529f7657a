/** What telemetry says, in Polish. */
import type { Shape } from '../../catalogue.ts'
import type {
  readingsErrors as en,
  rollupsErrors as rollups,
  qualityErrors as quality,
  retentionErrors as retention,
} from './en.ts'

export const readingsErrors: Shape<typeof en> = {
  badTime: '„{time}” nie jest czasem ze strefą, takim jak 2026-11-24T10:00:00Z.',
  tooFarAhead:
    '{time} wybiega w przyszłość o ponad {daysMax, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}}. Ustaw dobrze zegar urządzenia.',
}

export const rollupsErrors: Shape<typeof rollups> = {
  tooMany: 'Więcej niż {most} okresów to za dużo na jedną odpowiedź: zapytaj o krótszy czas albo o dłuższe okresy.',
}

export const qualityErrors: Shape<typeof quality> = {
  unknownSeries: 'Nie ma odczytów atrybutu „{attribute}”.',
  badStretch:
    'Odcinek kończy się później, niż zaczyna, i trwa najwyżej {daysMax, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}}.',
  notExcluded: 'Nic nie jest tam pominięte.',
}

export const retentionErrors: Shape<typeof retention> = {
  notSaid: 'Nie określono, jak długo przechowywać „{type}”.',
}
