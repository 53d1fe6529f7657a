/** The thread in which pages of catalogues are read. */
import { serveTasks } from '#platform/threads'
import { readPage } from './reading.ts'

serveTasks(readPage)
