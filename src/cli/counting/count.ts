/** `unia count <file.pb>`: the winners of a vote, in the order in which they enter, each with what decided. */
import { readFile } from 'node:fs/promises'
import {
  amountOf,
  equalSharesOf,
  greedy,
  phragmen,
  readPabulib,
  type Decision,
  type Outcome,
  type Pabulib,
} from '#counting'
import { decisionSaid, words } from '#words'
import type { Command } from '../commands.ts'
import { askedOf, type Asked, type Rule } from './options.ts'

export const count: Command = async ({ args: [file], values }) => {
  if (!file) {
    process.stderr.write('count <file.pb> [--rule greedy|equal-shares|phragmen] [--json]\n')
    return 2
  }
  const asked = askedOf(values)
  const pabulib = readPabulib(await readFile(file, 'utf8'))
  const rule = asked.rule ?? ruleOf(pabulib)
  const from_ms = performance.now()
  const outcome = counted(pabulib, rule, asked)
  const time_ms = Math.round(performance.now() - from_ms)
  process.stdout.write(
    values.json ? `${JSON.stringify(toJson(pabulib, rule, asked, outcome, time_ms))}\n` : toText(pabulib, outcome),
  )
  return 0
}

/** The file's own, where it says one that is known here. */
const ruleOf = ({ meta }: Pabulib): Rule => (meta.get('rule')?.startsWith('equalshares') ? 'equal-shares' : 'greedy')

function counted({ profile, meta, voteType }: Pabulib, rule: Rule, asked: Asked): Outcome {
  const { completion, utility, ties, next } = asked
  if (rule === 'equal-shares') return equalSharesOf(profile, { completion, utility, ties })
  if (rule === 'phragmen') return phragmen(profile, { ties, next })
  const threshold = asked.threshold ?? Number(meta.get('min_project_score_threshold') ?? 0)
  return greedy(profile, { by: voteType === 'approval' ? 'votes' : 'score', threshold, next, ties })
}

function toJson(
  { profile, problems }: Pabulib,
  rule: Rule,
  { completion, utility, ties }: Asked,
  outcome: Outcome,
  time_ms: number,
) {
  const amount = (parts: bigint) => amountOf(parts, profile.partsPerUnit)
  const { winners, spent, left, decisions, endowment } = outcome
  return {
    ...{ rule, ...(rule === 'equal-shares' && { completion, utility }), ties },
    ...{ voters: profile.voters, budget: amount(profile.budget), winners, spent: amount(spent), left: amount(left) },
    ...(endowment !== undefined && { endowment: endowment / Number(profile.partsPerUnit) }),
    decisions: decisions.map((one) => ({
      ...one,
      cost: amount(one.cost),
      left: amount(one.left),
      said: said(profile, one),
    })),
    ...{ problems: problems.length, time_ms },
  }
}

function toText({ profile, problems }: Pabulib, { decisions, winners, spent, left }: Outcome): string {
  const amount = (parts: bigint) => amountOf(parts, profile.partsPerUnit)
  const names = new Map(profile.projects.map(({ id, name }) => [id, name]))
  const lines = decisions.map((one) => {
    const name = names.get(one.project)
    return `${one.enters ? '+' : ' '} ${one.project}${name ? ` ${name}` : ''}: ${said(profile, one)}`
  })
  const sum = `${winners.length} of ${profile.projects.length} enter, ${amount(spent)} spent, ${amount(left)} left`
  const odd = problems.length > 0 ? [`${problems.length} problems in the file: unia pabulib check`] : []
  return `${[...lines, sum, ...odd].join('\n')}\n`
}

function said({ partsPerUnit }: Pabulib['profile'], decision: Decision): string {
  const amount = (parts: bigint) => amountOf(parts, partsPerUnit)
  const { paid, cost, left } = decision
  const price = paid && (paid.price / Number(partsPerUnit)).toFixed(2)
  return decisionSaid(words.en, { ...decision, cost: amount(cost), left: amount(left), paid: paid && { ...paid, price: price! } }) // prettier-ignore
}
