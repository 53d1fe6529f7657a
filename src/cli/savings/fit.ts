/** `unia savings fit`: the baseline of a building from its meter and the weather. */
import { fitCaltrack } from '#stats'
import type { Command } from '../commands.ts'
import { dayOf, readDays } from './options.ts'
import { fitData, fitText } from './told.ts'

const USAGE =
  'savings fit --meter <file> --temperature <file> --baseline-end <day> [--method caltrack-daily] [--json]\n'

export const savingsFit: Command = async ({ values }) => {
  if (!values.meter || !values.temperature || !values['baseline-end']) {
    process.stderr.write(USAGE)
    return 2
  }
  const end = dayOf('baseline-end', values['baseline-end'])
  const read = await readDays(values)
  const fit = fitCaltrack(read.days.use, read.days.temperature_f, end)
  process.stdout.write(values.json ? `${JSON.stringify(fitData(fit, read))}\n` : fitText(fit))
  return 0
}
