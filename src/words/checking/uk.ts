/** Дві пари очей: що помічають перевірки, хто ручається за дані, що відкликано, чого не подають і чому. */
import type { Shape } from '../catalogue.ts'
import type en from './en.ts'
import type { errors as english } from './en.ts'

export const errors: Shape<typeof english> = {
  ownValue: 'Це ваші власні дані, тож перевірити їх має інша особа.',
  personNeeded: 'Ручатися за дані може лише людина, а не ключ системи.',
  notVerified: 'Перш ніж цей імпорт можна буде опублікувати, його має перевірити інша особа.',
  returned: 'Цей імпорт повернули з поясненням. Надішліть виправлений файл або попросіть глянути ще раз.',
  stale:
    'Тим часом хтось опублікував те саме число: {area}, {measure}, {period} тепер {theirs, select, null {немає} other {{theirs, number}}}, а у вас {yours, select, null {немає} other {{yours, number}}}. Перевірте імпорт ще раз, знаючи обидва.',
  unanswered:
    '{count, plural, one {# серйозне зауваження ще не має відповіді.} few {# серйозні зауваження ще не мають відповіді.} many {# серйозних зауважень ще не мають відповіді.} other {# серйозного зауваження ще не має відповіді.}} Поясніть, чому число правильне, або поверніть імпорт.',
}

const words: Shape<typeof en> = {
  finding: {
    unitSlip:
      'Приблизно у {factor} разів {way, select, more {більше} other {менше}}, ніж зазвичай: {against, select, series {{others, plural, one {найближче число ряду —} few {# найближчі числа ряду —} many {# найближчих чисел ряду —} other {# найближчого числа ряду —}} близько {usual}} other {{others, plural, one {# така сама територія має} few {# такі самі території мають} many {# таких самих територій мають} other {# такої самої території має}} близько {usual}}}. Якщо переплутано одиницю, правильне значення — {right}.',
    range: 'Дає значення {value} показника «{indicator}» ({area}, {period}); можливо {range}.',
    total:
      '{whole}: сума {parts, plural, one {# частини} few {# частин} many {# частин} other {# частини}} — {sum}, а ціле — {total}. Якщо інші числа незмінні, правильне значення — {right}.',
    jump: 'Із {before} ({beforePeriod}) на {found}: не так, як {others, plural, one {# інша зміна} few {# інші зміни} many {# інших змін} other {# іншої зміни}} цього ряду{peers, select, none {} other {, і не так, як тоді {cities, plural, one {# така сама територія} few {# такі самі території} many {# таких самих територій} other {# такої самої території}} ({peers})}}. Звичним було б значення від {low} до {high}.',
    peers:
      'Далеко від {others, plural, one {# такої самої території} few {# таких самих територій} many {# таких самих територій} other {# такої самої території}}, де близько {usual}. Звичним було б значення від {low} до {high}.',
  },
}

export default words
