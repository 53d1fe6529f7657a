/** Інновації міста, українською. */
import type { Catalogue } from '../en.ts'

export default {
  title: 'Міські інновації',
} satisfies Catalogue['innovations']

export const errors = {
  unknown: 'У реєстрі немає такої інновації.',
  changedMeanwhile: 'Хтось змінив це тим часом: тепер є версія {version}. Перегляньте її та внесіть свої зміни ще раз.',
  backward: 'Не може закінчитися у {to} році, раніше за початок у {from}.',
  unknownArea: 'Немає такої території: {area}.',
} satisfies Catalogue['errors']['innovations']
