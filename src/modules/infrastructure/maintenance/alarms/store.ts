/** The alarms' tables and every query on them. */
import { sql, type RawBuilder } from 'kysely'
import { insertMany, type Db, type Tx } from '#platform/db'
import type { Memory, Turn, Value } from './rules.ts'
import type { Alarm, AlarmEvent, EventKind, Rule, RuleContent, State } from './types.ts'

type RuleRow = { id: string; content: RuleContent; organisation_id: string; active: boolean; at: Date; by: string; entry_id: string; type: string | null; ids: string[]; attribute: string } // prettier-ignore
type AlarmRow = {
  id: string
  rule_id: string
  entity_id: string
  organisation_id: string
  severity: Alarm['severity']
  names: Alarm['names']
  attribute: string
  opened_at: Date
  cleared_at: Date | null
  closed_at: Date | null
  value: string | null
  times: number
  acknowledged_at: Date | null
  acknowledged_by: string | null
  silent_until: Date | null
  silent_reason: string | null
}
type EventRow = { id: string; alarm_id: string; kind: EventKind; at: Date; by: string; content: AlarmEvent['content']; step: number | null } // prettier-ignore
type Tables = { infrastructure_alarm_rules: RuleRow; infrastructure_alarms: AlarmRow; infrastructure_alarm_events: EventRow } // prettier-ignore

const tables = (db: Db | Tx) => (db as Db).withTables<Tables>()
const json = <T>(value: T): RawBuilder<T> => sql`${JSON.stringify(value)}::jsonb`
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const ruleOf = ({ id, content, active, at, by }: RuleRow): Rule => ({ ...content, id, active, at, by })

/** Newest first. */
export async function rules(db: Db | Tx, id?: string): Promise<Rule[]> {
  if (id !== undefined && !UUID.test(id)) return []
  let query = tables(db).selectFrom('infrastructure_alarm_rules').selectAll().orderBy('at', 'desc')
  if (id !== undefined) query = query.where('id', '=', id)
  return (await query.execute()).map(ruleOf)
}

/** Those that look at one of these attributes. */
export async function rulesOn(db: Db | Tx, attributes: readonly string[]): Promise<Rule[]> {
  const rows = await tables(db)
    .selectFrom('infrastructure_alarm_rules')
    .selectAll()
    .where('active', '=', true)
    .where('attribute', 'in', attributes)
    .execute()
  return rows.map(ruleOf)
}

export async function putRule(tx: Tx, rule: Rule, entryId: string): Promise<void> {
  const { id, active, at, by, ...content } = rule
  const row = {
    ...{
      content: json(content),
      type: content.scope.type ?? null,
      ids: content.scope.ids,
      attribute: content.attribute,
    },
    ...{ organisation_id: content.organisationId, active, at, by, entry_id: entryId },
  }
  await tables(tx)
    .insertInto('infrastructure_alarm_rules')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

export type Remembered = { ruleId: string; entityId: string; memory: Memory }
type MemoryRow = { rule_id: string; entity_id: string; phase: Memory['phase']; since: Date; as_of: Date; last: Value | null } // prettier-ignore
const rememberedOf = (row: MemoryRow): Remembered => ({
  ...{ ruleId: row.rule_id, entityId: row.entity_id },
  memory: { phase: row.phase, since: row.since.getTime(), asOf: row.as_of.getTime(), last: row.last },
})

/** What is remembered of these, nobody else changing it until the transaction ends, in one order. */
export async function lockMemory(tx: Tx, of: readonly { ruleId: string; entityId: string }[]): Promise<Remembered[]> {
  const { rows } = await sql<MemoryRow>`select m.rule_id, m.entity_id, m.phase, m.since, m.as_of, m.last
    from infrastructure_alarm_memory m
    join unnest(${of.map(({ ruleId }) => ruleId)}::uuid[], ${of.map(({ entityId }) => entityId)}::text[])
      as n (rule_id, entity_id) using (rule_id, entity_id)
    order by m.rule_id, m.entity_id for update of m`.execute(tx)
  return rows.map(rememberedOf)
}

/** Those of a rule that have been silent since before a time, and whose alarm is not open yet. */
export async function silentSince(tx: Tx, ruleId: string, before: Date): Promise<Remembered[]> {
  const { rows } = await sql<MemoryRow>`select rule_id, entity_id, phase, since, as_of, last
    from infrastructure_alarm_memory
    where rule_id = ${ruleId} and as_of < ${before} and phase <> 'open' order by entity_id for update`.execute(tx)
  return rows.map(rememberedOf)
}

export async function remember(tx: Tx, all: readonly Remembered[]): Promise<void> {
  if (all.length === 0) return
  await insertMany(
    tx,
    'infrastructure_alarm_memory',
    [
      { name: 'rule_id', type: 'uuid', values: all.map(({ ruleId }) => ruleId) },
      { name: 'entity_id', type: 'text', values: all.map(({ entityId }) => entityId) },
      { name: 'phase', type: 'text', values: all.map(({ memory }) => memory.phase) },
      { name: 'since', type: 'timestamptz', values: all.map(({ memory }) => instant(memory.since)) },
      { name: 'as_of', type: 'timestamptz', values: all.map(({ memory }) => instant(memory.asOf)) },
      { name: 'last', type: 'jsonb', values: all.map(({ memory }) => JSON.stringify(memory.last)) },
    ],
    `(rule_id, entity_id) do update set phase = excluded.phase, since = excluded.since, as_of = excluded.as_of, last = excluded.last`, // prettier-ignore
  )
}
const instant = (at: number): string => (Number.isFinite(at) ? new Date(at).toISOString() : '1970-01-01T00:00:00Z')

const alarmOf = (row: AlarmRow): Alarm => ({
  ...{ id: row.id, ruleId: row.rule_id, entityId: row.entity_id, organisationId: row.organisation_id },
  ...{ names: row.names, attribute: row.attribute, severity: row.severity, value: row.value, times: row.times },
  state: row.closed_at ? 'closed' : row.cleared_at ? 'cleared' : 'open',
  ...{ openedAt: row.opened_at, clearedAt: row.cleared_at, closedAt: row.closed_at },
  acknowledged: row.acknowledged_at && { at: row.acknowledged_at, by: row.acknowledged_by! },
  silence: row.silent_until && { until: row.silent_until, reason: row.silent_reason! },
})

type Opening = Pick<Alarm, 'id' | 'ruleId' | 'entityId' | 'organisationId' | 'names' | 'attribute' | 'severity'> & { turn: Turn } // prettier-ignore

/** A new alarm, or the one of this cause that was not closed yet, open again. */
export async function open(tx: Tx, { turn, ...alarm }: Opening): Promise<Alarm & { isNew: boolean }> {
  const value = turn.value === null ? null : String(turn.value).slice(0, 200)
  const row = await tables(tx)
    .insertInto('infrastructure_alarms')
    .values({
      ...{ id: alarm.id, rule_id: alarm.ruleId, entity_id: alarm.entityId, organisation_id: alarm.organisationId },
      ...{ names: json(alarm.names), attribute: alarm.attribute, severity: alarm.severity, opened_at: new Date(turn.at), value }, // prettier-ignore
      times: 1,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['rule_id', 'entity_id'])
        .where('closed_at', 'is', null)
        .doUpdateSet({ cleared_at: null, value, times: sql`infrastructure_alarms.times + 1` }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
  return { ...alarmOf(row), isNew: row.id === alarm.id }
}

export type Change = Partial<Pick<AlarmRow, 'cleared_at' | 'closed_at' | 'acknowledged_at' | 'acknowledged_by' | 'silent_until' | 'silent_reason'>> // prettier-ignore

export async function change(tx: Tx, id: string, to: Change): Promise<void> {
  await tables(tx).updateTable('infrastructure_alarms').set(to).where('id', '=', id).execute()
}

/** The one of this cause that is not closed. */
export async function current(tx: Tx, ruleId: string, entityId: string): Promise<Alarm | undefined> {
  const row = await tables(tx)
    .selectFrom('infrastructure_alarms')
    .selectAll()
    .where('rule_id', '=', ruleId)
    .where('entity_id', '=', entityId)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row && alarmOf(row)
}

export async function find(db: Db | Tx, id: string, lock = false): Promise<Alarm | undefined> {
  if (!UUID.test(id)) return undefined
  let query = tables(db).selectFrom('infrastructure_alarms').selectAll().where('id', '=', id)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row && alarmOf(row)
}

export type Asked = { states?: readonly State[]; entityId?: string; organisations?: readonly string[] }

/** The gravest first, then the newest. */
export async function list(db: Db | Tx, { states, entityId, organisations }: Asked, most: number): Promise<Alarm[]> {
  let query = tables(db)
    .selectFrom('infrastructure_alarms')
    .selectAll()
    .orderBy(sql`array_position(array['critical', 'warning', 'notice'], severity)`)
    .orderBy('opened_at', 'desc')
    .limit(most)
  if (states) {
    query = query.where((is) =>
      is.or([
        ...(states.includes('open') ? [is('closed_at', 'is', null).and('cleared_at', 'is', null)] : []),
        ...(states.includes('cleared') ? [is('closed_at', 'is', null).and('cleared_at', 'is not', null)] : []),
        ...(states.includes('closed') ? [is('closed_at', 'is not', null)] : []),
      ]),
    )
  }
  if (entityId !== undefined) query = query.where('entity_id', '=', entityId)
  if (organisations) query = query.where('organisation_id', '=', sql<string>`any(${organisations}::uuid[])`)
  return (await query.execute()).map(alarmOf)
}

/** Over by themselves for as long as their rule says. */
export async function over(tx: Tx, now: Date): Promise<Alarm[]> {
  const { rows } = await sql<AlarmRow>`select a.* from infrastructure_alarms a
    join infrastructure_alarm_rules r on r.id = a.rule_id
    where a.closed_at is null
      and a.cleared_at < ${now}::timestamptz - make_interval(mins => (r.content ->> 'closeAfter_min')::int)
    order by a.id for update of a`.execute(tx)
  return rows.map(alarmOf)
}

export async function events(db: Db | Tx, alarmId: string): Promise<AlarmEvent[]> {
  const rows = await tables(db)
    .selectFrom('infrastructure_alarm_events')
    .selectAll()
    .where('alarm_id', '=', alarmId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, kind, at, by, content }) => ({ id, kind, at, by, content }))
}

/** False where that step was told already. */
export async function addEvent(tx: Tx, alarmId: string, event: AlarmEvent): Promise<boolean> {
  const row = await tables(tx)
    .insertInto('infrastructure_alarm_events')
    .values({ ...event, alarm_id: alarmId, content: json(event.content), step: event.content.step ?? null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
