/** A person says what a file's columns are; the next file of such columns is read so by itself, until it is forgotten. */
import { demand, type Actor } from '#platform/actor'
import type { Lang } from '#words'
import { ReadOptions as Options } from '../options.ts'
import { inspect, type Inspection, type ReadOptions, type Remembered } from '../reading/index.ts'
import { refuse as refuseImport } from '../rules.ts'
import type { Imports } from '../service/imports.ts'
import type { Needs } from '../service/needs.ts'
import { catalogue, imports } from '../store/index.ts'
import type { Import } from '../types.ts'
import { ask, createWorld, type Asking, type Chosen, type Kind, type Problem } from './assistant/index.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { Description, type Mapping } from './types.ts'

const LISTED = 500

type Received = Import & { before: boolean }
/** Answers by the questions' fields; `keep` for the next files of such columns. */
export type Answers = { roles: Chosen; answers: Readonly<Record<string, string>>; keep: boolean }
type Lines = { lines: Record<Kind, string[]> }

/** What is remembered of a file of such columns, for the reading of one. */
export const memoryFor =
  ({ db }: Pick<Needs, 'db'>, found: { id: string; dataset?: string }) =>
  async (columns: readonly string[]): Promise<Remembered | undefined> => {
    const mapping = await store.find(db, rules.fingerprintOf(columns), found.dataset)
    if (!mapping) return undefined
    await store.used(db, mapping.id, found.id)
    return { id: mapping.id, options: mapping.options }
  }

export function createMappings(needs: Needs, service: Pick<Imports, 'receive'>) {
  const { db, clock, ids, ledger, files, places } = needs

  async function found(actor: Actor, id: string): Promise<imports.Stored> {
    const one = await imports.find(db, id)
    if (!one) throw refuseImport.unknownImport({ id })
    demand(actor, 'indicators.import', one.organisation)
    return one
  }

  /** The file as a table, as it is written; with several figures of a row told apart where that is said. */
  async function look({ sha256, options }: imports.Stored, spread?: string[]): Promise<Inspection> {
    const { columns: _, constants: __, mapping: ___, areaScheme: ____, ...written } = options as ReadOptions
    return inspect(await files.get(sha256), { ...written, spread })
  }

  async function asked(one: imports.Stored, chosen: Chosen, lang: Lang) {
    const seen = await look(one)
    const columns = seen.columns.map(({ name }) => name)
    const own = Description.parse(one.options)
    const isSaid = own.columns || own.constants || own.mapping
    const kept = isSaid ? undefined : await store.find(db, rules.fingerprintOf(columns), one.dataset)
    const world = createWorld(await places.areas(), await catalogue.measures(db), lang)
    const asking = await ask(seen, kept?.options ?? own, chosen, world, (spread) => look(one, spread))
    return { ...asking, world, remarks: seen.remarks }
  }

  /** Also for the rows of several figures in a row, which come back as rejected rows of one figure each. */
  async function remember(actor: Actor, one: imports.Stored, options: Description, id: string): Promise<void> {
    rules.worthKeeping(options)
    const { spread, ...rest } = options
    const layouts = [{ columns: (await look(one)).columns, options }]
    if (spread) layouts.push({ columns: (await look(one, spread)).columns, options: rest })
    await db.transaction().execute(async (tx) => {
      for (const layout of layouts) {
        const columns = rules.layoutColumns(layout.columns.map(({ name }) => name))
        const draft = { id: ids.uuid(), columns, dataset: one.dataset, options: layout.options, by: actor.id, at: clock.now() } // prettier-ignore
        const kept = await store.put(tx, { ...draft, fingerprint: rules.fingerprintOf(columns), importId: id })
        const payload = { columns: columns.length, dataset: one.dataset ?? null }
        await ledger.append(tx, { kind: 'indicators.mapping.kept', actor: actor.id, subject: `mapping/${kept}`, payload }) // prettier-ignore
      }
    })
  }

  /** Reads an import's file once more, with its columns described; `keep` for the next files of such columns. */
  async function describeColumns(actor: Actor, id: string, description: Description, keep: boolean): Promise<Received> {
    const one = await found(actor, id)
    const options = Description.parse(description)
    const { dataset, organisation, fileName } = one
    const written = Options.omit({ columns: true, constants: true, mapping: true, spread: true, areaScheme: true }).parse(one.options) // prettier-ignore
    const file = await files.get(one.sha256)
    const arrival = { file, fileName, dataset, organisation, options: { ...written, ...options } }
    const received = await service.receive(actor, arrival)
    if (keep) await remember(actor, one, options, received.id)
    return received
  }

  return {
    /** Asks what an import's columns and words mean, as far as their roles are chosen. */
    async ask(
      actor: Actor,
      id: string,
      chosen: Chosen,
      lang: Lang,
    ): Promise<Asking & Lines & Pick<Inspection, 'remarks'>> {
      const { asking, world, remarks } = await asked(await found(actor, id), chosen, lang)
      const lines = { area: world.lines('area'), measure: world.lines('measure'), dimension: world.lines('dimension') }
      return { ...asking, lines, remarks }
    },

    /** Takes the answers. Says what is wrong with them, or reads the file so. */
    async answer(actor: Actor, id: string, given: Answers, lang: Lang): Promise<{ problems: Problem[] } | Received> {
      const { describe, asking } = await asked(await found(actor, id), given.roles, lang)
      const { description, problems } = describe(given.answers)
      const twice = asking.twice.map((role): Problem => ({
        field: `role-${asking.roles.lastIndexOf(role)}`,
        code: 'twice',
      }))
      if (asking.valueless) problems.push({ field: 'role-0', code: 'valueless' })
      if (twice.length > 0 || problems.length > 0) return { problems: [...twice, ...problems] }
      return describeColumns(actor, id, description, given.keep)
    },

    describeColumns,

    async mappings(actor: Actor): Promise<Mapping[]> {
      demand(actor, 'indicators.import')
      return store.list(db, LISTED)
    },

    /** Throws `mappings.unknown`. */
    async forgetMapping(actor: Actor, id: string): Promise<void> {
      demand(actor, 'indicators.import')
      await db.transaction().execute(async (tx) => {
        if (!(await store.byId(tx, id))) throw rules.refuse.unknown({ id })
        await store.remove(tx, id)
        await ledger.append(tx, { kind: 'indicators.mapping.forgotten', actor: actor.id, subject: `mapping/${id}` })
      })
    },
  }
}
export type Mappings = ReturnType<typeof createMappings>
