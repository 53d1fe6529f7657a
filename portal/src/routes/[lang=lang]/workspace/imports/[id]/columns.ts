/** What columns are called that the file does not name itself: those made of the words over its figures. */
import type { Key, Words } from '#words'

const HEADER = /^header (\d+)$/
const MADE = ['period', 'value', 'unit'] as const

/** In a table of several figures in a row; elsewhere columns have their own names. */
export function columnNames(columns: readonly { name: string }[], t: Words<Key>['t']): (name: string) => string {
  const isSpread = columns.some(({ name }) => HEADER.test(name))
  return (name) => {
    const header = HEADER.exec(name)?.[1]
    if (header) return t('mapping.headerColumn', { n: Number(header) })
    const made = MADE.find((one) => one === name)
    return isSpread && made ? t(`mapping.roles.${made}`) : name
  }
}
