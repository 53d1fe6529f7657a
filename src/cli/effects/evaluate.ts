/** `unia evaluate <method> <file.csv>`: what a change brought, by that method, with what speaks for and against believing it. */
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { columnsOf, columnsOfCsv, evaluate, type EffectMethod } from '#stats'
import { bundleOf, bundleText } from '#verify/evaluation'
import about from '../../../package.json' with { type: 'json' }
import type { Command } from '../commands.ts'
import { numberOf } from '../models/options.ts'
import type { EffectValues } from './options.ts'
import { planOf } from './plan.ts'
import { of, textOf } from './read.ts'
import { effectText } from './told.ts'

const PROGRAM = `unia ${about.version}`

export const evaluateBy =
  (method: EffectMethod, name: string): Command =>
  async ({ args: [file], values }) => {
    if (!file) {
      process.stderr.write(`evaluate ${name} <file.csv> --outcome <column> … [--json] [--bundle <out.json>]\n`)
      return 2
    }
    const plan = planOf(method, values)
    const csv = await textOf(file)
    const effect = of(file, () => evaluate(plan, columnsOfCsv(csv, columnsOf(plan).numbers)))
    if (values.bundle !== undefined) {
      const bundle = bundleOf({
        title: values.title ?? basename(file),
        inputs: [{ name: basename(file), csv, from: file }],
        ...{ method: plan, program: PROGRAM, ...costOf(values) },
      })
      await writeFile(values.bundle, bundleText(bundle))
    }
    process.stdout.write(values.json ? `${JSON.stringify(effect)}\n` : effectText(effect))
    return 0
  }

function costOf({ cost, 'cost-se': costSe, currency = '' }: EffectValues) {
  if (cost === undefined) return {}
  return {
    cost: {
      ...{ cost: numberOf('cost', cost), currency },
      ...(costSe === undefined ? {} : { costSe: numberOf('cost-se', costSe) }),
    },
  }
}
