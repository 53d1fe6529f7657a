/** Every drawing of an effect becomes a picture in both sizes, with the names that it was given and no more. */
import { expect, test } from 'vitest'
import { evaluate, type Drawing } from '#stats'
import { formatsFor, LANGS, words } from '#words'
import { effectView } from '../views/effects.ts'
import { effectChart } from './effects.ts'

const said = { id: 'x', title: '<b>t</b>', description: 'd', tick: (value: number) => value.toFixed(1), name: (id: string) => `of ${id}` } // prettier-ignore
const n = 24
const series = evaluate(
  { method: 'its', outcome: 'y', time: 't', from: 13 },
  { t: Array.from({ length: n }, (_, i) => i + 1), y: Array.from({ length: n }, (_, i) => i + ((i * 7) % 5) - (i > 11 ? 8 : 0)) }, // prettier-ignore
)
const drawings: Drawing[] = [
  ...series.drawings,
  { kind: 'event', points: [-2, -1, 0, 1].map((at) => ({ at, estimate: at, low: at - 1, high: at + 1, units: 3 })) },
  { kind: 'groups', groups: [{ id: 'control', n: 3, mean: 2, low: 1, high: 3 }, { id: 'treated', n: 3, mean: 4, low: null, high: null }] }, // prettier-ignore
  { kind: 'placebos', periods: ['1', '2', '3'], from: '3', treated: [0, 1, 5], placebos: [{ unit: 'a', gaps: [0, null, 1] }] }, // prettier-ignore
]

test.each(drawings)('$kind', (drawing) => {
  for (const size of ['wide', 'narrow'] as const) {
    const svg = effectChart(drawing, said, size)
    expect(svg).toMatch(/^<svg class="chart/)
    expect(svg).toContain('&lt;b&gt;t')
    expect(svg).not.toMatch(/NaN|undefined|<b>/)
  }
  if (drawing.kind === 'groups') expect(effectChart(drawing, said, 'wide')).toContain('of treated')
})

test.each(LANGS)('%s: the story and the tables beside the drawings', (lang) => {
  const view = effectView(lang, formatsFor(lang, words[lang]), { ...series, drawings })
  expect(view.drawings.map(({ rows }) => rows.length)).toEqual([n, 4, 2, 3])
  for (const { columns, rows } of view.drawings) for (const row of rows) expect(row).toHaveLength(columns.length)
  const sentences = [view.said.found, ...view.said.sure, ...view.said.cautions, ...view.said.assumptions.map(({ text }) => text)] // prettier-ignore
  for (const sentence of sentences) expect(sentence).toMatch(/^[^{}]{10,}$/)
})
