/** `unia assets import`: things of the city from a file, in the house that the environment names. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { system } from '#platform/actor'
import { Refusal } from '#platform/errors'
import { createLog } from '#platform/log'
import type { ThingImport } from '#infrastructure'
import { translate } from '#words'
import { createUnia, type Unia } from '../app.ts'
import type { Command } from './commands.ts'

const TOLD_MAX = 50

export const assetsImport: Command = async ({ args: [file], values, config }) => {
  if (!file) {
    process.stderr.write('assets import <file> [--organisation <name or id>] [--dry-run] [--json]\n')
    return 2
  }
  await stat(file)
  const unia = await createUnia(config(), createLog({ level: 'warn' }))
  try {
    await unia.jobs.start()
    const actor = system('command-line')
    await unia.identity.ensureCity(actor, unia.info.names)
    const { assets } = unia.infrastructure
    const organisationId = await organisationOf(unia, values.organisation)
    const kept = await assets.keepFile(actor, createReadStream(file))
    const id = await assets.bring(actor, { ...kept, name: basename(file), organisationId })
    const outcome = values['dry-run'] ? (await assets.preview(actor, id)).outcome : await assets.apply(actor, id)
    process.stdout.write(values.json ? `${JSON.stringify(outcome)}\n` : told(outcome, values['dry-run'] === true))
    return outcome.rejected === 0 ? 0 : 1
  } finally {
    await unia.stop()
  }
}

/** Whose new things are where the file does not say: the city's. Throws `things.organisationUnknown`. */
async function organisationOf({ identity }: Unia, asked: string | undefined): Promise<string> {
  const all = await identity.organisations()
  const found = all.find(({ id, kind, names }) =>
    asked === undefined ? kind === 'city' : id === asked || Object.values(names).includes(asked),
  )
  if (!found) throw new Refusal('things.organisationUnknown', 422, { found: asked })
  return found.id
}

function told(
  { rows, added, changed, same, rejected, rejections, unknownColumns }: ThingImport,
  isDry: boolean,
): string {
  const places = rejections.slice(0, TOLD_MAX).map(({ line, column, reason, found, right }) => {
    const place = `line ${line}${column === '' ? '' : `, ${column}`}`
    const better = right === '' ? '' : ` Right would be: ${right}.`
    return `${place}: “${found}”. ${translate('en', `things.rejection.${reason}`)}${better}`
  })
  const more = rejections.length - places.length
  return [
    `${rows} rows: ${added} ${isDry ? 'to add' : 'added'}, ${changed} ${isDry ? 'to change' : 'changed'}, ${same} the same, ${rejected} rejected`,
    ...(unknownColumns.length > 0 ? [`columns that are not read: ${unknownColumns.join(', ')}`] : []),
    ...places,
    ...(more > 0 ? [`and ${more} more; all of them with --json`] : []),
    '',
  ].join('\n')
}
