/** What is marked on a ballot, and whether it may be: the one way to write each choice. Pure. */

export type Form = {
  kind: 'approval' | 'points' | 'ordinal' | 'knapsack'
  least?: number
  most?: number
  points?: number
  mostEach?: number
  mostProjects?: number
}
/** By project: 1 where it is marked, its points, or its rank. */
export type Marks = Record<string, number>
export type Choices = [number: string, points: number][]
export type Problem = { code: 'few' | 'many' | 'each' | 'points' | 'ranks' | 'money'; found: number; limit: number }

const marked = (marks: Marks): Choices => Object.entries(marks).filter(([, points]) => points !== 0)

/** Ranked, best first; else in the order of the list, which is that of the numbers' characters. */
export function choicesOf({ kind }: Form, marks: Marks): Choices {
  const all = marked(marks)
  if (kind === 'ordinal') return all.sort(([, a], [, b]) => a - b)
  return all.sort(([a], [b]) => (a < b ? -1 : 1)).map(([number, points]) => [number, kind === 'points' ? points : 1])
}

/** How far a ballot is used up: choices, points or money, of how many. */
export function useOf(form: Form, marks: Marks, costs: Marks, amount: number): { found: number; limit: number } {
  const all = marked(marks)
  const sum = (of: (number: string, points: number) => number) => all.reduce((so, [number, points]) => so + of(number, points), 0) // prettier-ignore
  if (form.kind === 'points') return { found: sum((_, points) => points), limit: form.points ?? 0 }
  if (form.kind === 'knapsack') return { found: sum((number) => costs[number] ?? 0), limit: amount }
  return { found: all.length, limit: form.most ?? all.length }
}

export function problemOf(form: Form, marks: Marks, costs: Marks, amount: number): Problem | undefined {
  const { found, limit } = useOf(form, marks, costs, amount)
  const all = marked(marks)
  const each = form.mostEach ?? form.points ?? 1
  if (form.kind === 'points') {
    const over = all.find(([, points]) => points > each || points < 0 || !Number.isInteger(points))
    if (over) return { code: 'each', found: over[1], limit: each }
    if (form.mostProjects !== undefined && all.length > form.mostProjects)
      return { code: 'many', found: all.length, limit: form.mostProjects }
  }
  if (found > limit) return { code: form.kind === 'knapsack' ? 'money' : form.kind === 'points' ? 'points' : 'many', found, limit } // prettier-ignore
  if (all.length > 0 && all.length < (form.least ?? 0)) return { code: 'few', found: all.length, limit: form.least! }
  if (form.kind === 'ordinal') {
    const ranks = all.map(([, rank]) => rank).sort((a, b) => a - b)
    const gap = ranks.findIndex((rank, i) => rank !== i + 1)
    if (gap >= 0) return { code: 'ranks', found: ranks[gap]!, limit: gap + 1 }
  }
  return undefined
}
