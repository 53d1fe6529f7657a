/** `unia evaluate linear`: coefficients with errors of every kind, from a table with a header. */
import { columnsOfCsv, regression, type Regression } from '#stats'
import type { Command } from '../commands.ts'
import { numberOf, oneOf, wholeOf } from '../models/options.ts'
import { of, textOf } from './read.ts'

export const evaluateLinear: Command = async ({ args: [file], values }) => {
  const { outcome, covariate, cluster, lag, unadjusted, level, missing } = values
  if (!file || outcome === undefined || covariate === undefined) {
    process.stderr.write('evaluate linear <file.csv> --outcome <column> --covariate a,b [--cluster a,b | --lag 4] [--json]\n') // prettier-ignore
    return 2
  }
  const listed = (all: readonly string[] = []) => all.flatMap((names) => names.split(',').map((name) => name.trim())).filter(Boolean) // prettier-ignore
  const covariates = listed(covariate)
  const csv = await textOf(file)
  const found = of(file, () =>
    regression(
      {
        ...{ outcome, covariates, cluster: listed(cluster), adjust: !unadjusted },
        ...(lag === undefined ? {} : { lag: wholeOf('lag', lag) }),
        ...(level === undefined ? {} : { level: numberOf('level', level) }),
        ...(missing === undefined ? {} : { missing: oneOf('missing', missing, ['refuse', 'drop'] as const) }),
      },
      columnsOfCsv(csv, [outcome, ...covariates]),
    ),
  )
  process.stdout.write(values.json ? `${JSON.stringify(found)}\n` : regressionText(found))
  return 0
}

const short = (value: number): string => String(Number(value.toPrecision(8)))

function regressionText({ rows, coefficients, errors, rSquared }: Regression): string {
  const named = ({ kind, clusters, lag, factor }: Regression['errors'][number]['errors']) =>
    [kind, clusters?.join(' and '), lag === undefined ? undefined : `lag ${lag}`, factor].filter(Boolean).join(', ')
  return [
    ...coefficients.map(({ name, estimate, low, high, p }) => `${name}: ${short(estimate)} (${short(low!)} to ${short(high!)}), p ${short(p!)}`), // prettier-ignore
    ...errors.map((one) => `se ${one.se.map(short).join('  ')}  ${named(one.errors)}`),
    `${rows} rows, R² ${rSquared.toFixed(4)}`,
    '',
  ].join('\n')
}
