/** The way back: value → definition → figures with their vintages → rows → files → the ledger. */
import * as checks from '../checking/store.ts'
import type { Verification } from '../checking/types.ts'
import { feedOf } from '../feeding/feeder.ts'
import { isLoaded } from '../fetches/fetcher.ts'
import { needed, readBy, traceCell, type Compiled, type Kin, type Trace } from '../formula/index.ts'
import * as rules from '../rules.ts'
import { areas, catalogue, definitions, imports, LATEST, observations, publications, values } from '../store/index.ts'
import type { Dataset, Definition, Import, Measure, Observation, Reason, Status, Texts, Value } from '../types.ts'
import { readFrame } from './frame.ts'
import type { Sourcing, Version } from '../sourcing/service.ts'
import type { Needs } from './needs.ts'
import { provJsonOf } from './prov.ts'
import { worldOf } from './world.ts'

export type Token = { text: string; value?: number | null; unit?: string }
export type InputView = {
  measure: string
  names: Texts
  dimension: string
  area: string
  period: string
  value: number | null
  unit: string
  status: Status
  reason?: string
  note?: string
  vintage: { seq: number; at: Date }
  dataset?: Dataset
  row: number
  /** The version of a dataset in the catalogue that the figure stands in; absent until the file is one. */
  version?: {
    address: string
    dataset: string
    distribution: string
    number: number
    row?: number
    withdrawal?: { at: Date; reason: string }
  }
  file: {
    importId: string
    name: string
    sha256: string
    bytes: number
    at: Date
    by: string
    origin: Import['origin']
  }
  /** Who vouched for it, and why; nobody for what the house itself loaded. */
  verification?: Pick<Verification, 'by' | 'at' | 'reason' | 'entryId'>
  /** Loaded with the city pack. */
  loaded: boolean
  /** Made of readings, by this feed. */
  feed?: string
  ledger: { entryId: string; index?: number }
}
export type Provenance = {
  value: Value & { at: Date }
  definition: Definition
  formula: { text: string; tokens: Token[] }
  inputs: InputView[]
}

const INPUTS_MAX = 2_000

export function createProvenance(needs: Needs, sourcing: Pick<Sourcing, 'versions'>) {
  const { db, ledger } = needs

  /** The value as it was after `seq`. Throws `indicators.unknownValue`. */
  async function value(id: string, area: string, period: string, seq = LATEST): Promise<Value & { at: Date }> {
    const row = (await values.vintages(db, id, area, period)).find((vintage) => vintage.seq <= seq)
    if (!row) throw rules.refuse.unknownValue({ id, area, period })
    const definition = (await definitions.versions(db, id)).find(({ version }) => version === row.version)!
    return { ...row, unit: definition.unit, reason: row.reason ?? undefined }
  }

  async function provenance(id: string, area: string, period: string, seq?: number): Promise<Provenance> {
    const found = await value(id, area, period, seq)
    const { formulas, family, definitions: all } = await readFrame(db, found.seq)
    const measures = await catalogue.measures(db)
    const cell = { area, period }
    const keys = needed(formulas, new Map([[id, new Map([['', cell]])]]), family.childrenOf)
    const rows = await observations.ofKeys(db, keys.slice(0, INPUTS_MAX), found.seq)
    const { tokens } = traceCell(formulas, id, cell, worldOf(rows, family))
    const definition = all.get(id)!
    return {
      value: found,
      definition,
      formula: {
        text: definition.formula,
        tokens: tokensOf(tokens),
      },
      inputs: await inputsOf(rows, measures),
    }
  }

  /** What it takes to compute the value again: its definition with those it refers to, their measures, its area's parts. */
  async function carriedBy({ indicator, area, seq }: Value) {
    const measures = await catalogue.measures(db)
    const { formulas, definitions: valid } = await readFrame(db, seq)
    const own = readBy(formulas, indicator)
    const read = new Set(own.flatMap(({ inputs }) => inputs.map(({ measure }) => measure)))
    return {
      definitions: own.map(({ id, formula, unit }) => ({
        ...{ id, formula: formula.text, unit: unit.text },
        valid: valid.get(id)!.valid,
      })),
      measures: measures.filter(({ id }) => read.has(id)).map(({ id, unit, dimensions }) => ({ id, unit, dimensions })),
      areas: own.some(usesParts) ? partsOf(area, await areas.all(db, seq)) : [],
    }
  }

  async function inputsOf(rows: Observation[], measures: Measure[]): Promise<InputView[]> {
    const names = new Map(measures.map((measure) => [measure.id, measure]))
    const datasets = new Map((await catalogue.datasets(db)).map((dataset) => [dataset.id, dataset]))
    const origins = new Map<number, Origin>()
    const numbers = [...new Set(rows.map((row) => row.importNumber))]
    for (const number of numbers) origins.set(number, await originOf(number))
    const versions = await sourcing.versions(numbers)
    return rows.map(({ importNumber, line, reason, note, ...row }) => {
      const { dataset, ...origin } = origins.get(importNumber)!
      const { names: texts, unit } = names.get(row.measure)!
      return {
        ...row,
        ...origin,
        names: texts,
        unit,
        reason: reason ?? undefined,
        note: note ?? undefined,
        row: line,
        version: versionAt(versions.get(importNumber), line),
        dataset: dataset === undefined ? undefined : datasets.get(dataset),
      }
    })
  }

  type Origin = Pick<InputView, 'vintage' | 'file' | 'ledger' | 'verification' | 'loaded' | 'feed'> & {
    dataset?: string
  }

  async function originOf(number: number): Promise<Origin> {
    const found = (await imports.byNumber(db, number))!
    const published = (await publications.byImport(db, number))!
    const { index } = await ledger.entry(published.entry_id)
    const [verification] = (await checks.verifications(db, number)).filter(({ decision }) => decision === 'verified')
    return {
      ...(verification && { verification: pick(verification) }),
      loaded: isLoaded(found.broughtBy),
      feed: feedOf(found.broughtBy),
      vintage: { seq: published.seq, at: published.at },
      dataset: found.dataset,
      file: {
        importId: found.id,
        name: found.fileName,
        sha256: found.sha256,
        bytes: found.bytes,
        at: found.broughtAt,
        by: found.broughtBy,
        origin: found.origin,
      },
      ledger: { entryId: published.entry_id, index },
    }
  }

  return {
    value,
    provenance,

    /** What each of these values follows from, as it stood after publication `seq`: the way back for many at once. */
    async inputs(cells: { indicator: string; area: string; period: string }[], seq: number): Promise<InputView[][]> {
      const { formulas, family } = await readFrame(db, seq)
      const keys = cells.map((cell) =>
        needed(formulas, new Map([[cell.indicator, new Map([['', cell]])]]), family.childrenOf).slice(0, INPUTS_MAX),
      )
      const nameOf = ({ area, measure, dimension, period }: observations.Key) =>
        `${area} ${measure} ${dimension} ${period}`
      const wanted = new Map(keys.flat().map((key) => [nameOf(key), key]))
      const rows = await observations.ofKeys(db, [...wanted.values()], seq)
      const found = new Map((await inputsOf(rows, await catalogue.measures(db))).map((input) => [nameOf(input), input]))
      return keys.map((own) => own.flatMap((key) => found.get(nameOf(key)) ?? []))
    },

    /** Every vintage of a value, newest first. */
    async vintages(id: string, area: string, period: string): Promise<(Value & { at: Date })[]> {
      const rows = await values.vintages(db, id, area, period)
      if (rows.length === 0) throw rules.refuse.unknownValue({ id, area, period })
      const units = new Map((await definitions.versions(db, id)).map(({ version, unit }) => [version, unit]))
      return rows.map((row) => ({ ...row, unit: units.get(row.version)!, reason: row.reason ?? undefined }))
    },

    provJson: async (id: string, area: string, period: string, seq?: number) =>
      provJsonOf(await provenance(id, area, period, seq), needs.baseUrl),

    /**
     * What `unia verify` checks offline: the value, the formula and its figures, each with its file's row and hash, and
     * the ledger's proofs of those files. Throws `ledger.pending` within the second before an entry has its place.
     */
    async proof(id: string, area: string, period: string, seq?: number) {
      const { value: found, definition, inputs } = await provenance(id, area, period, seq)
      const carried = await carriedBy(found)
      const entries = new Set(
        inputs.flatMap(({ ledger: at, verification }) => [at.entryId, ...(verification ? [verification.entryId] : [])]),
      )
      return {
        format: 'unia-value/2' as const,
        value: found,
        definition: { id, version: definition.version, formula: definition.formula, unit: definition.unit },
        ...carried,
        inputs: inputs.map(
          ({ measure, dimension, area, period, value, status, row, file, version, verification, ...input }) => ({
            ...{ measure, dimension, area, period, value, status, row },
            file: { name: file.name, sha256: file.sha256, bytes: file.bytes },
            entry: input.ledger.entryId,
            ...(version && { version: `${needs.baseUrl}${version.address}` }),
            ...(verification && { verification: { ...verification, at: verification.at.toISOString() } }),
          }),
        ),
        proofs: Object.fromEntries(
          await Promise.all([...entries].map(async (entry) => [entry, await ledger.proof(entry)] as const)),
        ),
      }
    },
  }
}

/** The pieces of a formula as they go out: text, and figures with what they were. */
export const tokensOf = (tokens: Trace['tokens']): Token[] =>
  tokens.map((token) =>
    token.kind === 'text'
      ? { text: token.text.trim() }
      : { text: token.text, unit: token.unit, value: token.outcome.kind === 'value' ? token.outcome.value : null },
  )

function versionAt(found: Version | undefined, line: number): InputView['version'] {
  if (!found) return undefined
  const { row: rowOf, ...version } = found
  const row = rowOf(line)
  const { dataset, distribution, number } = version
  const at = row === undefined ? '' : `?row=${row}`
  return { ...version, row, address: `/catalog/${dataset}/${distribution}/versions/${number}${at}` }
}

/** A reason as machines read it. */
const pick = ({ by, at, reason, entryId }: Verification) => ({ by, at, reason, entryId })
export const noteOf = (reason?: Reason): string | undefined =>
  reason && `${reason.code} ${JSON.stringify(reason.details)}`

/** Does it sum over parts of areas, on its way to any of its figures or references? */
const usesParts = ({ inputs, references }: Compiled): boolean =>
  [...inputs, ...references].some(({ steps }) => steps.some(({ kind }) => kind === 'children'))

/** Everything that is or was a part of the area, of one of its parts, and so on. */
export function partsOf(area: string, all: Kin[]): Kin[] {
  const parts = Map.groupBy(all, ({ parent }) => parent)
  const below = (whole: string): Kin[] => (parts.get(whole) ?? []).flatMap((part) => [part, ...below(part.id)])
  return below(area)
}
