/** Checks the definition of an indicator against a city's measures and other definitions. */
import { readFile } from 'node:fs/promises'
import { readCity } from '#city'
import { compileFormulas, DefinitionDraft } from '#indicators'
import { Refusal } from '#platform/errors'
import type { Command } from './commands.ts'

const CITY = 'cities/lublin'

export const formulaCheck: Command = async ({ args: [file], values }) => {
  if (!file) {
    process.stderr.write('formula check <definition.json> [--city <folder>]\n')
    return 2
  }
  const draft = DefinitionDraft.pick({ id: true, formula: true, unit: true }).safeParse(
    parsed(await readFile(file, 'utf8')),
  )
  if (!draft.success) {
    const wrong = draft.error.issues.map((issue) => `${file}: ${issue.path.join('.')}: ${issue.message}`)
    process.stdout.write(values.json ? `${JSON.stringify({ ok: false, wrong })}\n` : `${wrong.join('\n')}\n`)
    return 1
  }
  const city = await readCity(values.city ?? process.env.CITY_DIR ?? CITY)
  const others = city.indicators.filter(({ id }) => id !== draft.data.id)
  const { definitions } = compileFormulas([...others, draft.data], city.measures)
  const { inputs, references } = definitions.get(draft.data.id)!
  const read = [
    ...inputs.map(({ measure, dimension }) => (dimension ? `${measure}[${dimension}]` : measure)),
    ...references.map(({ id }) => `@${id}`),
  ]
  process.stdout.write(
    values.json ? `${JSON.stringify({ ok: true, reads: read })}\n` : `right; reads ${read.join(', ')}\n`,
  )
  return 0
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Refusal('platform.notJson', 422, { cause: (error as Error).message })
  }
}
