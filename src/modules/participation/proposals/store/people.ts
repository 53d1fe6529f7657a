/** Authors, supporters, the links by which one becomes either, and what two groups of authors agree on: every query on them. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Author } from '../types.ts'

export async function authors(db: Db | Tx, id: string): Promise<Author[]> {
  const { rows } = await sql<Author>`select account as id, name, shown, at from participation_proposal_authors
    where proposal_id = ${id} order by at, account`.execute(db)
  return rows
}
export async function addAuthor(tx: Tx, id: string, { id: account, name, shown, at }: Author): Promise<void> {
  await sql`insert into participation_proposal_authors (proposal_id, account, name, shown, at)
    values (${id}, ${account}, ${name}, ${shown}, ${at}) on conflict do nothing`.execute(tx)
}
export async function showAuthor(tx: Tx, id: string, account: string, shown: boolean): Promise<void> {
  await sql`update participation_proposal_authors set shown = ${shown}
    where proposal_id = ${id} and account = ${account}`.execute(tx)
}
export async function removeAuthor(tx: Tx, id: string, account: string): Promise<void> {
  await sql`delete from participation_proposal_authors where proposal_id = ${id} and account = ${account}`.execute(tx)
}
/** Whose account is gone is named nowhere; what they wrote and the city answered stays. */
export async function forget(tx: Tx, account: string): Promise<void> {
  await sql`update participation_proposal_authors set name = '', shown = false where account = ${account}`.execute(tx)
}

export type Support = { account: string; revision: number; at: Date }
export async function supporters(db: Db | Tx, id: string): Promise<Support[]> {
  const { rows } = await sql<Support>`select account, revision, at from participation_proposal_supporters
    where proposal_id = ${id} order by at, account`.execute(db)
  return rows
}
export async function addSupporter(tx: Tx, id: string, { account, revision, at }: Support): Promise<void> {
  await sql`insert into participation_proposal_supporters (proposal_id, account, revision, at)
    values (${id}, ${account}, ${revision}, ${at}) on conflict do nothing`.execute(tx)
}
export async function removeSupporter(tx: Tx, id: string, account: string): Promise<void> {
  await sql`delete from participation_proposal_supporters where proposal_id = ${id} and account = ${account}`.execute(tx) // prettier-ignore
}

export type Link = { hash: string; proposalId: string; kind: 'author' | 'support'; by: string; at: Date; until: Date; usedBy: string | null; sentTo: string | null; refusedAt: Date | null } // prettier-ignore
export async function link(db: Db | Tx, hash: string): Promise<Link | undefined> {
  return (await links(db, sql`hash = ${hash}`))[0]
}
async function links(db: Db | Tx, where: RawBuilder<unknown>): Promise<Link[]> {
  const { rows } = await sql<Link>`select hash, proposal_id as "proposalId", kind, by, at, until, used_by as "usedBy",
      sent_to as "sentTo", refused_at as "refusedAt"
    from participation_proposal_links where ${where} order by at, hash`.execute(db)
  return rows
}
/** Those that went out by letter and are not too old, oldest first. */
export const sentLinks = (db: Db | Tx, id: string, now: Date): Promise<Link[]> =>
  links(db, sql`proposal_id = ${id} and sent_to is not null and until > ${now}`)
/** How many letters this person had sent since then. */
export const sentBy = async (db: Db | Tx, account: string, since: Date): Promise<number> =>
  (await links(db, sql`by = ${account} and sent_to is not null and at > ${since}`)).length
export async function lockLink(tx: Tx, hash: string): Promise<Link | undefined> {
  await sql`select from participation_proposal_links where hash = ${hash} for update`.execute(tx)
  return link(tx, hash)
}
export async function addLink(tx: Tx, one: Omit<Link, 'usedBy' | 'refusedAt'>): Promise<void> {
  await sql`insert into participation_proposal_links (hash, proposal_id, kind, at, by, until, sent_to)
    values (${one.hash}, ${one.proposalId}, ${one.kind}, ${one.at}, ${one.by}, ${one.until}, ${one.sentTo})`.execute(tx)
}
export async function useLink(tx: Tx, hash: string, account: string): Promise<void> {
  await sql`update participation_proposal_links set used_by = ${account} where hash = ${hash}`.execute(tx)
}

export async function refuseLink(tx: Tx, hash: string, at: Date): Promise<void> {
  await sql`update participation_proposal_links set refused_at = ${at} where hash = ${hash}`.execute(tx)
}
/** It opens nothing from now on; that it was sent still counts. */
export async function endLink(tx: Tx, id: string, hash: string, now: Date): Promise<void> {
  await sql`update participation_proposal_links set until = ${now}
    where proposal_id = ${id} and hash = ${hash} and used_by is null`.execute(tx)
}

export type Merge = { fromId: string; intoId: string; by: string; at: Date; agreedBy: string | null }
/** Those that wait for a word. */
export async function merges(db: Db | Tx, id: string): Promise<Merge[]> {
  const { rows } = await sql<Merge>`select from_id as "fromId", into_id as "intoId", by, at, agreed_by as "agreedBy"
    from participation_proposal_merges where (from_id = ${id} or into_id = ${id}) and agreed_at is null
    order by at`.execute(db)
  return rows
}
export async function addMerge(tx: Tx, fromId: string, intoId: string, by: string, at: Date): Promise<void> {
  await sql`insert into participation_proposal_merges (from_id, into_id, at, by) values (${fromId}, ${intoId}, ${at}, ${by})
    on conflict do nothing`.execute(tx)
}
export async function agreeMerge(tx: Tx, fromId: string, intoId: string, by: string, at: Date): Promise<void> {
  await sql`update participation_proposal_merges set agreed_by = ${by}, agreed_at = ${at}
    where from_id = ${fromId} and into_id = ${intoId}`.execute(tx)
}
