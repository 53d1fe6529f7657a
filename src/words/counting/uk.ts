/** What counting says, in Ukrainian. */
import type { errors as en } from './en.ts'
import type english from './en.ts'
import type { Shape } from '../catalogue.ts'

export const errors: Shape<typeof en> = {
  ties: 'Рівні розрізняються за cost, votes, score, id або lot: із зерном, наприклад lot:2026-10-15; вказано «{found}».',
  choice: '«{option}» може мати значення: {choices}; вказано «{found}».',
  noProject: 'У файлі немає проєкту {project}. Перевірте його номер.',
  notPabulib:
    'Це не файл стандарту Pabulib: у рядку {line, number} бракує {what, select, META {частини META} PROJECTS {частини PROJECTS} VOTES {частини VOTES} other {стовпця «{what}»}}.',
  flowsInCircle: 'Невикористані гроші ходили б по колу: {pools}. Нехай один із цих пулів залишить собі те, що має.',
  unknownPool: 'Бюлетень указує пул «{pool}», якого в цьому голосуванні немає.',
  noBudget: 'Бюджет у рядку {line, number} має бути сумою, наприклад 400000 або 400000.50; вказано «{found}».',
}

const uk: Shape<typeof english> = {
  problem: {
    voteType: 'Вид голосування: approval, cumulative, scoring або ordinal; вказано «{found}». Прочитано як approval.',
    metaCount: '{key} вказує {said}; у файлі {found, number}.',
    column: 'Стовпець «{column}» тут порожній. Рядок пропущено.',
    cells: 'Полів у цьому рядку {found, number}, у заголовку {expected, number}.',
    projectTwice: 'Проєкт {project} вказано двічі. Другий пропущено.',
    cost: 'Вартість проєкту {project} має бути сумою, більшою за нуль; вказано «{found}». Проєкт пропущено.',
    aboveBudget: 'Проєкт {project} коштує більше, ніж увесь бюджет. Він не може перемогти.',
    unknownProject: 'Проєкту {project} немає. Цей вибір пропущено.',
    choiceTwice: 'Проєкт {project} тут вибрано двічі. Рахується один раз.',
    voterTwice: 'Учасника {voter} вказано двічі. Пораховано обидва бюлетені.',
    points:
      'Вказано {found, plural, one {# число} few {# числа} many {# чисел} other {# числа}} балів на {expected, plural, one {# вибір} few {# вибори} many {# виборів} other {# вибору}}: {points}. Вибори без балів рахуються по одному.',
    tooFew:
      '{found, plural, one {# вибір} few {# вибори} many {# виборів} other {# вибору}}, менше ніж {limit, number}.',
    tooMany:
      '{found, plural, one {# вибір} few {# вибори} many {# виборів} other {# вибору}}, більше ніж {limit, number}.',
    pointsSum: 'Сума балів {found, number}, поза межами від {least, number} до {limit}.',
    tally:
      '{column, select, score {Бали} other {Голоси}} проєкту {project} вказано як {said}; за бюлетенями {found, number}.',
  },
  decision: {
    fits: 'входить: {votes, plural, one {# голос} few {# голоси} many {# голосів} other {# голосу}}, {cost}, лишається {left}',
    fitsShares:
      'входить: {votes, plural, one {# голос} few {# голоси} many {# голосів} other {# голосу}}, {cost}; {full, plural, one {# особа сплатила} few {# особи сплатили} many {# осіб сплатили} other {# особи сплатили}} по {price}{rest, plural, =0 {} one {, # усе, що лишалося} few {, # усе, що лишалося} many {, # усе, що лишалося} other {, # усе, що лишалося}}; лишається {left}',
    fitsUtilitarian:
      'входить із залишку: {votes, plural, one {# голос} few {# голоси} many {# голосів} other {# голосу}}, {cost}, лишається {left}',
    overBudget: 'не вміщується: {cost}, лишилося {left}',
    belowThreshold: 'замало голосів: {votes, number}',
    constraint:
      'його виключає обмеження «{limit}», бо раніше пройшов {lostTo}: {votes, plural, one {# голос} few {# голоси} many {# голосів} other {# голосу}}, {cost}',
    constraintAlone:
      'його виключає обмеження «{limit}»: {votes, plural, one {# голос} few {# голоси} many {# голосів} other {# голосу}}, {cost}',
    tied: 'Мав стільки ж, як {before}; першість {by, select, cost {визначила нижча вартість} votes {визначили голоси} score {визначили бали} lot {визначив публічний жереб} other {визначив номер}}.',
    unsupported:
      'його прихильники не можуть за нього заплатити: {votes, plural, one {# голос} few {# голоси} many {# голосів} other {# голосу}}, {cost}',
    stopped:
      'після завершення підрахунку: {votes, plural, one {# голос} few {# голоси} many {# голосів} other {# голосу}}, {cost}',
  },
}
export default uk
