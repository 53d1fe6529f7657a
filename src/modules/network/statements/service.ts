/** The verbs on statements: the house issues them by itself after figures became public; everybody reads and checks them. */
import { system } from '#platform/actor'
import { exclusively } from '#platform/db'
import { recomputeBundle, type Definition } from '#indicators'
import { statementHash, STATEMENT_ENTRY, STATEMENT_FORMAT, verifyStatement, type Statement, type StatementReport } from '#verify/statement' // prettier-ignore
import type { Texts } from '#words'
import type { Keys } from '../keys/service.ts'
import type { Needs } from '../needs.ts'
import { addressOf, credentialOf } from './credential.ts'
import { areasOf, dueOf, refuse, type Due } from './rules.ts'
import * as store from './store.ts'
import { FEED_FORMAT, PAGE_DEFAULT, type Cell, type Whole } from './types.ts'

/** Also by the clock: a house that had values before it could state them, or that failed to, catches up. */
export const STATEMENTS = { job: 'network.state', cron: '*/30 * * * *' }

const BATCH = 200
const NAMELESS: Texts = { pl: '', en: '', uk: '' }

export type Statements = ReturnType<typeof createStatements>

export function createStatements(
  { db, clock, ids, ledger, jobs, events, places, indicators, baseUrl, city }: Needs,
  keys: Keys,
) {
  // prettier-ignore
  const by = system('network').id
  jobs.define(STATEMENTS.job, () => issue())
  events.on('indicators.computed', 'network.state', () => issue())
  events.on('network.keyRevoked', 'network.state', () => issue())

  /** States whatever is due; safe to run twice, and at once. Gives how many. */
  const issue = (): Promise<number> => exclusively(db, 'network.statements', issueDue)

  async function issueDue(): Promise<number> {
    const moment = await indicators.moment()
    if (!moment) return 0
    const then = indicators.asOf(moment.seq)
    const definitions = new Map((await then.definitions()).map((definition) => [definition.id, definition]))
    const areas = await places.areas()
    const own = areasOf(indicators.home, areas)
    const values = (await then.values([...own])).filter(({ indicator, version }) => definitions.get(indicator)?.version === version) // prettier-ignore
    const due = dueOf(values, await store.standing(db), await revokedKeys(), keys.did)
    const names = new Map(areas.map((area) => [area.id, area.isNameWithdrawn ? NAMELESS : area.names]))
    // What figures a value follows from is asked for by the publication that gave it.
    for (const [seq, same] of Map.groupBy(due, ({ value }) => value.seq))
      for (let i = 0; i < same.length; i += BATCH)
        await issueBatch(same.slice(i, i + BATCH), { seq, definitions, names })
    return due.length
  }

  const revokedKeys = async () =>
    new Map((await keys.list()).flatMap(({ multibase, revoked }) => (revoked ? [[multibase, revoked]] : [])))

  type World = { seq: number; definitions: ReadonlyMap<string, Definition>; names: ReadonlyMap<string, Texts> }

  async function issueBatch(batch: readonly Due[], { seq, definitions, names }: World): Promise<void> {
    const inputs = await indicators.inputs(batch.map(({ value }) => value), seq) // prettier-ignore
    await db.transaction().execute(async (tx) => {
      for (const [i, { value, supersedes }] of batch.entries()) {
        const { indicator, area, period } = value
        const [id, at, definition] = [ids.uuid(), clock.now(), definitions.get(indicator)!]
        const about = {
          baseUrl,
          did: keys.did,
          city: city.names,
          home: indicators.home,
          areaNames: names.get(area) ?? NAMELESS,
        }
        const signed = await keys.sign(credentialOf({ ...about, id, supersedes: supersedes?.address, value, definition, inputs: inputs[i]!, at }), tx) // prettier-ignore
        const payload = { sha256: statementHash(signed), indicator, area, period }
        const entryId = await ledger.append(tx, { kind: STATEMENT_ENTRY, actor: by, subject: `network/statements/${id}`, payload }) // prettier-ignore
        const key = signed.proof.verificationMethod.split('#')[1]!
        await store.add(tx, { id, indicator, area, period, supersedes: supersedes?.id, key, at, entryId, valueSeq: value.seq, withdrawn: value.value === null, document: JSON.stringify(signed) }) // prettier-ignore
      }
      await events.emit(tx, 'network.stated', { count: batch.length })
    })
  }

  /** Throws `network.unknownStatement`. */
  async function found(id: string) {
    const one = await store.find(db, id)
    if (!one) throw refuse.unknownStatement({ id })
    return one
  }

  async function evidence(id: string) {
    const { document, entryId, indicator, area, period, valueSeq, withdrawn } = await found(id)
    const statement = JSON.parse(document) as Statement
    return {
      format: STATEMENT_FORMAT,
      statement,
      proof: await ledger.proof(entryId),
      ...(!withdrawn && { bundle: await indicators.proof(indicator, area, period, valueSeq) }),
      issuer: await keys.document(statement.issuer),
    }
  }

  return {
    /** Done by itself after figures were computed. */
    issue,

    addressOf: (id: string): string => addressOf(baseUrl, id),

    /** As it was signed, byte for byte. Throws `network.unknownStatement`. */
    document: async (id: string): Promise<string> => (await found(id)).document,

    /** With what became of it. Throws `network.unknownStatement`. */
    one: async (id: string): Promise<Whole> => wholeOf(await found(id)),

    /** All that it takes to check it offline. Throws `network.unknownStatement`, and `ledger.pending` in its first second. */
    evidence,

    /** What anybody finds who checks it by this city's own keys. Throws as `evidence` does. */
    async check(id: string): Promise<StatementReport> {
      const given = await evidence(id)
      return verifyStatement(JSON.parse(JSON.stringify(given)), { did: given.issuer, now: clock.now(), recompute: recomputeBundle, id: given.statement.id }) // prettier-ignore
    },

    /** What the city stated after the number `after`, in the order of its ledger, of one indicator or all; `next` where there is more. */
    async feed(after: number, limit = PAGE_DEFAULT, indicator?: string) {
      const rows = await store.after(db, after, limit + 1, keys.did, indicator)
      const page = rows.slice(0, limit)
      const last = page.at(-1)?.seq ?? after
      const places = await ledger.places(page.map(({ entryId }) => entryId))
      return {
        ...{ format: FEED_FORMAT, issuer: keys.did, last },
        statements: page.map(({ seq, entryId, document }) => ({ seq, entry: entryId, index: places.get(entryId), statement: JSON.parse(document) as Statement })), // prettier-ignore
        ...(rows.length > limit && {
          next: `${baseUrl}/network/statements?after=${last}&limit=${limit}${indicator === undefined ? '' : `&indicator=${encodeURIComponent(indicator)}`}`,
        }),
      }
    },

    /** Everything that was stated of one value, newest first. */
    of: async (cell: Cell): Promise<Whole[]> => (await store.of(db, cell)).map(wholeOf),
    newest: async (limit: number): Promise<Whole[]> => (await store.newest(db, limit)).map(wholeOf),
    count: (): Promise<number> => store.count(db),
  }
}

const wholeOf = ({ document, ...stated }: store.Found): Whole => ({
  ...stated,
  statement: JSON.parse(document) as Statement,
})
