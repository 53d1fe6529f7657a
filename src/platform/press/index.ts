/**
 * The press: pages of the house as tagged PDF. A browser without network, without JavaScript and without anything to read
 * but those pages prints one at a time and is ended. Needs the pages themselves, and a Chromium: its own or `CHROMIUM_PATH`.
 */
export { createPress, type Pages, type Press } from './press.ts'
