/** `unia index sensitivity <data.csv> <metadata.csv>`: how far ranks depend on the makers' choices. Ctrl-C ends it. */
import { seeded, sensitivity, type Sensitivity } from '#stats'
import type { Command } from '../commands.ts'
import { createProgress } from '../progress.ts'
import { readIndexFiles } from './index-files.ts'
import { choicesOf, variationOf, wholeOf } from './options.ts'
import { placed } from './refusals.ts'

const RUNS = '1000'
/** Said in the result; the same seed gives the same result. */
const SEED = '1'

export const indexSensitivity: Command = async ({ args: [data, meta], values }) => {
  if (!data || !meta) {
    process.stderr.write('index sensitivity <data.csv> <metadata.csv> [--runs <n>] [--seed <n>] [--json]\n')
    return 2
  }
  const nominal = choicesOf(values)
  const vary = variationOf(values)
  const seed = wholeOf('seed', values.seed ?? SEED)
  const runs = wholeOf('runs', values.runs ?? RUNS)
  const top = values.top === undefined ? undefined : wholeOf('top', values.top)
  const progress = createProgress()
  const stop = new AbortController()
  const interrupted = () => stop.abort()
  process.once('SIGINT', interrupted)
  try {
    const files = await readIndexFiles(data, meta)
    const found = await sensitivity(files.table, files.structure, {
      ...{ nominal, vary, runs, top, random: seeded(seed), signal: stop.signal },
      onProgress: (done, total) => progress.show('runs', done, total),
    }).catch((error: unknown) =>
      placed(() => {
        throw error
      }, files.placeOf),
    )
    progress.end()
    process.stdout.write(values.json ? `${JSON.stringify({ seed, ...found })}\n` : toText(found, seed))
    return 0
  } catch (error) {
    if (!stop.signal.aborted) throw error
    process.stderr.write('stopped; nothing was written\n')
    return 1
  } finally {
    progress.end()
    process.removeListener('SIGINT', interrupted)
  }
}

function toText({ units, runs, top, meanShift, choices, dropped }: Sensitivity, seed: number): string {
  const place = (rank: number | null) => (rank === null ? '–' : String(Math.round(rank))).padStart(5)
  const lines = units
    .toSorted((a, b) => (a.nominal ?? Infinity) - (b.nominal ?? Infinity))
    .map(
      ({ unit, nominal, low, median, high, topShare }) =>
        `${place(nominal)} ${place(low)} ${place(median)} ${place(high)} ${(topShare * 100).toFixed(0).padStart(6)} %  ${unit}`,
    )
  const effects = [
    ...choices.map(({ factor, choice, ...effect }) => ({ what: `${factor}: ${JSON.stringify(choice)}`, ...effect })),
    ...dropped
      .toSorted((a, b) => (b.effect?.meanShift ?? 0) - (a.effect?.meanShift ?? 0))
      .map(({ code, effect }) => ({
        what: `without ${code}`,
        meanShift: effect?.meanShift ?? null,
        maxShift: effect?.maxShift ?? null,
      })),
  ].map(({ what, meanShift, maxShift }) => `${meanShift?.toFixed(2) ?? '–'} (at most ${maxShift ?? '–'})  ${what}`)
  return `${runs} runs, seed ${seed}; ranks move by ${meanShift.toFixed(2)} on average
 rank    5 %  median  95 %  top ${top}
${lines.join('\n')}

one choice changed by itself moves ranks by
${effects.join('\n')}
`
}
