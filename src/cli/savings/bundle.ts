/** A published result computed anew from its bundle, offline. Ends with 1 where the bundle says something else. */
import { readFile, stat } from 'node:fs/promises'
import { readPlainJson } from '#platform/text'
import { recomputeSavings, SAVINGS_BUNDLE_BYTES_MAX, SavingsBundle } from '#infrastructure'
import { refuse } from '../models/refusals.ts'

const DEPTH_MAX = 100

/** Throws `stats.file.option` for what is no bundle. */
export async function computeBundle(file: string, asJson: boolean): Promise<number> {
  const bundle = await bundleOf(file)
  const { content, same } = recomputeSavings(bundle)
  const { days: _, ...told } = content
  if (asJson)
    process.stdout.write(`${JSON.stringify({ file, plan: bundle.plan.title, planEntry: bundle.planEntry, same, ...told })}\n`) // prettier-ignore
  else {
    const { avoided_kwh, interval, from, to, daysCounted, level } = content
    const around = interval ? ` ± ${interval.band.toFixed(2)} kWh at ${100 * level} %` : ''
    process.stdout.write(
      [
        `${bundle.plan.title}: avoided ${avoided_kwh.toFixed(2)} kWh${around}`,
        `from ${from} to before ${to}, ${daysCounted} days with all figures`,
        ...bundle.files.map(({ kind, name, sha256 }) => `${kind}: ${name}, SHA-256 ${sha256}`),
        same ? 'The bundle says the same.' : 'The bundle says something else.',
      ].join('\n') + '\n',
    )
  }
  return same ? 0 : 1
}

async function bundleOf(file: string): Promise<SavingsBundle> {
  const wrong = () => refuse.option({ option: 'bundle', found: file, right: 'bundle.json' })
  if ((await stat(file)).size > SAVINGS_BUNDLE_BYTES_MAX) throw wrong()
  try {
    return SavingsBundle.parse(readPlainJson(await readFile(file, 'utf8'), DEPTH_MAX))
  } catch {
    throw wrong()
  }
}
