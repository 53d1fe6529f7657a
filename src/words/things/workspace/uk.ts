/** Об'єкти міста на робочому місці, українською. */
import type { Shape } from '../../catalogue.ts'
import type en from './en.ts'

const uk: Shape<typeof en> = {
  title: 'Об’єкти міста',
  lead: 'Ліхтарі, шафи, лічильники, будівлі: що є, де, чиє і в якому стані.',
}
export default uk
