/** Zasady odczytów i pracy na pulpicie, po polsku. */
import type { Shape } from '../catalogue.ts'
import type en from './en.ts'

const pl: Shape<typeof en> = {
  title: 'Zasady odczytów i pracy',
  lead: 'Kiedy odczyt uznaje się za wątpliwy, jak długo trzyma się odczyty i kiedy się pracuje.',
  quality: 'Wątpliwe odczyty',
  qualityText:
    'Każdy odczyt zostaje. To, co wykryją te zasady, jest oznaczone na stronie obiektu. Wyłączyć odczyt z obliczeń może tylko człowiek, podając powód.',
  what: 'Co się mierzy',
  usual: 'wszystko inne',
  gap: 'Przerwa',
  gapOf: 'ponad {n} zwykłych odstępów',
  stuck: 'Zacięcie',
  stuckOf:
    '{readings, plural, one {# taki sam odczyt} few {# takie same odczyty} many {# takich samych odczytów} other {# takiego samego odczytu}} przez {hours} h',
  range: 'Możliwe',
  rangeOf: 'od {min} do {max}',
  from: 'od {min}',
  outlier: 'Odstaje',
  outlierOf: 'ponad {z} razy zwykły rozrzut',
  never: '–',
  clock: 'Czas jest zły, gdy odczyt nadszedł ponad 10 minut przed chwilą pomiaru albo samotnie 300 dni po niej.',
  retention: 'Jak długo trzyma się odczyty',
  retentionText:
    'Jeśli nic nie ustalono, na zawsze. Podsumowania kwadransów, godzin, dni i miesięcy zostają zawsze, podobnie jak odczyty, na których opiera się opublikowana liczba albo zatwierdzony plan oszczędności.',
  kind: 'Rodzaj obiektów',
  attribute: 'Tylko',
  days: 'Dni',
  forDays: '{n, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}}',
  since: 'Ustalono',
  noRetention: 'Niczego nie ustalono: wszystko zostaje na zawsze.',
  keep: 'Ustal',
  withdraw: 'Trzymaj na zawsze',
  withdrawNamed: '{kind}: trzymaj na zawsze',
  time: 'Kiedy się pracuje',
  timeText:
    'Tylko wtedy biegną terminy zleceń. Wpisz „7:00–15:00”, kilka przedziałów po przecinku, a w dzień wolny nic.',
  holidays: 'Święta',
  holidaysOf: { pl: 'wolne, zgodnie z polską ustawą', none: 'jak zwykłe dni' },
  closed: 'Inne dni wolne',
  closedHint: 'Jedna data w wierszu, na przykład 2026-12-24.',
  off: 'wolne',
  save: 'Zapisz',
  done: { kept: 'Ustalono.', withdrawn: 'Od teraz trzymane na zawsze.', saved: 'Zapisano czas pracy.' },
}
export default pl
