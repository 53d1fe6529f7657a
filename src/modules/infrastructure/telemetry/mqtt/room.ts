/** How much of what has arrived lies in memory, over all connections. Where there is no room, nobody is read any further. */
import { READ_BYTES } from './limits.ts'

const TURN_MS = 10
export type Room = ReturnType<typeof createRoom>

export function createRoom(bytesMax: number) {
  let held = 0
  /** How each connection finds out whether it may be read. */
  const all = new Set<() => void>()
  const waiting = new Set<() => void>()

  let later: NodeJS.Timeout | undefined
  /** Each that goes on may bring as much as is read at once, or nothing: then it is somebody else's turn a moment later. */
  function wake(): void {
    let left = Math.ceil((bytesMax - held) / READ_BYTES)
    for (const flow of waiting) {
      if (left-- <= 0) {
        later ??= setTimeout(() => ((later = undefined), wake()), TURN_MS).unref()
        return
      }
      waiting.delete(flow)
      flow()
    }
  }

  return {
    isFull: () => held >= bytesMax,
    /** Messages that have begun are read to their end also where it is full, up to as much again. */
    isBursting: () => held >= 2 * bytesMax,
    enter: (flow: () => void) => void all.add(flow),
    leave: (flow: () => void) => void (all.delete(flow), waiting.delete(flow)),
    wait: (flow: () => void) => void waiting.add(flow),

    /** So many bytes more, or fewer. */
    change(bytes: number): void {
      const wasFull = held >= bytesMax
      held += bytes
      if (held >= bytesMax) {
        if (!wasFull) for (const flow of all) flow()
        return
      }
      wake()
    },
  }
}
