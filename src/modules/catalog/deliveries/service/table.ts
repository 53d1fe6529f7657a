/** Reads a delivery's table. */
import type { Needs } from '../../needs.ts'
import type { Read, ReadJob } from './reading.ts'
import type { Delivery } from '../types.ts'

export async function readTable(
  _needs: Needs,
  delivery: Delivery,
  _job: Pick<ReadJob, 'progress' | 'signal'>,
): Promise<Read> {
  throw new Error(`no reader yet for ${delivery.id}`)
}
