/** The tables of what this city tells others of its practices, and of what it adopted; every query on them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Gate } from '#governance'
import type { Adoption, Kind } from '../types.ts'

type Asked = Db | Tx
type Reader = Pick<Gate, 'isWithdrawn'>

export type Issued = {
  seq: number
  id: string
  kind: Kind
  subject: string
  version: number
  withdrawn: boolean
  fingerprint: string
  document: string
  key: string
  at: Date
  /** The name under which the city signed it, and its address there: perhaps former ones. */
  issuer: string
  address: string
}
const COLUMNS = sql`seq, id, kind, subject, version, withdrawn, fingerprint, document, key, at, issuer, address`

/** The newest of each. */
export async function standing(db: Asked): Promise<Issued[]> {
  const { rows } = await sql<Issued>`select distinct on (kind, subject) ${COLUMNS} from network_practices
    order by kind, subject, seq desc`.execute(db)
  return rows
}

/** Those that were signed by this name and in whose place nothing came, in the order in which they were signed. */
export async function after(db: Asked, issuer: string, seq: number, limit: number): Promise<Issued[]> {
  const { rows } =
    await sql<Issued>`select ${COLUMNS} from network_practices p where issuer = ${issuer} and seq > ${seq}
    and not exists (select from network_practices n where n.supersedes = p.id) order by seq limit ${limit}`.execute(db)
  return rows
}

export async function find(db: Asked, id: string): Promise<Issued | undefined> {
  const { rows } = await sql<Issued>`select ${COLUMNS} from network_practices where id = ${id}`.execute(db)
  return rows[0]
}

export type New = Omit<Issued, 'seq' | 'issuer' | 'address'> & { supersedes?: string; entryId: string }
export async function add(tx: Tx, one: New): Promise<void> {
  await sql`insert into network_practices (id, kind, subject, version, withdrawn, supersedes, fingerprint, document, key, at, entry_id)
    values (${one.id}, ${one.kind}, ${one.subject}, ${one.version}, ${one.withdrawn}, ${one.supersedes ?? null}, ${one.fingerprint},
      ${one.document}, ${one.key}, ${one.at}, ${one.entryId})`.execute(tx)
}

const ADOPTION = sql`id, domain, card, content, pilot_id as "pilotId", at`

const STANDS = sql`not exists (select from network_adoption_withdrawals w where w.adoption_id = network_adoptions.id)`

/** Without those that the gate took back, or the city. */
export async function adoptions(db: Asked, reader: Reader): Promise<Adoption[]> {
  const { rows } = await sql<Adoption>`select ${ADOPTION} from network_adoptions
    where ${STANDS} and not ${reader.isWithdrawn(sql.ref('release_id'))} order by at desc, id`.execute(db)
  return rows
}

export async function adoption(db: Asked, reader: Reader, id: string): Promise<Adoption | undefined> {
  const { rows } = await sql<Adoption>`select ${ADOPTION} from network_adoptions
    where id = ${id} and ${STANDS} and not ${reader.isWithdrawn(sql.ref('release_id'))}`.execute(db)
  return rows[0]
}

/** Whoever adopts or links waits for who does so now. */
export async function lock(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('network adoptions', 0))`.execute(tx)
}

export type NewAdoption = Omit<Adoption, 'pilotId'> & { by: string; entryId: string; releaseId: string }
export async function adopt(tx: Tx, one: NewAdoption): Promise<void> {
  await sql`insert into network_adoptions (id, domain, card, content, at, by, entry_id, release_id)
    values (${one.id}, ${one.domain}, ${one.card}, ${JSON.stringify(one.content)}, ${one.at}, ${one.by}, ${one.entryId}, ${one.releaseId})`.execute(tx) // prettier-ignore
}

export async function link(tx: Tx, id: string, pilotId: string | null): Promise<void> {
  await sql`update network_adoptions set pilot_id = ${pilotId} where id = ${id}`.execute(tx)
}

export type Withdrawal = { at: Date; by: string; grounds: string; entryId: string }
export async function withdraw(tx: Tx, id: string, { at, by, grounds, entryId }: Withdrawal): Promise<void> {
  await sql`insert into network_adoption_withdrawals (adoption_id, at, by, grounds, entry_id)
    values (${id}, ${at}, ${by}, ${grounds}, ${entryId})`.execute(tx)
}

export type GivenUp = Adoption & { withdrawnAt: Date; grounds: string }
/** Those that the city gave up, the newest first. */
export async function givenUp(db: Asked, reader: Reader): Promise<GivenUp[]> {
  const { rows } =
    await sql<GivenUp>`select id, domain, card, content, pilot_id as "pilotId", a.at, w.at as "withdrawnAt", w.grounds
    from network_adoptions a join network_adoption_withdrawals w on w.adoption_id = a.id
    where not ${reader.isWithdrawn(sql.ref('a.release_id'))} order by w.at desc, id`.execute(db)
  return rows
}
