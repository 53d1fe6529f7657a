/** The tables of the indicators, as Kysely sees them. */
import { sql, type Generated, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Finding as GateFinding } from '#governance'
import type { Finding, Verification } from '../checking/types.ts'
import type { Failure, Run, Validators } from '../fetches/types.ts'
import type { Definition, Import, Reason, Status, Texts } from '../types.ts'

/** What became public: figures; definitions; areas, with what is part of what; measures whose unit changed; words about data. */
export type PublicationKind = 'import' | 'definition' | 'areas' | 'measures' | 'catalogue'

export type Tables = {
  indicators_sources: { id: string; kind: 'source' | 'via'; details: unknown }
  indicators_measures: { id: string; details: unknown }
  indicators_datasets: { id: string; details: unknown }
  indicators_imports: {
    number: Generated<number>
    id: string
    dataset_id: string | null
    file_name: string
    sha256: string
    bytes: number
    options: unknown
    organisation_id: string | null
    brought_by: string
    brought_at: Date
    state: Import['state']
    job_id: string | null
    format: string | null
    encoding: string | null
    layout: unknown
    accepted: Generated<number>
    rejected: Generated<number>
    unchanged: Generated<number>
    failure: unknown
    origin: Generated<Import['origin']>
    checked_seq: number | null
    suspected_high: Generated<number>
    suspected_low: Generated<number>
    /** What the gate's detectors found; null where it was not looked at yet. */
    found: GateFinding[] | null
  }
  indicators_findings: { import_number: number; position: number; details: Finding }
  indicators_verifications: {
    import_number: number
    number: number
    decision: Verification['decision']
    seq: number
    at: Date
    by: string
    reason: string
    answers: Verification['answers']
    entry_id: string
  }
  indicators_withdrawals: { import_number: number; of_import: number; notes: Partial<Texts> }
  indicators_omissions: {
    standard: string
    code: string
    version: number
    reason: string | null
    notes: Texts | null
    at: Date
    by: string
    entry_id: string
    release_id: string | null
  }
  indicators_mappings: {
    id: string
    fingerprint: string
    dataset_id: string
    columns: unknown
    options: unknown
    by: string
    at: Date
    used: Generated<number>
    import_id: string | null
  }
  indicators_fetches: {
    id: string
    name: string
    address: string
    dataset_id: string
    organisation_id: string | null
    options: unknown
    cron: string
    is_on: boolean
    next_at: Date | null
    failures: Generated<number>
    validators: Generated<Validators>
    sha256: string | null
    made_by: string
    made_at: Date
    deleted_at: Date | null
  }
  indicators_fetch_runs: {
    fetch_id: string
    number: number
    cause: Run['cause']
    by: string | null
    at: Date
    ended_at: Date | null
    outcome: Run['outcome'] | null
    pages: number | null
    bytes: number | null
    sha256: string | null
    import_id: string | null
    failure: Failure | null
  }
  indicators_rejections: { import_number: number; position: number; line: number; details: unknown }
  indicators_observations: {
    area_id: string
    measure_id: string
    dimension: string
    period: string
    import_number: number
    value: number | null
    status: Status
    reason: string | null
    line: number
    note: string | null
  }
  indicators_deliveries: {
    import_number: number
    delivery_id: string
    first_delivery_id: string
    way: 'file' | 'read' | 'gathered'
    first_line: number | null
    is_laid: boolean
  }
  indicators_publications: {
    seq: number
    kind: PublicationKind
    import_number: number | null
    at: Date
    by: string
    grounds: string | null
    entry_id: string
    release_id: string
    computed_at: Date | null
    added: number | null
    corrected: number | null
  }
  indicators_definitions: { id: string; version: number; seq: number; details: Omit<Definition, 'version' | 'seq'> }
  indicators_areas: {
    id: string
    seq: number
    kind: string
    parent_id: string | null
    valid_from: string | null
    valid_to: string | null
  }
  indicators_values: {
    area_id: string
    indicator_id: string
    period: string
    seq: number
    definition_version: number
    value: number | null
    status: Status
    reason: Reason | null
  }
}

export const tables = (db: Db | Tx) => (db as Db).withTables<Tables>()

/** A value as JSON text, for a jsonb column. */
export const json = <T>(value: T): RawBuilder<T> => sql`${JSON.stringify(value)}::jsonb`

/** The last publication there is; Infinity stands for it where no vintage is asked for. */
export const LATEST = 2_147_483_647
