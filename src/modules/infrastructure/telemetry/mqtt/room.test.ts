/** Room that frees reaches everybody who waits, however many of them have nothing to say. */
import { expect, test, vi } from 'vitest'
import { READ_BYTES } from './limits.ts'
import { createRoom } from './room.ts'

test('those who wait behind many silent ones get their turn', async () => {
  const room = createRoom(READ_BYTES)
  const woken: number[] = []
  const flows = Array.from({ length: 20 }, (_, n) => () => void (room.isFull() ? room.wait(flows[n]!) : woken.push(n)))
  for (const flow of flows) room.enter(flow)
  room.change(READ_BYTES)
  expect(woken).toEqual([])
  room.change(-READ_BYTES)
  await vi.waitFor(() => expect(woken).toHaveLength(20))
  room.change(READ_BYTES)
  room.leave(flows[3]!)
  room.change(-READ_BYTES)
  await vi.waitFor(() => expect(woken).toHaveLength(39))
})
