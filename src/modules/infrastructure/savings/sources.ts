/** Readings in files that were brought to the plan. */
import type { Files } from '#platform/files'
import { zoneOf } from '#stats'
import type { Brought } from './findings.ts'
import { ENERGY_UNITS, readMeter, readTemperature, readWattage, TEMPERATURE_UNITS } from './reading/index.ts'
import { refuse } from './refusals.ts'
import type { BroughtFile, FileKind, Plan } from './types.ts'

/** All that a plan's result is computed from, and the files that it stands in. */
export type MeterSource = {
  read(plan: Plan, files: readonly BroughtFile[]): Promise<{ brought: Brought; files: BroughtFile[] }>
  /** Whether a file that comes can be read at all. */
  check(plan: Plan, file: Pick<BroughtFile, 'kind' | 'sha256' | 'unit'>): Promise<unknown>
}

/** The newest file of each kind holds all its readings. Throws `savings.fileMissing`, `savings.file.…`. */
export function keptFiles(files: Pick<Files, 'get'>): MeterSource {
  async function* bytesOf(sha256: string): AsyncGenerator<Uint8Array> {
    yield* (await files.get(sha256, { verify: true })) as AsyncIterable<Uint8Array>
  }
  type One = Pick<BroughtFile, 'sha256' | 'unit'>
  const meterOf = ({ zone }: Plan, { sha256, unit }: One) =>
    readMeter(() => bytesOf(sha256), { zone: zoneOf(zone), unit: ENERGY_UNITS.find((one) => one === unit) })
  const temperatureOf = ({ zone }: Plan, { sha256, unit }: One) =>
    readTemperature(() => bytesOf(sha256), { zone: zoneOf(zone), unit: TEMPERATURE_UNITS.find((one) => one === unit) })
  const wattageOf = ({ sha256 }: One) => readWattage(() => bytesOf(sha256))

  return {
    async read(plan, all) {
      const newest = (kind: FileKind): BroughtFile => {
        const found = all.findLast((file) => file.kind === kind)
        if (!found) throw refuse.fileMissing({ kind })
        return found
      }
      if (plan.option === 'A') {
        const wattage = newest('wattage')
        return { brought: { option: 'A', watts: await wattageOf(wattage) }, files: [wattage] }
      }
      const [meter, temperature] = [newest('meter'), newest('temperature')]
      const [use, weather] = [await meterOf(plan, meter), await temperatureOf(plan, temperature)]
      const brought: Brought = { option: 'C', meter: use.readings, temperature_f: weather.readings }
      return { brought, files: [meter, temperature] }
    },
    check: (plan, file) =>
      file.kind === 'wattage'
        ? wattageOf(file)
        : file.kind === 'meter'
          ? meterOf(plan, file)
          : temperatureOf(plan, file),
  }
}
