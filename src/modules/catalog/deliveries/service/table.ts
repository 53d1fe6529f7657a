/** A delivery's table: read by its dictionary, treated, laid behind the gate, and looked through by the detectors in one pass. */
import { createHash } from 'node:crypto'
import type { CopyRows, CopyText, TextRows } from '#platform/copy'
import type { Json } from '#platform/ledger'
import { fingerprintOf, textsIn, type Finding } from '#governance'
import {
  conform,
  dictionaryOf,
  profileTable,
  readTable as openTable,
  type Profile,
  type TypedBatch,
  type TypedRow,
} from '#tables'
import type { Needs } from '../../needs.ts'
import { refuse } from '../../refusals.ts'
import * as columns from '../columns.ts'
import { breaksDictionary, countOf, problemsOf } from '../rules.ts'
import * as dictionaries from '../store/dictionaries.ts'
import * as held from '../store/held.ts'
import { isOfTable, rulesOf } from '../treatment.ts'
import type { Column, Content, Delivery, Ruling } from '../types.ts'
import type { Read, ReadJob } from './reading.ts'
import { passesOf, wholly } from './wholes.ts'

/** Who makes a dictionary of a first delivery. */
const HOUSE = 'system:catalog'

/** A smaller file is looked through before a thread would have begun. */
const APART_BYTES_MIN = 8_000_000

type Job = Pick<ReadJob, 'progress' | 'signal'>

/** Throws refusals `reading.…` for what is no table, and `catalog.valueUnfit`. */
export async function readTable(needs: Needs, delivery: Delivery, { progress, signal }: Job): Promise<Read> {
  const { files } = needs
  const source = () => files.read(delivery.sha256)
  let passes = 2
  const onProgress = (pass: number) => (bytes: number) =>
    void progress(pass * delivery.bytes + bytes, passes * delivery.bytes)
  const profile = await profileTable(source, { ...delivery.options, signal, onProgress: onProgress(0) })
  const ruling = await rulingFor(needs, delivery, profile)
  const plan = planOf(profile, ruling)
  const places = placesOf()
  const ofTable = ruling.treatment.filter(isOfTable)
  passes += passesOf(ofTable)
  let pass = 0
  const opened = async () => conform(await openTable(source, { as: profile, signal, onProgress: onProgress(++pass) }), ruling.dictionary) // prettier-ignore
  const conformed = await opened()
  const batches = async function* (from: typeof conformed) {
    for await (const batch of from.batches) {
      signal.throwIfAborted()
      yield batch
    }
  }
  const asTheyStand = async function* () {
    for await (const batch of batches(conformed)) {
      batch.rows.forEach(places.at)
      yield plan.laid(batch)
    }
  }
  const treated = async function* (from: typeof conformed) {
    for await (const { rows } of batches(from)) yield plan.treat(rows)
  }
  const again = async function* () {
    yield* treated(await opened())
  }
  const whole =
    ofTable.length === 0
      ? { columns: plan.columns, rows: asTheyStand() }
      : await wholly(ofTable, { columns: plan.columns, rows: treated(conformed), again }, signal)
  const { rows, findings, sha256 } = await lay(needs, delivery, whole.columns, whole.rows)
  const isOwn = ruling.deliveryId === delivery.id
  const problems = problemsOf(profile.problems, conformed.problems.list(), isOwn)
  const { format, encoding, mark, dialect, part, header, remarks } = profile
  const about = {
    reading: { format, encoding, mark, dialect, part, header, remarks, columns: profile.columns.map(columns.foundOf) },
    ...{ rows, problems, problemCount: countOf(problems), dictionaryVersion: ruling.version },
  }
  if (!isOwn && breaksDictionary(problems)) {
    await held.drop(needs.database.db, delivery.id)
    return { ...about, stops: true }
  }
  const known = await needs.governance.gate.findingsOpened(delivery.figures?.releases ?? [])
  // Rows that were left out or counted are those of no line.
  const content = {
    ...(await contentOf(needs, delivery.id, { ...plan, columns: whole.columns }, ruling)),
    ...(ofTable.length === 0 && places.found()),
  }
  await held.addKeys(needs.database.db, delivery.id, content)
  return {
    ...about,
    content,
    findings: [
      ...plan.without(findings, delivery, known),
      ...needs.governance.gate.examineWords(textsIn(content.dictionary)),
    ],
    fingerprint: fingerprintOf({ dictionary: content.dictionary as Json, rows: sha256 }),
  }
}

/** Where the rows stand in the file: told by the first of them, where each is one line. */
function placesOf() {
  let [count, firstLine, isEven] = [0, 0, true]
  return {
    at({ line }: TypedRow): void {
      if (count === 0) firstLine = line
      isEven &&= line === firstLine + count++
    },
    found: () => (isEven && count > 0 ? { firstLine } : {}),
  }
}

/**
 * The distribution's newest dictionary; the first delivery makes it. Figures that the house lays down are what their file
 * says they are, as long as nobody has said otherwise.
 */
async function rulingFor(needs: Needs, delivery: Delivery, profile: Profile): Promise<Ruling> {
  const { database, clock, ledger } = needs
  const { id, distributionId } = delivery
  const known = await dictionaries.find(database.db, distributionId)
  const isKept = known && !(delivery.figures && known.deliveryId)
  if (isKept) return known
  if (profile.rowCount === 0) throw refuse.noRows({ columns: profile.header.columns.join(', ') })
  const dictionary = columns.withFitNames(dictionaryOf(profile), delivery.figures?.fields)
  if (known && fingerprintOf(known.dictionary as Json) === fingerprintOf(dictionary as Json)) return known
  const version = (known?.version ?? 0) + 1
  return database.db.transaction().execute(async (tx) => {
    const payload = { version, sha256: fingerprintOf(dictionary as Json) }
    const entry = { kind: 'catalog.dictionary', actor: HOUSE, subject: `distribution/${distributionId}`, payload }
    const entryId = await ledger.append(tx, entry)
    const made = { version, dictionary, treatment: [], at: clock.now(), by: HOUSE, entryId, deliveryId: id }
    await dictionaries.add(tx, distributionId, made)
    return made
  })
}

/** The rows of a delivery as `ruling` would have them, from the file, with nothing laid down. */
export async function rowsBy({ files }: Needs, { sha256, reading }: Delivery, ruling: Ruling, signal: AbortSignal) {
  const plan = planOf({ columns: [] }, ruling)
  const columns = plan.columns
  const again = async function* () {
    const table = await openTable(() => files.read(sha256), { as: reading, signal })
    for await (const { rows } of conform(table, ruling.dictionary).batches) yield plan.treat(rows)
  }
  return wholly(ruling.treatment.filter(isOfTable), { columns, rows: again(), again }, signal)
}

type Plan = ReturnType<typeof planOf>

/** Which columns go out as what, and how a row of the file becomes one of them. */
function planOf(profile: Pick<Profile, 'columns'>, { dictionary, treatment }: Ruling) {
  const found = new Map(profile.columns.map((column) => [column.name, column]))
  const fields = dictionary.fields.map((field, at) => ({ field, at, rules: rulesOf(treatment, field.name), found: found.get(field.source ?? field.name) })) // prettier-ignore
  const going = fields.filter(({ rules }) => !rules.some(({ rule }) => rule === 'drop'))
  if (going.length === 0) throw refuse.nothingLeft()
  const isWhole = going.length === fields.length && going.every(({ rules }) => rules.length === 0)
  const makers = going.map(({ at, rules }) => ({ at, change: rules.length > 0 ? columns.treating(rules) : undefined }))
  const treat = (rows: readonly TypedRow[]): TextRows =>
    isWhole
      ? rows.map(({ cells }) => cells)
      : rows.map(({ cells }) => makers.map(({ at, change }) => (change ? change(cells[at]!) : cells[at]!)))
  return {
    going,
    isTreated:
      !isWhole ||
      treatment.some(isOfTable) ||
      (dictionary.dropped ?? []).length > 0 ||
      dictionary.fields.some(({ mend }) => mend),
    columns: going.map(({ field, rules, found }): Column => {
      const type = columns.typeAfter(field.type, rules)
      return { name: field.name, type, sql: columns.sqlTypeOf(type, type === field.type ? found : undefined) }
    }),
    /** In columns of figures nothing is about a person; what was `opened` with them is not decided again. */
    without(findings: Finding[], { figures }: Delivery, opened: readonly Finding[]): Finding[] {
      const inFile = new Map(going.map(({ field }) => [field.name, field.source ?? field.name]))
      const isFigures = ({ column = '' }: Finding) => figures?.columns.includes(inFile.get(column) ?? '') === true
      const isOpened = ({ detector, severity, column = '' }: Finding) =>
        opened.some((one) => one.detector === detector && one.severity === severity && (figures?.isRetold === true || one.column === (inFile.get(column) ?? column))) // prettier-ignore
      return findings.map((one) => {
        if (isFigures(one)) return { ...one, severity: 'note' }
        return isOpened(one) ? { ...one, severity: 'note', evidence: [...(one.evidence ?? []), 'decided'] } : one
      })
    },
    laid: ({ rows, placed }: TypedBatch): CopyRows => (isWhole && placed ? placed : treat(rows)),
    treat,
  }
}

/** PostgreSQL's codes for values that no type of theirs can hold. */
const UNFIT = /^(22|54)/

/** The rows go into their table and past the detectors at once, and are hashed as they go. */
async function lay(
  { database, governance }: Needs,
  { id, bytes }: Delivery,
  going: Column[],
  lines: AsyncIterable<CopyRows>,
) {
  const looking = governance.gate.examineWriting(going, { before: 1, apart: bytes >= APART_BYTES_MIN })
  const hash = createHash('sha256')
  try {
    const rows = await held.fill(database, id, going, lines, async (text: CopyText) => {
      hash.update(text.bytes)
      await looking.take(text)
    })
    const findings: Finding[] = await looking.end()
    return { rows, findings, sha256: hash.digest('hex') }
  } catch (error) {
    looking.stop()
    const { code = '', where = '', column } = error as { code?: string; where?: string; column?: string }
    if (!UNFIT.test(code)) throw error
    const [, line, name] = /line (\d+)(?:, column (.+?):)?/.exec(where) ?? []
    throw refuse.valueUnfit({ row: Number(line ?? 0), column: column ?? name ?? '' })
  }
}

async function contentOf(needs: Needs, id: string, { going, columns: out, isTreated }: Plan, ruling: Ruling) {
  const dictionary = columns.publicDictionary(ruling.dictionary, out)
  const isAsFound = ({ field, rules, found }: Plan['going'][number]) =>
    rules.length === 0 && !field.mend && found?.type === field.type
  const statistics = []
  const isAlike = !ruling.treatment.some(isOfTable)
  for (const column of out) {
    const one = isAlike ? going.find(({ field }) => field.name === column.name) : undefined
    statistics.push(one && isAsFound(one) ? columns.statisticsOf(one.found!, column.name) : await held.statistics(needs.database.db, id, column)) // prettier-ignore
  }
  const unique = ruling.dictionary.fields.find(({ constraints }) => constraints?.unique)?.name
  const names = new Set(out.map(({ name }) => name))
  const key = [dictionary.primaryKey, unique === undefined ? undefined : [unique]].find((one) => one?.every((name) => names.has(name))) // prettier-ignore
  const content: Content = { columns: out, dictionary, isTreated, key: key ?? [], statistics }
  return content
}
