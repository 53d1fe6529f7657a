/** Gaps and main directions of action on files: a city pack's folder, or the input that the API hands out. */
import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { AnalysisInput, directionsOf, PEERS, rules, type DirectionsResult } from '#analysis'
import { analysisInputOf, readCity } from '#city'
import { readStandards } from '#indicators'
import { systemClock } from '#platform/clock'
import { Refusal } from '#platform/errors'
import type { Command } from './commands.ts'

const CITY = 'cities/lublin'
const STANDARDS = fileURLToPath(new URL('../../standards/', import.meta.url))
const GAPS_SHOWN = 3

export const directions: Command = async ({ args: [path = process.env.CITY_DIR ?? CITY], values }) => {
  const input = (await stat(path)).isDirectory() ? await ofPack(path) : await ofFile(path)
  const query = Object.fromEntries(new URLSearchParams(values.parameters ?? ''))
  const parameters = rules.parametersOf(query, { area: input.home, peers: PEERS })
  const result = directionsOf(input, parameters)
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : told(input, result))
  return 0
}

async function ofPack(folder: string): Promise<AnalysisInput> {
  const city = await readCity(folder)
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: city.info.timezone, dateStyle: 'short' })
  return analysisInputOf(city, await readStandards(STANDARDS), day.format(systemClock.now()))
}

async function ofFile(path: string): Promise<AnalysisInput> {
  let data: unknown
  try {
    data = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal('platform.notJson', 422, { cause: error.message })
    throw error
  }
  const { success, data: input, error } = AnalysisInput.safeParse(data)
  if (success) return input
  const [issue] = error.issues
  throw new Refusal('analysis.input', 422, { what: issue!.path.join('.') || path, id: issue!.message })
}

function told({ sets, indicators }: AnalysisInput, { directions, gaps }: DirectionsResult): string {
  if (gaps.length === 0) return 'nothing is lacking to what is compared with\n'
  const names = new Map(indicators.map(({ id, names }) => [id, names.en]))
  const lines = directions.flatMap(({ set, theme, priority, gaps }, i) => {
    const found = sets.find(({ id }) => id === set)?.themes.find(({ id }) => id === theme)
    return [
      `${i + 1}. ${found?.names.en ?? 'outside every set'}: ${Math.round(priority * 100)} of 100`,
      ...gaps
        .slice(0, GAPS_SHOWN)
        .map(({ indicator, priority }) => `   ${names.get(indicator)}: ${Math.round(priority * 100)}`),
    ]
  })
  return `${lines.join('\n')}\n`
}
