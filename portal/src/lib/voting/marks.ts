/** What is marked on the page's ballots: read, filled in again, said how far they are used, and what is wrong. */
import { choicesOf, problemOf, useOf, type Choices, type Form, type Marks } from './choices.ts'
import type { Kept } from './kept.ts'
import type { Section } from './steps.ts'

export type Say = (key: string, ...filled: string[]) => string
export type Pools = Record<string, { name: string; amount_minor: number }>
type Input = HTMLInputElement | HTMLSelectElement
type Paper = { sections: Section[]; pools: Pools; lang: string; /** As it is written after a sum. */ currency: string }

export function createMarks(root: HTMLElement, { sections, pools, lang, currency }: Paper, say: Say) {
  const inputs = (pool: string) => [...root.querySelectorAll<Input>(`[data-pool="${pool}"] [data-number]`)]
  const isBox = (input: Input): input is HTMLInputElement => input.type === 'checkbox'
  const ballotOf = (pool: string): Form => sections.find((section) => section.pools.includes(pool))!.ballot

  function read(pool: string): { marks: Marks; costs: Marks } {
    const all = inputs(pool).map((input) => ({ input, number: input.dataset.number! }))
    return {
      marks: Object.fromEntries(all.map(({ input, number }) => [number, Number(isBox(input) ? input.checked : input.value)])), // prettier-ignore
      costs: Object.fromEntries(all.map(({ input, number }) => [number, Number(input.dataset.cost)])),
    }
  }

  const shown = (form: Form, number: number) =>
    form.kind === 'knapsack'
      ? `${(number / 100).toLocaleString(lang, { minimumFractionDigits: number % 100 ? 2 : 0 })}\u00a0${currency}`
      : String(number)

  return {
    ballotOf,
    marksOf: (pool: string): Marks => read(pool).marks,
    choicesOf: (pool: string): Choices => choicesOf(ballotOf(pool), read(pool).marks),
    titleOf: (pool: string, number: string): string =>
      root.querySelector(`[data-pool="${pool}"] [data-title="${number}"]`)?.textContent ?? number,

    fill(kept: Kept): void {
      for (const [pool, marks] of Object.entries(kept.marks))
        for (const input of pools[pool] ? inputs(pool) : []) {
          const points = marks[input.dataset.number!] ?? 0
          if (isBox(input)) input.checked = points > 0
          else input.value = String(points)
        }
      for (const [section, pool] of Object.entries(kept.pools)) {
        const radio = root.querySelector<HTMLInputElement>(`[name="pool-${section}"][value="${pool}"]`)
        if (radio) radio.checked = true
      }
    },

    empty(): void {
      for (const input of root.querySelectorAll<Input>('[data-screen] input, [data-screen] select'))
        if (input instanceof HTMLInputElement && /checkbox|radio/.test(input.type)) input.checked = false
        else input.value = input.dataset.number ? '0' : ''
    },

    /** Says how many of how many are given. */
    used(pool: string): void {
      const form = ballotOf(pool)
      const { marks, costs } = read(pool)
      const { found, limit } = useOf(form, marks, costs, pools[pool]!.amount_minor)
      const key = form.kind === 'points' ? 'usedPoints' : form.kind === 'knapsack' ? 'usedMoney' : 'used'
      const line = root.querySelector(`[data-screen=choose][data-pool="${pool}"] [data-used]`)!
      line.textContent = say(key, shown(form, found), shown(form, limit))
    },

    /** What is wrong, in words. */
    problemIn(pool: string): string | undefined {
      const form = ballotOf(pool)
      const { marks, costs } = read(pool)
      const problem = problemOf(form, marks, costs, pools[pool]!.amount_minor)
      return problem && say(problem.code, shown(form, problem.found), shown(form, problem.limit))
    },
  }
}
