/** Each viewer is told what concerns it, one that cannot follow gets the newest state, and nobody waits for it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createHub, FULL_MS_MAX } from './hub.ts'
import { concerning, keyOf } from './rules.ts'
import type { Asked, Change } from './types.ts'

const AT = '2026-11-26T12:00:00.000Z'
const change = (id: string, names = ['Streetlight'], at: [number, number] = [22.5, 51.2], value = 1): Change => ({
  ...{ id, names, bounds: [...at, ...at], json: JSON.stringify({ id, value }) },
})

/** A line that takes so many frames before it is full. */
function line(room = Infinity) {
  const got: string[] = []
  let ended = false
  return {
    got,
    isEnded: () => ended,
    events: () => got.map((text) => [/event: (\w+)/.exec(text)![1], JSON.parse(/data: (.*)/.exec(text)![1]!)]),
    write: (text: string | Buffer) => {
      got.push(String(text))
      return got.length < room
    },
    end: () => void (ended = true),
  }
}

function openHub() {
  const asked: Asked[] = []
  let now = 0
  const hub = createHub({
    now: () => now,
    async stateOf(one) {
      asked.push(one)
      return `event: state\ndata: {"n":${asked.length}}\n\n`
    },
  })
  return { hub, asked, pass: (ms: number) => (now += ms) }
}
const settled = () => new Promise((done) => setImmediate(done))

test('a viewer begins with the state and is told what concerns it, in one frame a time', async () => {
  const { hub, asked } = openHub()
  const [lamps, here, one] = [line(), line(), line()]
  hub.join({ types: ['Streetlight'] }, lamps)
  hub.join({ box: [22, 51, 23, 52] }, here)
  hub.join({ ids: ['b'] }, one)
  await settled()
  hub.publish([change('a'), change('b', ['Meter'], [10, 10])], [], AT, '7')
  expect(lamps.events()).toEqual([['state', { n: 1 }], ['change', { at: AT, things: [{ id: 'a', value: 1 }] }]]) // prettier-ignore
  expect(here.events()[1]![1].things.map(({ id }: { id: string }) => id)).toEqual(['a'])
  expect(one.events()[1]![1].things.map(({ id }: { id: string }) => id)).toEqual(['b'])
  expect(lamps.got[1]).toMatch(/^id: 7\nevent: change\ndata: .*\n\n$/)
  expect(asked).toHaveLength(3)
})

test('those who ask the same share what is read and written for them', async () => {
  const { hub, asked } = openHub()
  const lines = Array.from({ length: 50 }, () => line())
  lines.forEach((one, i) => hub.join({ types: i % 2 ? ['A', 'B'] : ['B', 'A'] }, one))
  await settled()
  expect(asked).toHaveLength(1)
  hub.publish([change('a', ['A'])], [], AT, '1')
  expect(new Set(lines.map(({ got }) => got[1])).size).toBe(1)
})

test('a slow viewer holds one frame, starves nobody, and goes on from the newest state', async () => {
  const { hub } = openHub()
  const [slow, quick] = [line(2), line()]
  const viewer = hub.join({}, slow)
  hub.join({}, quick)
  await settled()
  for (let n = 1; n <= 1_000; n++) hub.publish([change('a', ['A'], [1, 1], n)], [], AT, `${n}`)
  expect(quick.got).toHaveLength(1_001)
  expect(slow.got).toHaveLength(2)
  viewer.emptied()
  await settled()
  expect(slow.events().map(([name]) => name)).toEqual(['state', 'change', 'state'])
})

test('what changes while the state is read is not lost', async () => {
  let release = () => {}
  let read = 0
  const hub = createHub({
    stateOf: async () => {
      const n = ++read
      if (n === 1) await new Promise<void>((go) => (release = go))
      return `event: state\ndata: {"n":${n}}\n\n`
    },
  })
  const viewer = line()
  hub.join({}, viewer)
  hub.publish([change('a')], [], AT, '1')
  await settled()
  release()
  await settled()
  hub.publish([change('b')], [], AT, '2')
  expect(viewer.events().some(([name, data]) => name === 'state' && data.n === 2)).toBe(true)
  expect(viewer.events().at(-1)![0]).toBe('change')
})

test('a line that stays full is cut; whoever leaves is forgotten, once', async () => {
  const { hub, pass } = openHub()
  const [stuck, free] = [line(1), line()]
  hub.join({}, stuck)
  const viewer = hub.join({ ids: ['x'] }, free)
  await settled()
  pass(FULL_MS_MAX + 1)
  hub.beat('event: beat\ndata: {}\n\n')
  expect([stuck.isEnded(), free.isEnded(), hub.size]).toEqual([true, false, 1])
  viewer.leave()
  viewer.leave()
  expect(hub.size).toBe(0)
})

test('many changes at once say only that there are more', async () => {
  const { hub } = openHub()
  const all = line()
  hub.join({}, all, false)
  hub.publish(
    Array.from({ length: 1_001 }, (_, i) => change(`${i}`)),
    [],
    AT,
    '1',
  )
  expect(all.events()[0]![1]).toEqual({ at: AT, things: [], more: true })
})

test('the order in which one asks does not matter, and a box holds what lies in it', () => {
  expect(keyOf({ types: ['b', 'a'], ids: ['2', '1'] })).toBe(keyOf({ types: ['a', 'b'], ids: ['1', '2'] }))
  const coordinate = fc.double({ min: -50, max: 50, noNaN: true })
  fc.assert(
    fc.property(coordinate, coordinate, coordinate, coordinate, (w, s, lon, lat) => {
      const isIn = concerning({ box: [w, s, w + 10, s + 10] })
      const lies = lon >= w && lon <= w + 10 && lat >= s && lat <= s + 10
      expect(isIn(change('a', ['A'], [lon, lat]))).toBe(lies)
    }),
  )
})
