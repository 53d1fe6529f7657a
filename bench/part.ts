/** What a measurement is: a part with a name, which reports rows. A new one is a file here and a line in `run.ts`. */

export type Row = { what: string; ours: string; reference?: string; ratio?: number; aim?: string }
export type Report = (row: Row) => void
export type Part = {
  title: string
  /** What it needs where not every machine has it; without it the part is skipped, and says so. */
  needs?: string
  canRun?: () => boolean
  run(report: Report): Promise<void>
}

export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}

export function quantile(all: number[], share: number): number {
  return all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * share))]!
}
export const median = (all: number[]): number => quantile(all, 0.5)
export const ms = (s: number): string => `${(s * 1000).toFixed(1)} ms`
