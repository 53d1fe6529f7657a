/** Brings a file of meter readings into the house, also while it runs; or only says what would be taken. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { system } from '#platform/actor'
import { createLog } from '#platform/log'
import { createUnia } from '../app.ts'
import type { Command } from './commands.ts'
import type { MetersValues } from './options.ts'

const REJECTED_SHOWN = 50

export const metersImport: Command = async ({ args: [file], values, config }) => {
  if (!file) {
    process.stderr.write('meters import <file>\n')
    return 2
  }
  const source = await readFile(file)
  const unia = await createUnia(config(), createLog({ level: 'warn' }))
  try {
    await unia.jobs.start()
    const actor = system('command-line')
    const { id: organisationId } = await unia.identity.ensureCity(actor, unia.info.names)
    const { carrier, kind, digits, meter } = values as MetersValues & { carrier?: 'heat'; kind?: 'use' }
    const as = { organisationId, carrier, kind, digits, meter, meterColumn: values['meter-column'], valueColumn: values['value-column'] } // prettier-ignore
    const report = await unia.infrastructure.meters.bring(actor, source, as)
    if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`)
    else {
      const { accepted, rejected, rejections, meters, events } = report
      process.stdout.write(`${basename(file)}: ${accepted} readings of ${meters} meters, ${rejected} rows rejected\n`)
      for (const { meter, kind, at, from, to } of events)
        process.stdout.write(`${meter}: ${kind === 'rolledOver' ? 'rolled over' : 'exchanged'} before ${at.toISOString()}, ${from} → ${to}\n`) // prettier-ignore
      for (const { line, column, found, expected } of rejections.slice(0, REJECTED_SHOWN))
        process.stdout.write(`line ${line}, ${column}: “${found}”; right would be ${expected}\n`)
    }
    return report.rejected === 0 ? 0 : 1
  } finally {
    await unia.stop()
  }
}
