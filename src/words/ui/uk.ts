/** Що кажуть самі спільні складники. */
export default {
  error: { summary: 'Виправте, щоб іти далі', prefix: 'Помилка:' },
  optional: '(необов’язково)',
  status: { A: 'виміряно', P: 'попереднє', E: 'оцінка', B: 'розрив ряду', M: 'немає' },
  missing: 'немає даних',
  source: 'звідки це число',
  change: '{change} від {period}',
  table: { chart: 'Графік', map: 'Карта', table: 'Таблиця' },
  chart: {
    region: '{title}, графік',
    summary: '{area}: {first} у {firstPeriod}, {last} у {lastPeriod}.',
    break: 'розрив ряду',
    breaks: 'Пунктирна риска позначає розрив ряду: числа до неї й після неї не можна повністю порівнювати.',
  },
  map: { region: '{title}, карта', none: 'немає даних', upTo: 'до {to}', between: '{from}–{to}', over: 'понад {from}' },
  pager: { label: 'Сторінки', previous: 'Попередня', next: 'Наступна', page: 'Сторінка {page} з {pages}' },
  progress: '{done} з {total}',
  underWay: 'Цю сторінку можна закрити, робота триває далі.',
  lookAgain: 'Перевірити, чи вже готово',
  selected: 'вибрано',
  close: 'Закрити',
}
