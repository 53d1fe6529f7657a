/** The thread in which pages of statements are read and weighed. */
import { serveTasks } from '#platform/threads'
import { readPage } from './weighing.ts'

serveTasks(readPage)
