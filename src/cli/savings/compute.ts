/** `unia savings compute`: what was not used since the measure, with its interval. */
import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { avoidedBy, measured } from '#infrastructure'
import type { CaltrackFit } from '#stats'
import type { Command } from '../commands.ts'
import { numberOf } from '../models/options.ts'
import { refuse } from '../models/refusals.ts'
import { computeBundle } from './bundle.ts'
import { adjustmentOf, dayOf, METHOD, readDays, type SavingsValues } from './options.ts'
import { avoidedData, avoidedText, fitData, fitText } from './told.ts'

const USAGE = `savings compute <bundle.json> [--json]
savings compute --meter <file> --temperature <file> --baseline-end <day> | --model <fit.json>
                [--from <day>] [--to <day>] [--adjust <from>:<to>:<kWh a day>]... [--level 0.9] [--json]
`
const MODEL_BYTES_MAX = 10_000_000

const finite = z.number()
const Slope = z.object({ balancePoint_f: finite, perDegreeDay_f: finite }).nullable()
/** What `savings fit --json` wrote, as far as it is needed. */
const Fitted = z.object({
  method: z.literal(METHOD),
  baseline: z.object({ to: z.string() }),
  model: z.object({
    kind: z.enum(['intercept_only', 'hdd_only', 'cdd_only', 'cdd_hdd']),
    ...{ intercept: finite, heating: Slope, cooling: Slope },
  }),
  fit: z.object({
    ...{ n: finite, parameters: finite, mean: finite, rmse: finite, rSquared: finite, rSquaredAdjusted: finite },
    ...{ cvRmse: finite.nullable(), nmbe: finite.nullable(), autocorrelation: finite.nullable(), effectiveN: finite },
  }),
})

export const savingsCompute: Command = async ({ args: [bundle], values }) => {
  if (bundle !== undefined) return computeBundle(bundle, values.json === true)
  const { 'baseline-end': end, model } = values
  if (!values.meter || !values.temperature || (end === undefined) === (model === undefined)) {
    process.stderr.write(USAGE)
    return 2
  }
  const asked = askedOf(values)
  const kept = model === undefined ? undefined : await fittedOf(model)
  const read = await readDays(values)
  const fresh = kept ? undefined : measured(read.days, { ...asked, end: dayOf('baseline-end', end!) })
  const avoided = fresh?.avoided ?? avoidedBy(kept!, read.days, asked)
  if (values.json) {
    const baseline = fresh ? fitData(fresh.fit, read) : { method: METHOD, zone: read.zone, files: read.files, model }
    process.stdout.write(`${JSON.stringify({ ...baseline, ...avoidedData(avoided) })}\n`)
  } else process.stdout.write((fresh ? fitText(fresh.fit) : '') + avoidedText(avoided))
  return 0
}

/** Throws `stats.file.option`. */
function askedOf({ from, to, adjust = [], level }: SavingsValues & { level?: string }) {
  return {
    ...(from === undefined ? {} : { from: dayOf('from', from) }),
    ...(to === undefined ? {} : { to: dayOf('to', to) }),
    ...(level === undefined ? {} : { level: numberOf('level', level) }),
    adjustments: adjust.map(adjustmentOf),
  }
}

/** Throws `stats.file.option` for what `savings fit --json` did not write. */
async function fittedOf(file: string): Promise<Pick<CaltrackFit, 'model' | 'goodness'>> {
  const wrong = () => refuse.option({ option: 'model', found: file, right: 'fit.json, written by “unia savings fit … --json”' }) // prettier-ignore
  if ((await stat(file)).size > MODEL_BYTES_MAX) throw wrong()
  const text = await readFile(file, 'utf8')
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    throw wrong()
  }
  const parsed = Fitted.safeParse(data)
  if (!parsed.success) throw wrong()
  return { model: parsed.data.model, goodness: parsed.data.fit }
}
