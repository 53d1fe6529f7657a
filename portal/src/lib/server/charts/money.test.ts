/** Fields that can be seen are drawn and no others; what flows out of one side flows into the other. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flowChart } from './flow.ts'
import { gather, treemapChart } from './treemap.ts'

const number = (value: number) => `${value}`

test('of any number of parts those that can be seen are drawn, and nothing of the money is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 1e12 }), { maxLength: 400 }), (values) => {
      const { seen, rest } = gather(values.map((value) => ({ value })))
      const sum = (all: { value: number }[]) => all.reduce((whole, { value }) => whole + value, 0)
      expect(sum(seen) + sum(rest)).toBe(sum(values.filter((value) => value > 0).map((value) => ({ value }))))
      expect(seen.length).toBeLessThanOrEqual(31)
      expect(rest.length).not.toBe(1)
      // Looking into the rest again and again comes to its end.
      if (rest.length > 0) expect(seen.length).toBeGreaterThan(0)
    }),
  )
})

test('a budget of 5,000 parts is a drawing of some thirty fields, each telling its name', () => {
  const all = Array.from({ length: 5_000 }, (_, i) => ({ id: `${i}`, name: `<Part> ${i}`, value: 1 + ((i * 7919) % 5_000) })) // prettier-ignore
  const { seen, rest } = gather(all)
  const left = rest.reduce((sum, { value }) => sum + value, 0)
  const gathered = { id: 'rest', name: 'the rest', value: left, href: '/rest' }
  for (const size of ['wide', 'narrow'] as const) {
    const svg = treemapChart({ title: 't', description: 'd', fields: seen, gathered, number }, size)
    expect(svg.match(/<rect/g)!.length).toBe(seen.length + 1)
    expect(svg.length).toBeLessThan(20_000)
    expect(svg).toContain('<a href="/rest">')
    expect(svg).not.toContain('<Part>')
  }
})

test('bands lie within the drawing, and a side without money is not drawn', () => {
  const chart = { title: 't', description: 'd', sources: [{ id: 'a', name: 'A' }, { id: 'none', name: 'N' }], targets: [{ id: 'x', name: 'X' }, { id: 'y', name: 'Y' }], number } // prettier-ignore
  const svg = flowChart({ ...chart, bands: [{ from: 'a', to: 'x', value: 10 }, { from: 'a', to: 'y', value: 0 }] }, 'wide') // prettier-ignore
  expect(svg).toContain('A → X: 10')
  expect(svg).not.toMatch(/>Y<|>N</)
  expect(flowChart({ ...chart, bands: [] }, 'wide')).toBe('')
})
