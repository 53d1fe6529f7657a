/** Files as they came, where the steward made the file itself public. */
import type { Readable } from 'node:stream'
import type { Needs } from '../../needs.ts'
import { refuse } from '../../refusals.ts'
import type { Kept } from '../types.ts'
import { createOpened } from './opened.ts'

export function createOriginals(needs: Needs) {
  const opened = createOpened(needs)
  return {
    /** Throws what is thrown of a version that is not public, and `catalog.originalKept` where only its rows are. */
    async original(
      distributionId: string,
      number?: number,
    ): Promise<{ version: Kept; open: (part?: { start: number; end: number }) => Promise<Readable> }> {
      const version = await opened(distributionId, number)
      if (!version.original) throw refuse.originalKept()
      return { version, open: (part) => needs.files.get(version.sha256, { ...(part && { part }) }) }
    },
  }
}
