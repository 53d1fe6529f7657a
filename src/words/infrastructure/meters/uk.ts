/** What a file of meter readings is refused for, in Ukrainian. */
import type { Shape } from '../../catalogue.ts'
import type { metersErrors as en } from './en.ts'

export const metersErrors: Shape<typeof en> = {
  noTime: 'Жоден стовпець не містить часу. Є стовпці: {found}.',
  noValue: 'Невідомо, у якому стовпці покази. Назвіть його; є стовпці: {found}.',
  noMeter:
    'Жоден стовпець не каже, який це лічильник. Назвіть стовпець або лічильник для всього файлу; є стовпці: {found}.',
  columnUnknown: 'Стовпця «{column}» немає; є: {found}.',
  badMeter: '«{found}» не може бути назвою лічильника.',
  empty: 'У файлі немає жодного показу.',
  tooMany: 'Для одного файлу це забагато: {found, number}, а можна {most, number}.',
}
