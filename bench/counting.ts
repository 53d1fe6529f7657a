/** Equal shares at the size of a large city, against one pass over the same ballots in the same run; and a vote that was held. */
import { existsSync, readFileSync } from 'node:fs'
import { createBox, equalSharesOf, readPabulib, type Choice, type Profile } from '#counting'
import { seeded } from '#stats'
import { median, seconds, type Part } from './part.ts'

const VOTERS = 500_000
const PROJECTS = 200
const CHOICES_MAX = 15
const PASSES = 9
const HELD = '../shared/oracles/pabulib/Poland_Warszawa_2025_Bemowo.pb'

/** Made up: costs and popularity as uneven as those of cities, up to fifteen choices a ballot, money for two fifths. */
function madeUp(): Profile {
  const draw = seeded(7)(0)
  const projects = Array.from({ length: PROJECTS }, (_, i) => ({
    ...{ id: String(i + 1), cost: BigInt(Math.round(200 * Math.exp(4 * draw()))) * 100n },
  }))
  const upTo: number[] = []
  for (let i = 0; i < PROJECTS; i++) upTo.push((upTo.at(-1) ?? 0) + draw() ** 2)
  const pick = (): number => {
    const at = draw() * upTo.at(-1)!
    return upTo.findIndex((sum) => sum >= at)
  }
  const budget = (projects.reduce((sum, { cost }) => sum + cost, 0n) * 2n) / 5n
  const box = createBox({ projects, budget })
  for (let voter = 0; voter < VOTERS; voter++)
    box.add(
      Array.from({ length: 1 + Math.floor(draw() * CHOICES_MAX) }, (): Choice => ({ project: pick(), points: 1 })),
    )
  return box.profile()
}

async function pass_s({ supporters, weights }: Profile): Promise<number> {
  const all: number[] = []
  for (let i = 0; i < PASSES; i++)
    all.push(
      await seconds(async () => {
        let sum = 0
        for (const { groups, points } of supporters)
          for (let j = 0; j < groups.length; j++) sum += weights[groups[j]!]! * points[j]!
        if (sum === 0) throw new Error('no votes')
      }),
    )
  return median(all)
}

export const counting: Part = {
  title: 'Counting: equal shares, exact, with Add1',
  async run(report) {
    const cases: [string, () => Profile, string][] = [
      [`${VOTERS / 1_000},000 voters, ${PROJECTS} projects`, madeUp, '60 s, 1 GB'],
    ]
    if (existsSync(HELD)) cases.push(['Warszawa 2025, Bemowo: 4,580 voters, 82 projects', () => readPabulib(readFileSync(HELD, 'utf8')).profile, '3 s']) // prettier-ignore
    for (const [what, made, aim] of cases) {
      const profile = made()
      const reference = await pass_s(profile)
      let winners = 0
      const ours = await seconds(async () => (winners = equalSharesOf(profile, { completion: 'add1' }).winners.length))
      const memory = `${Math.round(process.resourceUsage().maxRSS / 1_000)} MB at most`
      const pass = `${(reference * 1_000).toFixed(1)} ms`
      report({ what: `${what}: ${winners} enter / one pass over the ballots`, ours: `${ours.toFixed(1)} s, ${memory}`, reference: pass, ratio: ours / reference, aim }) // prettier-ignore
    }
  },
}
