/** The running head of a printed page, as a custom property in the page's style attribute. */
import { escape } from '#lib/server/charts/svg.ts'

/** A CSS string inside an HTML attribute: both must take it for text. */
export const runningHead = (text: string | undefined): string =>
  text === undefined ? '' : escape(`;--running:'${text.replace(/\p{C}/gu, ' ').replace(/[\\']/g, '\\$&')}'`)
