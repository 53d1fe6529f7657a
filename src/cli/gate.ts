/** The gate on a file, without a server: `gate scan`, what in it is about persons; `gate risk`, how easily they are told again. */
import {
  candidates,
  encode,
  hierarchies,
  populationOf,
  riskOf,
  scan,
  sensitiveBy,
  sensitiveOf,
  type Assessment,
  type Coded,
  type Detected,
  type Scan,
  type ScanTable,
  type Sensitive,
} from '#governance'
import { readTable } from '#tables'
import { words } from '#words'
import type { Command } from './commands.ts'
import { numberOf, wholeOf } from './models/options.ts'

const { t } = words.en
const PLACES_SHOWN = 5

/** Ends with 1 where something may not go out as it is. */
export const gateScan: Command = async ({ args: [file], values }) => {
  if (!file) return usage('gate scan <file> [--k 5] [--json]')
  const found = await scan(await tableOf(file), { k: values.k === undefined ? undefined : wholeOf('k', values.k) })
  process.stdout.write(values.json ? `${JSON.stringify({ file, ...found })}\n` : toldScan(found))
  return found.findings.some(({ severity }) => severity === 'blocks') ? 1 : 0
}

/** Ends with 1 where the table is less safe than asked. */
export const gateRisk: Command = async ({ args: [file], values }) => {
  if (!file) return usage('gate risk <file> --quasi a,b,c [--sensitive d] [--k 5] [--json]')
  const quasi = listed(values.quasi)
  const sensitive = listed(values.sensitive)
  if (quasi.length === 0) return suggested(file, values.json === true)
  const columns = await encode(await tableOf(file), [...quasi, ...sensitive])
  const known = columns.slice(0, quasi.length)
  const hidden: Sensitive[] = []
  for (const column of columns.slice(quasi.length)) hidden.push(await withHierarchy(column, values.hierarchy))
  const options = { ...goalsOf(values), ...(await populationIn(known, values.population)) }
  const found = riskOf(known, hidden, options)
  // The preview holds values as they are: it is for the gate's page, not for a log.
  const generalise = found.generalise && { ...found.generalise, preview: undefined }
  const data = { file, quasi, sensitive, ...found, generalise }
  process.stdout.write(values.json ? `${JSON.stringify(data)}\n` : toldRisk(found, quasi))
  return found.meets ? 0 : 1
}

type Options = Parameters<Command>[0]['values']

function goalsOf({ k, l, t: distance, suppress }: Options) {
  return {
    ...(k === undefined ? {} : { k: wholeOf('k', k) }),
    ...(l === undefined ? {} : { distinctL: wholeOf('l', l) }),
    ...(distance === undefined ? {} : { t: numberOf('t', distance) }),
    ...(suppress === undefined ? {} : { suppress: numberOf('suppress', suppress) }),
  }
}

/** A number of persons to each row, or a table of all of them. */
async function populationIn(quasi: Coded[], said: string | undefined) {
  if (said === undefined) return {}
  if (/^\d+([.,]\d+)?$/.test(said)) return { population: { factor: numberOf('population', said) } }
  const names = quasi.map(({ name }) => name)
  return { population: populationOf(quasi, await encode(await tableOf(said), names)) }
}

/** `column=file`: each row of the file a value, what it belongs to, what that belongs to. */
async function withHierarchy(column: Coded, said: string[] = []): Promise<Sensitive> {
  const file = said.map((one) => one.split('=')).find(([name]) => name === column.name)?.[1]
  if (file === undefined) return sensitiveOf(column)
  const { rows } = await tableOf(file)
  const ways: string[][] = []
  for await (const batch of rows) ways.push(...batch.map((cells) => cells.map((cell) => cell ?? '')))
  return sensitiveBy(column, hierarchies.taxonomy(ways))
}

const listed = (text: string | undefined): string[] => (text ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '') // prettier-ignore

async function tableOf(file: string): Promise<ScanTable> {
  const table = await readTable(file)
  async function* rows() {
    for await (const batch of table.rows()) yield batch.map(({ cells }) => cells)
  }
  return { columns: table.header.columns.map((name) => ({ name })), rows: rows() }
}

/** No quasi-identifiers were named: which columns might be some. */
async function suggested(file: string, json: boolean): Promise<number> {
  const table = await tableOf(file)
  const columns = await encode(
    table,
    table.columns.map(({ name }) => name),
  )
  const found = candidates(columns)
  process.stderr.write('gate risk <file> --quasi a,b,c [--sensitive d]\n')
  if (json) process.stdout.write(`${JSON.stringify({ file, candidates: found })}\n`)
  else for (const { column, as, why, distinct } of found) process.stdout.write(`${column}: ${as}, by its ${why === 'name' ? 'name' : 'values'}, ${distinct} different values\n`) // prettier-ignore
  return 2
}

function toldScan({ rows, columns, findings }: Scan): string {
  const lines = [`${rows} rows, ${columns} columns`, ...findings.flatMap(toldFinding)]
  return `${lines.join('\n')}\n${findings.length === 0 ? 'nothing found\n' : ''}`
}

function toldFinding(one: Detected): string[] {
  const { detector, column, severity, confidence, hits, cells, places, samples, evidence, chance, proposal } = one
  const rows =
    places.length > 0 ? `, rows ${places.slice(0, PLACES_SHOWN).join(', ')}${hits > PLACES_SHOWN ? '…' : ''}` : ''
  const why = evidence.map((ground) => t(`governance.evidence.${ground}`)).join('; ')
  return [
    `${column}: ${t(`governance.detector.${detector}`)}, ${t(`governance.confidence.${confidence}`)}; ${t(`governance.severity.${severity}`)}`,
    `  in ${hits} of ${cells} cells${rows}${samples.length > 0 ? `; such as ${samples.join(' | ')}` : ''}`,
    `  because ${why}`,
    ...(chance ? [`  ${t('governance.chance', chance)}`] : []),
    `  proposed: ${t(`governance.proposal.${proposal}`)}`,
  ]
}

function toldRisk({ now, goals, meets, suppressAlone, drops, generalise }: Assessment, quasi: string[]): string {
  const { risk } = now
  const lines = [
    t('risk.rows', { rows: now.rows, classes: now.classes, columns: quasi.join(', ') }),
    t('risk.k', { k: now.k, asked: goals.k }),
    t('risk.alone', { rows: now.alone }),
    ...now.sensitive.map(({ distance: _, ...own }) => t('risk.diversity', own)),
    ...(['prosecutor', 'journalist', 'marketer'] as const).map((who) =>
      t('risk.risk', { who: t(`risk.attackers.${who}`), ...risk[who], threshold: risk.threshold }),
    ),
    ...(meets ? [t('risk.meets')] : [`${t('risk.proposals')}:`, t('risk.suppress', { rows: suppressAlone })]),
  ]
  if (!meets) for (const { column, k, average } of drops) lines.push(t('risk.drop', { column, k, average }))
  if (!meets && !generalise) lines.push(t('risk.none'))
  if (generalise) {
    const { columns, loss, after, proven } = generalise
    const steps = columns.map(({ hierarchy, widths: _, ...step }) => t(step.level === 0 ? 'risk.exact' : 'risk.step', { ...step, hierarchy: t(`risk.hierarchy.${hierarchy}`) })) // prettier-ignore
    lines.push(t('risk.generalise', { columns: steps.join(', '), rows: loss.suppressed }), t('risk.loss', { ...loss }))
    lines.push(
      t('risk.after', { k: after.k, average: after.risk.prosecutor.average }),
      ...(proven ? [] : [t('risk.unproven')]),
    )
  }
  return `${lines.join('\n')}\n`
}

function usage(text: string): number {
  process.stderr.write(`${text}\n`)
  return 2
}
