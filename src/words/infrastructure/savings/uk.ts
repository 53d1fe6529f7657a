/** Чого заощадження не приймають, українською. */
import type { Shape } from '../../catalogue.ts'
import type { savingsErrors as en } from './en.ts'

export const savingsErrors: Shape<typeof en> = {
  file: {
    noTime:
      'Жоден стовпець не містить днів чи годин. Є: {found}. Час пишуть так: 2025-12-31T14:30:00 або 31.12.2025 14:30.',
    noValue: 'Значення можуть стояти в кількох стовпцях. Вкажіть потрібний; є: {found}.',
    columnUnknown: 'Немає стовпця «{column}». Є: {found}.',
    cell: 'Рядок {line, number}: не вдається прочитати «{found}» у стовпці «{column}»; правильно було б, наприклад: {expected}.',
    unit: 'Стовпець «{column}» не каже, чи він у °C, чи в °F. Вкажіть одиницю або назвіть стовпець temp_c чи temp_f.',
    empty: 'У файлі є заголовок і немає рядків.',
    tooMany: 'У файлі {found, number} рядків, а читається щонайбільше {most, number}.',
    gzip: 'Файл починається як стиснутий програмою gzip, але розпакувати його не вдається: він пошкоджений або надійшов не повністю ({cause}).',
  },
}
