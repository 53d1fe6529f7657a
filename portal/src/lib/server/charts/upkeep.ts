/** Budgets drawn: of each unit what is spent and committed in one bar from zero, the plan a line across it. */
import { dressed, escape } from './svg.ts'

const SIZES = { wide: { width: 900, font: 15 }, narrow: { width: 340, font: 13 } } as const
type Unit = { name: string; plan_grosze: number | null; spent_grosze: number; committed_grosze: number }
type Said = { title: string; description: string; spent: string; committed: string; plan: string; money: (grosze: number) => string } // prettier-ignore

export function budgetChart(units: readonly Unit[], said: Said, size: keyof typeof SIZES): string {
  if (units.length === 0) return ''
  const { width, font } = SIZES[size]
  const [bar, row, top] = [font * 1.5, font * 5, font * 2.6]
  const most = Math.max(1, ...units.map((one) => Math.max(one.plan_grosze ?? 0, one.spent_grosze + one.committed_grosze))) // prettier-ignore
  const x = (grosze: number) => 2 + (grosze / most) * (width - 8)
  const say = (at: number, y: number, text: string, fill: string, weight = 400) =>
    `<text x="${at}" y="${y}" text-anchor="start" font-size="${font}" font-weight="${weight}" fill="${fill}">${escape(text)}</text>` // prettier-ignore
  const rect = (from: number, to: number, y: number, fill: string) =>
    `<rect x="${x(from)}" y="${y}" width="${Math.max(0, x(to) - x(from))}" height="${bar}" fill="${fill}"/>`
  const key = (at: number, text: string, fill: string) =>
    `<rect x="${at}" y="${font * 0.3}" width="${font}" height="${font}" fill="${fill}"/>` + say(at + font * 1.4, font * 1.2, text, 'var(--ink)') // prettier-ignore
  const step = (text: string) => font * (2.6 + text.length * 0.56)
  const second = 2 + step(said.spent)
  const third = second + step(said.committed)
  const legend =
    key(2, said.spent, 'var(--accent)') + key(second, said.committed, 'var(--class-2)') +
    `<path d="M${third + font / 2} ${font * 0.1}v${font * 1.4}" stroke="var(--ink)" stroke-width="3"/>` + say(third + font * 1.4, font * 1.2, said.plan, 'var(--ink)') // prettier-ignore
  const rows = units.map((one, i) => {
    const y = top + i * row
    const end = one.spent_grosze + one.committed_grosze
    const plan = one.plan_grosze === null ? '' : `<path d="M${x(one.plan_grosze)} ${y + font - 3}v${bar + 12}" stroke="var(--ink)" stroke-width="3"/>` // prettier-ignore
    const sums = [`${said.spent} ${said.money(one.spent_grosze)}`, `${said.committed} ${said.money(one.committed_grosze)}`] // prettier-ignore
    return (
      say(2, y + font * 0.6, one.name, 'var(--ink)', 600) +
      rect(0, one.spent_grosze, y + font + 3, 'var(--accent)') +
      rect(one.spent_grosze, end, y + font + 3, 'var(--class-2)') +
      plan +
      say(2, y + font + bar + font * 1.3 + 3, sums.join(' · '), 'var(--quiet)')
    )
  })
  const height = top + units.length * row
  return dressed(legend + rows.join(''), { width, height, size: `${size}-upkeep`, title: said.title, description: said.description }) // prettier-ignore
}
