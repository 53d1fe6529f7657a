/** `unia count <file.pb>`: the winners of a vote, in the order in which they enter, each with what decided. */
import { readFile } from 'node:fs/promises'
import {
  amountOf,
  equalSharesOf,
  greedy,
  limitsOf,
  phragmen,
  readPabulib,
  type Decision,
  type Outcome,
  type Pabulib,
  type Profile,
} from '#counting'
import { Refusal } from '#platform/errors'
import { decisionSaid, words } from '#words'
import type { Command } from '../commands.ts'
import { askedOf, type Asked, type Rule } from './options.ts'

export const count: Command = async ({ args: [file], values }) => {
  if (!file) {
    process.stderr.write(
      'count <file.pb> [--rule greedy|equal-shares|phragmen] [--without a,b] [--excluding a,b] [--json]\n',
    )
    return 2
  }
  const asked = askedOf(values)
  const whole = readPabulib(await readFile(file, 'utf8'))
  const pabulib = { ...whole, profile: without(whole.profile, asked) }
  const rule = asked.rule ?? ruleOf(pabulib)
  const from_ms = performance.now()
  const outcome = counted(pabulib, rule, asked)
  const time_ms = Math.round(performance.now() - from_ms)
  process.stdout.write(
    values.json ? `${JSON.stringify(toJson(pabulib, rule, asked, outcome, time_ms))}\n` : toText(pabulib, outcome),
  )
  return 0
}

/** The vote as if some projects had not stood on the list: who chose nothing else is a voter all the same. Throws `counting.noProject`. */
function without(profile: Profile, { without, excluding }: Asked): Profile {
  const known = new Set(profile.projects.map(({ id }) => id))
  const unknown = [...without, ...excluding.flat()].find((id) => !known.has(id))
  if (unknown !== undefined) throw new Refusal('counting.noProject', 400, { project: unknown })
  const gone = new Set(without)
  const stays = profile.projects.map(({ id }) => !gone.has(id))
  const kept = <T>(all: readonly T[]) => all.filter((_, i) => stays[i])
  return { ...profile, projects: kept(profile.projects), supporters: kept(profile.supporters) }
}

/** The file's own, where it says one that is known here. */
const ruleOf = ({ meta }: Pabulib): Rule => (meta.get('rule')?.startsWith('equalshares') ? 'equal-shares' : 'greedy')

function counted({ profile, meta, voteType }: Pabulib, rule: Rule, asked: Asked): Outcome {
  const { completion, utility, ties, next, excluding } = asked
  const limits = limitsOf(excluding.map((projects) => ({ kind: 'excluding', projects })), []) // prettier-ignore
  if (rule === 'equal-shares') return equalSharesOf(profile, { completion, utility, ties, limits })
  if (rule === 'phragmen') return phragmen(profile, { ties, next, limits })
  const threshold = asked.threshold ?? Number(meta.get('min_project_score_threshold') ?? 0)
  return greedy(profile, { by: voteType === 'approval' ? 'votes' : 'score', threshold, next, ties, limits })
}

function toJson(
  { profile, problems }: Pabulib,
  rule: Rule,
  { completion, utility, ties, without, excluding }: Asked,
  outcome: Outcome,
  time_ms: number,
) {
  const amount = (parts: bigint) => amountOf(parts, profile.partsPerUnit)
  const { winners, spent, left, decisions, endowment } = outcome
  return {
    ...{ rule, ...(rule === 'equal-shares' && { completion, utility }), ties },
    ...(without.length > 0 && { without }),
    ...(excluding.length > 0 && { excluding }),
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
