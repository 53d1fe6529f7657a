/** `unia index compute <data.csv> <metadata.csv>`: an index, its groups and ranks, from two files. */
import { composite, explain, type Composite, type Treatment } from '#stats'
import type { Command } from '../commands.ts'
import { readIndexFiles, type IndexFiles } from './index-files.ts'
import { choicesOf } from './options.ts'
import { placed, refuse } from './refusals.ts'

export const indexCompute: Command = async ({ args: [data, meta], values }) => {
  if (!data || !meta) {
    process.stderr.write('index compute <data.csv> <metadata.csv> [--json]\n')
    return 2
  }
  const choices = choicesOf(values)
  const files = await readIndexFiles(data, meta)
  const index = placed(() => composite(files.table, files.structure, choices), files.placeOf)
  const explanation = values.explain === undefined ? undefined : explain(index, values.explain)
  if (values.explain !== undefined && !explanation)
    throw refuse.option({ option: 'explain', found: values.explain, right: index.units.slice(0, 3).join(' | ') })
  process.stdout.write(
    values.json ? `${JSON.stringify({ ...toJson(index, files), explanation })}\n` : toText(index, files),
  )
  if (explanation && !values.json) process.stdout.write(`${JSON.stringify(explanation, null, 2)}\n`)
  return 0
}

function byRank({ units, aggregates }: Composite): number[] {
  const { ranks } = aggregates.at(-1)!
  return units.map((_, i) => i).sort((a, b) => (ranks[a] ?? Infinity) - (ranks[b] ?? Infinity) || a - b)
}

function toJson(index: Composite, { unitNames, names }: IndexFiles) {
  const nodes = index.aggregates.toReversed()
  const of = (column: 'scores' | 'ranks', i: number) =>
    Object.fromEntries(nodes.map((node) => [node.code, node[column][i]]))
  return {
    index: nodes[0]!.code,
    groups: nodes.map(({ code, level, parent }) => ({ code, name: names.get(code), level, parent })),
    choices: index.choices,
    units: byRank(index).map((i) => {
      const unit = index.units[i]!
      return { unit, name: unitNames.get(unit), scores: of('scores', i), ranks: of('ranks', i) }
    }),
    leftOut: index.leftOut,
    treated: Object.fromEntries(treatedOf(index)),
    excluded: Object.fromEntries(excludedOf(index)),
  }
}

const treatedOf = ({ indicators }: Composite): [string, Treatment][] =>
  indicators.filter(({ treatment }) => treatment.kind !== 'none').map(({ code, treatment }) => [code, treatment])

const excludedOf = ({ indicators, aggregates }: Composite) =>
  [...indicators, ...aggregates]
    .filter(({ excluded }) => excluded)
    .map(({ code, excluded }) => [code, excluded] as const)

function toText(index: Composite, { unitNames }: IndexFiles): string {
  const { code, ranks, scores } = index.aggregates.at(-1)!
  const lines = byRank(index).map((i) => {
    const unit = index.units[i]!
    const score = scores[i] === null ? 'missing' : scores[i]!.toFixed(2)
    return `${String(ranks[i] ?? '–').padStart(5)}  ${score.padStart(8)}  ${unit}  ${unitNames.get(unit)}`
  })
  const percent = (share: number) => `${(share * 100).toFixed(0)} %`
  const notes = [
    ...index.leftOut.map(({ unit, share }) => `left out: ${unit}, with ${percent(share)} of its figures`),
    ...excludedOf(index).map(([node, why]) => `takes no part: ${node}, ${why}`),
    ...treatedOf(index).map(([node, { kind, ...rest }]) =>
      'points' in rest ? `treated: ${node}, ${rest.points.length} winsorised` : `treated: ${node}, ${kind}`,
    ),
  ]
  return `${code}\n${[...lines, ...notes].join('\n')}\n`
}
