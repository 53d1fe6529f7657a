/** Budżet utrzymania na pulpicie, po polsku. */
import type { Shape } from '../catalogue.ts'
import type en from './en.ts'

const pl: Shape<typeof en> = {
  title: 'Budżet utrzymania',
  lead: 'Ile każda jednostka zaplanowała na naprawy i utrzymanie, ile pochłoną otwarte zlecenia i ile już wydano.',
  years: 'Rok',
  none: 'W roku {year} niczego nie zaplanowano i niczego nie wydano',
  noneText: 'Ustal plan poniżej. Koszty zleceń pojawią się same, gdy zlecenia zostaną odebrane.',
  unit: 'Jednostka',
  plan: 'Plan',
  spent: 'Wydano',
  committed: 'Zobowiązania',
  forecast: 'Prognoza',
  left: 'Zostało z planu',
  orders: 'Zlecenia',
  ordersText:
    '{signed, plural, one {# odebrane} few {# odebrane} many {# odebranych} other {# odebranego}}, {open, plural, one {# otwarte} few {# otwarte} many {# otwartych} other {# otwartego}}',
  noPlan: 'brak planu',
  over: 'Prognoza przekracza plan o {by}',
  rule: 'Wydano: zlecenia odebrane w tym roku. Zobowiązania: otwarte zlecenia, według szacunku albo dotychczasowego kosztu, jeśli jest wyższy. Prognoza: wydatki razem ze zobowiązaniami albo dotychczasowe tempo przeliczone na cały rok, jeśli to więcej; tempo liczy się po 60 dniach.',
  chart: 'Plan, wydatki i zobowiązania każdej jednostki',
  chartText: 'Słupki: wydatki, potem zobowiązania. Kreska to plan.',
  months: 'Wydatki według miesięcy',
  month: 'Miesiąc',
  set: 'Ustal plan',
  year: 'Rok',
  amount: 'Plan, zł',
  save: 'Zapisz plan',
  saved: 'Plan jest zapisany. To, co planowano wcześniej, zostaje w rejestrze zmian.',
}
export default pl
