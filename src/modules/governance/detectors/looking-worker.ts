/** The thread in which the detectors look through a table while it is written. */
import { workerData } from 'node:worker_threads'
import { serve } from '#platform/threads'
import { here, type Lent, type LookingOptions } from './looking.ts'
import type { ScanColumn } from './types.ts'

const { columns, before } = workerData as { columns: ScanColumn[] } & LookingOptions
serve<Lent>(here(columns, { before }))
