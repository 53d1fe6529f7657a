/** The thread that counts the columns of a large text file. */
import { workerData } from 'node:worker_threads'
import { serve } from '#platform/threads'
import { createCounting, type CutRows } from './counting.ts'

const { takeCut, end } = createCounting(workerData as string[])
serve<CutRows>({ take: takeCut, end })
