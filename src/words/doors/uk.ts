/** Головна сторінка та п’ятеро дверей. */
export default {
  map: {
    caption: 'Карта: {name}, {unit}, {period}.',
    outlines: 'Межі: {source}.',
    table: 'таблиця',
    source: 'звідки ці числа',
  },
  now: 'Місто зараз',
  loop: {
    label: 'Що вже працює',
    data: 'Дані',
    dataCount: '{n, plural, one {# число} few {# числа} many {# чисел} other {# числа}} із вказаним джерелом',
    indicators: 'Показники',
    indicatorsCount:
      '{n, plural, one {# обчислено за формулою} few {# обчислено за формулою} many {# обчислено за формулою} other {# обчислено за формулою}}',
    comparison: 'Порівняння',
    comparisonCount: '{n, plural, one {# місто} few {# міста} many {# міст} other {# міста}} на одному графіку',
    proof: 'Доказ',
    proofCount: '{n, plural, one {# запис} few {# записи} many {# записів} other {# запису}} у книзі, можна перевірити',
  },
  promises: 'П’ять обіцянок міста',
  more: 'докладніше',
  live: {
    districts: '{n, plural, one {# район} few {# райони} many {# районів} other {# району}} з межами',
    datasets: '{n, plural, one {# набір даних} few {# набори даних} many {# наборів даних} other {# набору даних}}',
    opened: '{n, plural, one {# рішення} few {# рішення} many {# рішень} other {# рішення}} шлюзу про відкриття',
    measures: '{n, plural, one {# міра} few {# міри} many {# мір} other {# міри}}',
    reported: '{reported} із {total} показників {standard}',
    compared:
      '{n, plural, one {# місто в порівнянні} few {# міста в порівнянні} many {# міст у порівнянні} other {# міста в порівнянні}}',
  },
  open: {
    now: '{n, plural, one {# набір} few {# набори} many {# наборів} other {# набору}} даних; у {tables, plural, one {# таблиці} few {# таблицях} many {# таблицях} other {# таблиці}} {rows, plural, one {# рядок, яким} few {# рядки, якими} many {# рядків, якими} other {# рядка, якими}} може користуватися кожен.',
  },
  rooms: 'Що тут є',
  facts: 'Факти',
  unverified: 'не перевірено',
  strategies: 'Стратегії',
  strategy: 'Ухвалено {day}, на {from}–{to} роки.',
  districts: 'Райони (dzielnice)',
  city: 'Місто',
  sinceYear: 'від {period}',
  links: 'Посилання',
  datasets: 'Набори даних',
  datasetsCaption: 'Набори, з яких походять числа цього сервісу',
  dataset: 'Набір',
  source: 'Джерело',
  licence: 'Умови використання',
  measures: 'Міри',
  retrieved: 'Отримано',
  sources: 'Джерела',
  absent: {
    title: 'Чого тут ще немає',
    'smart-city': 'Мешканці подають проєкти і голосують; обговорень і петицій тут ще немає. Тому чисел про них немає.',
    innovations: 'Наставництво й волонтерство тут ще не працюють.',
    digital:
      'Каталог і шлюз приватності працюють. Запити на набори, які не відкриті, і збирання даних інших установ тут іще не працюють.',
    network:
      'Закритих груп міст, які порівнюються лише між собою, поручительства міст одне за одне та спільного написання документів тут ще немає.',
  },
}
