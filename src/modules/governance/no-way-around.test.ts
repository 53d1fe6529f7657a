/** There is no way around the gate: not in the code, not in the database, not over HTTP. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor, type Actor } from '#platform/actor'
import { readConfig } from '#platform/config'
import { migrate } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import type { Refusal } from '#platform/errors'
import { createLog } from '#platform/log'
import { createUnia, migrations, serve, type Unia } from '../../app.ts'

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src', 'portal/src'], {
  encoding: 'utf8',
})
const code = new Map(
  tracked
    .split('\n')
    .filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.test.ts'))
    .map((path) => [path, readFileSync(path, 'utf8')]),
)
const where = (pattern: RegExp) => [...code].filter(([, text]) => pattern.test(text)).map(([path]) => path)

test('passes are made in the gate alone', () => {
  expect(where(/\bpassOf\(|new Pass\(|Pass\.prototype|as (unknown as )?Pass\b/)).toEqual(
    ['gate/pass.ts', 'gate/service.ts'].map((path) => `src/modules/governance/${path}`),
  )
  expect(
    where(/\bgovernance_(releases|decisions|examinations)\b/).filter((path) => !path.includes('/migrations/')),
  ).toEqual(['src/modules/governance/gate/store.ts'])
})

/** Who opens a kept file, and why nobody gets it from there who may not. */
const OPENERS: Record<string, string> = {
  'src/modules/catalog/deliveries/service/deliveries.ts': 'asks for the permissions of deliveries',
  'src/modules/catalog/deliveries/service/reading.ts': 'the detectors look into a file of which no table is read',
  'src/modules/catalog/deliveries/service/table.ts': 'reads a delivery into quarantine',
  'src/modules/catalog/versions/service/originals.ts': 'published and not withdrawn, and the file itself is public',
  'src/cli/backup.ts': 'the administrator, who has the disk',
  'src/modules/infrastructure/assets/reports/service.ts': 'a reporter’s photo: asks for `infrastructure.read`',
  'src/modules/infrastructure/assets/service/exchange.ts': 'reads a file of things for the one who brought it',
  'src/modules/infrastructure/assets/service/files.ts': 'asks for `infrastructure.read`',
  'src/modules/infrastructure/maintenance/orders/service/work.ts':
    'a photo of a work order: asks for `infrastructure.read`, or looks at its first bytes',
  'src/modules/infrastructure/savings/service/results.ts': 'published, or asks for `infrastructure.read`',
  'src/modules/infrastructure/savings/sources.ts': 'reads what was brought to a plan',
  'src/modules/indicators/mappings/service.ts': 'asks for `indicators.import`, gives its columns',
  'src/modules/indicators/service/imports.ts':
    'published and not withdrawn, or asks for `indicators.import`; or reads it',
  'src/modules/indicators/service/passing.ts': 'for the detectors',
  'src/modules/indicators/sourcing/service.ts': 'reads what was published into a table of the catalogue',
  'src/modules/innovations/challenges/service/data.ts':
    'data for one team, opened at the gate by another person, until its day',
  'src/modules/innovations/challenges/service/reading.ts':
    'a document of an application: for its team, its reviewers and who organises',
  'src/modules/network/federation/posts.ts': 'a picture of a post that stands, whose words passed the gate',
  'src/modules/participation/counting/shelf.ts': 'published and not withdrawn, or asks for `participation.organise`',
  'src/modules/participation/proposals/service/reading.ts':
    'a photo of a proposal that was handed in, or for its authors and who checks it',
  'src/modules/participation/ballots/opening.ts': 'the ballots of a vote, public since it was opened',
  'src/modules/reports/service/index.ts': 'published and not withdrawn, or asks for `reports.make`',
  'src/modules/reports/service/naming.ts': 'looks for names of areas that were taken back, and gives none',
  'src/modules/reports/service/printing.ts': 'published and not withdrawn, or asks for `reports.make`',
  'src/modules/strategy/money/service.ts': 'asks for `strategy.edit`, or reads lines of the budget',
  'src/modules/strategy/progress/service.ts': 'a report that was published, through the gate, and not withdrawn',
  'src/modules/strategy/projects/service/index.ts': 'a photo that was published with words that passed the gate',
}

test('whoever opens a kept file is known, and says why it may', () => {
  const openers = where(/\bfiles\.(?:get|read)\(/).filter((path) => !path.endsWith('crash-worker.ts'))
  // The city's files are its outlines, in memory.
  expect(openers.filter((path) => !path.startsWith('src/city/'))).toEqual(Object.keys(OPENERS).toSorted())
  // Pages and routes have no store of files at hand.
  expect(
    where(/createFiles\(|^import \{.*from '#platform\/files'/m).filter((path) => /routes|portal/.test(path)),
  ).toEqual([])
})

const folder = mkdtempSync(join(tmpdir(), 'unia-gate-'))
let unia: Unia
let app: Awaited<ReturnType<typeof serve>>
let close: () => Promise<void>
beforeAll(async () => {
  const database = await testDatabase(migrations)
  const env = { DATABASE_URL: database.url, DATA_DIR: folder, CITY_DIR: 'test/cities/rivermouth' }
  unia = await createUnia(readConfig(env), createLog({ level: 'silent' }))
  await unia.start({ serve: false, work: false })
  app = await serve(unia)
  close = async () => {
    await app.close()
    await unia.stop()
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
afterAll(() => close())

test('no publication stands in the database without its release', async () => {
  const { db } = unia.database
  // Not null, or by a check: a withdrawal in the catalogue lets nothing out.
  const { rows } = await sql<{ table: string }>`select c.relname as table from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'release_id'
    join pg_constraint k on k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'governance_releases'::regclass
      and k.conkey = array[a.attnum]
    where c.relkind = 'r' and (a.attnotnull or exists (select from pg_constraint d where d.conrelid = c.oid
      and d.contype = 'c' and pg_get_constraintdef(d.oid) ~ 'release_id IS NOT NULL'))
    order by 1`.execute(db)
  const held = rows.map(({ table }) => table)
  expect(held).toEqual(expect.arrayContaining(['catalog_versions', 'indicators_publications', 'reports_publications']))
  const publishing = await sql<{ table: string }>`select relname as table from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace
      and (relname like '%publications' or relname = 'catalog_versions')`.execute(db)
  expect(publishing.rows.map(({ table }) => table).filter((table) => !held.includes(table))).toEqual([])
})

/** What a change by a person is written to, and yet is not let out by the gate: it stays inside, or its authors publish it themselves. */
const INSIDE: Record<string, string> = {
  catalog_descriptions: 'drafts; public with the release of their publication',
  catalog_dictionaries: 'what deliveries are read by; public with a version, through the gate',
  indicators_verifications: 'for who works on figures',
  infrastructure_alarm_rules: 'what alarms are raised by, for who works on the city’s things',
  infrastructure_budgets: 'what upkeep may cost, for who answers for it',
  infrastructure_exclusions: 'readings that are left out of rollups, with the reason, for who works on them',
  infrastructure_joining_keys: 'keys by which devices join',
  infrastructure_order_checks: 'work orders, for who works on them',
  infrastructure_order_lines: 'work orders, for who works on them',
  infrastructure_order_moves: 'work orders, for who works on them',
  infrastructure_order_photos: 'work orders, for who works on them',
  infrastructure_orders: 'work orders, for who works on them',
  infrastructure_profiles: 'how messages of devices are read',
  infrastructure_retention: 'how long readings are kept: a rule, no content',
  infrastructure_schedules: 'when work orders are made',
  infrastructure_working_time: 'the city’s working time: a rule, no content',
  infrastructure_reports: 'what passers-by report, for who handles it; its state for who has its code',
  infrastructure_policies: 'which kinds of the city’s own things anybody may see: a rule, no content',
  infrastructure_savings_files: 'readings for who works on savings; public in the bundle of a published result',
  infrastructure_savings_plans: 'drafts; public with the release of their seal',
  infrastructure_savings_results: 'public with the release of their publication',
  infrastructure_savings_verifications: 'public with the release of the publication of the result',
  infrastructure_thing_imports: 'files of things; the names they bring pass the gate with the versions they make',
  infrastructure_thing_files: 'photos and documents for who works on the city’s things',
  innovations_challenges: 'drafts; public with the first line of their log',
  innovations_reviewers: 'who judges a challenge, for who organises it',
  innovations_reviews: 'what each reviewer said, for who organises; public as means, when it is decided',
  innovations_pilot_evaluations: 'what was found, for who works on it; public with the release of its publication',
  innovations_pilots:
    'drafts, and the fingerprint of a sealed plan; what it says passed the gate with its line in the log',
  network_adoption_withdrawals: 'that an adoption is given up; the grounds stay inside',
  network_peer_moves: 'which cities this one believes, public by who decided it, after the detectors',
  network_practices: 'cards that were public before, and adoptions, by the releases of both',
  network_request_letters: 'what two cities write to each other of a missing value; read by both, after the detectors',
  network_sources: 'addresses of others, named with grounds that the gate looks through',
  network_splits: 'what ledgers of other cities signed: public there already',
  network_statements: 'values that were public before, by the releases of their publications',
  participation_commitments: 'fingerprints of ballots, about nobody',
  participation_declarations: 'of residents, for who checks them',
  participation_comment_acts: 'what moderators did, made public by themselves after the detectors',
  participation_editions: 'drafts; public with the releases of their versions',
  participation_grounds: 'whose ground it is, by a source that is named; about parcels, not persons',
  participation_openings:
    'that ballots were opened; what they say is public by the law of the vote, without their voters',
  participation_paper_ballots: 'ballots from paper, entered twice; public without their voters when all are opened',
  participation_paper_ends: 'that the last paper is entered',
  participation_prices: 'the city’s prices for things; about nobody',
  participation_proposal_acts: 'public by its authors’ own act, under stated terms, after the detectors',
  participation_proposal_tasks: 'answers of offices to residents, public by law, after the detectors',
  participation_proposal_translations: 'public by its authors’ own act, after the detectors',
  participation_proposal_versions: 'public by its authors’ own act, under stated terms, after the detectors',
  participation_results:
    'what follows from opened ballots, counted by the house: numbers of projects that were public before',
  participation_seals: 'what was public before, held fast when voting opens',
  reports_reports: 'drafts; public with the release of their publication',
  strategy_drafts: 'drafts; public with the releases of the versions that they become',
  strategy_money_imports: 'files of budget lines for who works on them; public with the release of their publication',
  strategy_projects: 'public with the first line of their diary; what a vote decided was public with the ballot',
}

test('whatever a person changes is public by a release, or is known to stay inside', async () => {
  const { rows } = await sql<{ table: string; released: boolean }>`select c.relname as table, exists (
      select from pg_attribute r where r.attrelid = c.oid and r.attname = 'release_id') as released
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'entry_id'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not c.relname like 'governance%' order by 1`.execute(
    unia.database.db,
  )
  const released = rows.filter((row) => row.released).map(({ table }) => table)
  expect(released).toEqual(expect.arrayContaining(['analysis_targets', 'indicators_omissions', 'places_publications']))
  const others = rows.filter((row) => !row.released).map(({ table }) => table)
  expect(others).toEqual(Object.keys(INSIDE).toSorted())
})

const anna: Actor = { id: 'anna', kind: 'person', can: (permission) => permission.startsWith('indicators.') }
const olha: Actor = { id: 'olha', kind: 'person', can: () => true }
const grounds = 'Looked through by hand.'

async function bring(rows: string, fileName: string) {
  const { imports } = unia.indicators
  const file = Readable.from([Buffer.from(`area,measure,period,value,unit,number,note\n${rows}`)])
  const { id } = await imports.receive(anna, { file, fileName })
  await imports.read({ data: { id }, progress: async () => {}, signal: new AbortController().signal })
  const { sha256, state, findings } = await imports.preview(anna, id)
  expect(state).toBe('read')
  const reason = 'Compared with the source.'
  const answers = [...new Set(findings.map(({ check }) => check))].map((check) => ({ check, reason }))
  await unia.indicators.verify(olha, id, { reason, answers })
  return { id, sha256, file: async () => (await app.inject({ url: `/api/v1/imports/${id}/file` })).statusCode }
}

const SECRETS = ['44051401359', '02070803628', 'Kowalsk']
const row = (year: number, number: string, note = '') =>
  `rivermouth,population_total,${year},${12_000 + year},person,${number},${note}\n`

test('a file with a hidden column of persons’ numbers waits, whole and unseen; refused, it stays so', async () => {
  const { indicators, governance } = unia
  const persons = row(2040, SECRETS[0]!, 'zgłosił Jan Kowalski') + row(2041, SECRETS[1]!)
  const { id, sha256, file } = await bring(persons, 'with-persons.csv')
  await expect(indicators.imports.publish(anna, id, 'test')).rejects.toMatchObject({ code: 'governance.held' })
  const waiting = (await governance.gate.standing({ module: 'indicators', kind: 'figures', id }, sha256))!
  const { findings, personal } = await governance.gate.examination(olha, waiting.id)
  expect(findings).toContainEqual(expect.objectContaining({ detector: 'pesel', column: 'number' }))
  expect(personal).toBe(true)
  expect(JSON.stringify(findings)).not.toMatch(new RegExp(SECRETS.join('|')))
  expect(await file()).toBe(401)
  const publicNote = 'It holds numbers of persons.'
  await governance.gate.decide(olha, waiting.id, { verdict: 'refuse', grounds, publicNote })
  await expect(indicators.imports.publish(anna, id, 'test')).rejects.toMatchObject({
    ...{ code: 'governance.refused', details: { reason: publicNote } },
  })
  expect(await file()).toBe(401)
  await unia.ledger.sequence()
  const urls = ['/api/v1/gate', '/api/v1/ledger/entries?limit=200', '/ledger/log.tar', '/api/v1/publications']
  for (const url of [...urls, `/api/v1/gate/examinations/${waiting.id}`, `/api/v1/imports/${id}`]) {
    const { body } = await app.inject({ url })
    for (const secret of SECRETS) expect(body, url).not.toContain(secret)
  }
})

test('a clean file passes by itself; taken back at the gate, its file is gone and its figures are missing', async () => {
  const { indicators, governance } = unia
  const { id, file, sha256 } = await bring(row(2042, '', 'estimated'), 'clean.csv')
  await indicators.imports.publish(anna, id, 'test')
  expect(await file()).toBe(200)
  const [shown] = await governance.gate.register({ limit: 1 })
  expect(shown).toMatchObject({ title: 'clean.csv', decisions: [{ rule: 'nothingFound' }], fingerprint: sha256 })
  const fact = { examinationId: shown!.id, releaseId: shown!.releases[0]!.id, reason: 'A person asked for it.' }
  await governance.gate.withdrawRelease(olha, fact.releaseId, fact.reason)
  const gone = await app.inject({ url: `/api/v1/imports/${id}/file` })
  expect([gone.statusCode, gone.json<{ code: string }>().code]).toEqual([410, 'governance.withdrawn'])
  await indicators.follow({ ...fact, subject: { module: 'indicators', kind: 'figures', id, title: '' } })
  expect(await indicators.standing(olha, id)).toEqual([])
})

test('when all figures of an import are withdrawn, its release is', async () => {
  const { indicators, governance } = unia
  const { id, sha256 } = await bring(row(2043, ''), 'wrong.csv')
  await indicators.imports.publish(anna, id, 'test')
  await indicators.withdraw(olha, id, { notes: { pl: 'Źródło poprawiło spis.' } })
  const subject = { module: 'indicators', kind: 'figures' as const, id }
  expect(await governance.gate.standing(subject, sha256)).toMatchObject({ state: 'withdrawn' })
  expect((await governance.gate.register({ state: 'withdrawn', limit: 1 }))[0]!.releases[0]).toMatchObject({
    withdrawal: { reason: 'Źródło poprawiło spis.' },
  })
})

test('grounds and notes that everybody reads hold no person’s number', async () => {
  const { id } = await bring(row(2044, ''), 'fine.csv')
  const unfit = expect.objectContaining({ code: 'governance.unfitText' })
  const said = `Zgodnie z pismem, PESEL ${SECRETS[0]}`
  await expect(unia.indicators.imports.publish(anna, id, said)).rejects.toEqual(unfit)
  await unia.indicators.imports.publish(anna, id, 'test')
  await expect(unia.indicators.withdraw(olha, id, { notes: { pl: said } })).rejects.toEqual(unfit)
})

const words = (note: string) => ({ pl: note, en: note, uk: note })
const maria: Actor = { id: 'maria', kind: 'person', can: () => true }
const published = () => unia.indicators.definitions().then(([first]) => first!)
type Way = (note: string) => Promise<unknown>
const WAYS: Record<string, Way> = {
  'an area': (note) => unia.places.load(maria, [{ id: 'pier', kind: 'district', names: words('Pier'), note: words(note) }], 'test'), // prettier-ignore
  'a target': async (note) => {
    const { id: indicator, unit } = await published()
    const target = {
      indicator,
      area: unia.info.area,
      value: 1,
      unit,
      bound: 'atLeast' as const,
      kind: 'city' as const,
      names: words(note),
    }
    return unia.analysis.setTarget(maria, { ...target, source: { names: words('Council') } }, 'test')
  },
  'why an indicator lacks': (note) => {
    const [standard] = unia.indicators.standards()
    const place = { standard: standard!.id, code: standard!.indicators[0]!.code }
    return unia.indicators.omit(maria, place, { reason: 'other', notes: words(note) })
  },
}
test.each(Object.keys(WAYS))('%s: a person’s number is refused, a telephone waits for somebody else', async (way) => {
  const say = WAYS[way]!
  await expect(say(`Zgodnie z pismem, PESEL ${SECRETS[0]}`)).rejects.toMatchObject({ code: 'governance.unfitText' })
  const note = `Pyta sąsiadka, tel. 601 234 567 (${way})`
  const refusal: Refusal = await say(note).then(() => expect.unreachable(), (error) => error) // prettier-ignore
  expect(refusal.code).toBe('governance.held')
  const public_ = ['/api/v1/areas', '/api/v1/analysis/targets', '/api/v1/gate', '/api/v1/ledger/entries?limit=200']
  for (const url of public_) expect((await app.inject({ url })).body, url).not.toContain(note)
  expect(JSON.stringify(await unia.indicators.omissions())).not.toContain(note)
  const { gate } = unia.governance
  const id = String(refusal.details.id)
  await expect(gate.decide(maria, id, { verdict: 'open', grounds })).rejects.toMatchObject({ code: 'governance.ownContent' }) // prettier-ignore
  const { findings } = await gate.examination(olha, id)
  const answers = findings.map((_, finding) => ({ finding, kind: 'lawful' as const, text: 'She asked for it.' }))
  await gate.decide(olha, id, { verdict: 'open', grounds, answers })
  await say(note)
})

test('a visitor decides and takes back nothing', async () => {
  const { gate } = unia.governance
  await expect(gate.queue(visitor)).rejects.toMatchObject({ status: 401 })
  const [opened] = await gate.register({ state: 'opened', limit: 1 })
  await expect(gate.withdrawRelease(visitor, opened!.releases[0]!.id, 'No.')).rejects.toMatchObject({ status: 401 })
})

test('what was published before there was a gate has its release for that', async () => {
  const old = migrations.filter(({ name }) => !name.endsWith('_releases'))
  const database = await testDatabase(old)
  const { db } = database
  await sql`insert into indicators_imports (id, file_name, sha256, bytes, options, brought_by, brought_at, state)
    values ('01890a5d-ac96-774b-bcce-b302099a8057', 'old.csv', ${'a'.repeat(64)}, 1, '{}', 'anna', now(), 'published')`.execute(
    db,
  )
  await sql`insert into indicators_publications (seq, kind, import_number, at, by, entry_id)
    values (1, 'import', 1, now(), 'anna', gen_random_uuid()), (2, 'definition', null, now(), 'anna', gen_random_uuid())`.execute(
    db,
  )
  await migrate(db, migrations)
  const { rows } = await sql<{ rule: string; title: string }>`select d.rule, e.title from indicators_publications p
    join governance_releases r on r.id = p.release_id join governance_examinations e on e.id = r.examination_id
    join governance_decisions d on d.examination_id = e.id order by p.seq`.execute(db)
  expect(rows).toEqual([
    { rule: 'beforeTheGate', title: 'old.csv' },
    { rule: 'beforeTheGate', title: 'definition' },
  ])
  await database.close()
})
