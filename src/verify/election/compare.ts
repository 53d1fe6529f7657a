/** The published result against the recount: the same, or exactly what differs. */
import type { PoolCount } from './count/index.ts'
import type { Member } from './json.ts'
import type { OpenCheck } from './report.ts'

export function compare(result: Member, recounted: readonly PoolCount[], check: OpenCheck): void {
  const published = new Map(
    result
      .at('pools')
      .list()
      .map((member) => [member.at('pool').text(), member]),
  )
  for (const found of recounted) {
    const member = published.get(found.pool)
    if (!member) check.wrong('poolNotCounted', { pool: found.pool })
    else comparePool(member, found, check)
    published.delete(found.pool)
  }
  for (const pool of published.keys()) check.wrong('poolUnknown', { pool, line: 0 })
  check.saw({
    pools: recounted.length,
    winners: recounted.reduce((sum, { winners }) => sum + winners.length, 0),
    ballots: recounted.reduce((sum, { voters }) => sum + voters, 0),
  })
}

function comparePool(member: Member, { pool, voters, votes, winners, spent, left }: PoolCount, check: OpenCheck): void {
  const said = member
    .at('winners')
    .list()
    .map((winner) => winner.text())
  const votesOf = (project: string) => Number(votes.get(project) ?? 0n)
  for (const project of said)
    if (!winners.includes(project)) check.wrong('winnerAdded', { pool, project, votes: votesOf(project) })
  for (const project of winners)
    if (!said.includes(project)) check.wrong('winnerMissing', { pool, project, votes: votesOf(project) })
  if (
    said.length === winners.length &&
    said.every((one) => winners.includes(one)) &&
    said.join('\n') !== winners.join('\n')
  )
    check.wrong('winnerOrder', { pool, said: said.join(', '), found: winners.join(', ') })
  const tallied = new Map(member.at('votes').entries())
  for (const [project, found] of votes) {
    const number = tallied.get(project)?.count() ?? 0
    if (BigInt(number) !== found) check.wrong('votesDiffer', { pool, project, said: number, found: Number(found) })
  }
  for (const project of tallied.keys())
    if (!votes.has(project)) check.wrong('projectUnknown', { pool, project, line: 0 })
  const sums = [
    ['voters', BigInt(voters)],
    ['spent_minor', spent],
    ['left_minor', left],
  ] as const
  for (const [what, found] of sums) {
    const number = member.at(what).count()
    if (BigInt(number) !== found) check.wrong('moneyDiffers', { pool, what, said: number, found: Number(found) })
  }
}
