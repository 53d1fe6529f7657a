/** Pages are sent as they are read, without JavaScript; the few that need liveliness say so themselves. */
import { loadWords } from '#words/load'
import type { LayoutLoad } from './$types'

export const csr = false

export const load: LayoutLoad = async ({ data }) => ({ ...data, words: await loadWords(data.lang) })
