/** What becomes public passed the gate, all at once; what is taken back is a tombstone, and nothing else of it stays. */
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#platform/actor'
import { dataset, editor, officer, openCatalog, resident, steward, three, type TestCatalog } from '../testing.ts'

let house: TestCatalog
beforeAll(async () => {
  house = await openCatalog()
})
afterAll(() => house.close())

/** A published file of a dataset. */
async function published(slug: string) {
  const distribution = await house.distribution(slug, 'file')
  const { id, examinationId } = await house.deliver(distribution.id, `a map of ${slug}`, 'map.pdf')
  await house.decide(examinationId!)
  const version = await house.catalog.publish(steward, id)
  return { distribution, delivery: id, version }
}

test('a file that nothing can look into waits for a person, and then is public with its description', async () => {
  const { catalog } = house
  const { id: distributionId } = await house.distribution('maps', 'file')
  const delivery = await house.deliver(distributionId, 'a map', 'map.pdf')
  expect(delivery).toMatchObject({ state: 'held', findings: [{ detector: 'unread', severity: 'decide' }] })
  await expect(catalog.publish(steward, delivery.id)).rejects.toMatchObject({
    code: 'catalog.notReady',
    details: { state: 'held' },
  })
  await expect(catalog.dataset('maps')).rejects.toMatchObject({ code: 'catalog.unknown' })
  await house.decide(delivery.examinationId!)
  const version = await catalog.publish(steward, delivery.id, { note: { pl: 'Pierwsza mapa' } })
  expect(version).toMatchObject({ number: 1, sha256: delivery.sha256, note: { pl: 'Pierwsza mapa' } })
  expect(await catalog.dataset('maps')).toMatchObject({
    ...{ slug: 'maps', publisher: { names: { en: 'City' } }, asset: { slug: 'trees' } },
    distributions: [{ slug: 'list', kind: 'file', current: { number: 1, seq: version.seq } }],
  })
  const kinds = (await house.entries()).map(({ kind }) => kind)
  for (const kind of ['catalog.delivered', 'governance.held', 'governance.decided', 'catalog.published'])
    expect(kinds).toContain(kind)
})

test('a version stands only with a release of the gate: the database refuses any other', async () => {
  const { distribution, version } = await published('paths')
  const other = '00000000-0000-7000-8000-0000000000ff'
  const values = (release: string) => `select '${other}', '${distribution.id}', 9, ${version.seq}, ${release}`
  const insert = (release: string) =>
    house.database.pool.query(
      `insert into catalog_versions (id, distribution_id, number, seq, release_id, delivery_id, content, sha256, bytes,
        media_type, format, file_name, original) ${values(release)}, delivery_id, content, sha256, bytes, media_type, format,
        file_name, original from catalog_versions where id = '${version.id}'`,
    )
  await expect(insert('null')).rejects.toThrow(/null value/)
  await expect(insert(`'${other}'`)).rejects.toThrow(/foreign key|unique/)
})

test('what is said of a public dataset stays as it was while a new text waits at the gate', async () => {
  const { catalog } = house
  const { id, said } = await catalog.datasets.create(editor, dataset('walks'))
  await catalog.publishDescription(steward, id)
  const { asset, description } = said.text
  const change = { seen: 1, asset, description: { ...description, title: three('Walks of 85010112345') } }
  await catalog.datasets.describe(editor, id, change)
  await expect(catalog.publishDescription(steward, id)).rejects.toMatchObject({ code: 'governance.held' })
  expect((await catalog.dataset('walks')).description.title).toEqual({ pl: 'Drzewa', en: 'Trees' })
  const { details } = await catalog.publishDescription(steward, id).then(
    () => expect.unreachable(),
    (error) => error,
  )
  await house.decide(details.id, 'refuse', officer)
  await expect(catalog.publishDescription(steward, id)).rejects.toMatchObject({ code: 'governance.refused' })
  await catalog.datasets.describe(editor, id, {
    ...change,
    seen: 2,
    description: { ...description, title: three('Walks') },
  })
  await catalog.publishDescription(steward, id)
  expect((await catalog.dataset('walks')).description.title.en).toBe('Walks')
})

test('a first version takes its description along, or waits with it', async () => {
  const { catalog } = house
  const wrong = { ...dataset('x').description, title: three('Of 85010112345') }
  const { id: distributionId } = await house.distribution('owners', 'file', { description: wrong })
  const { id, examinationId } = await house.deliver(distributionId, 'a list of owners')
  await house.decide(examinationId!)
  await expect(catalog.publish(steward, id)).rejects.toMatchObject({ code: 'governance.held' })
  await expect(catalog.dataset('owners')).rejects.toMatchObject({ code: 'catalog.unknown' })
  expect((await catalog.deliveries.view(editor, id)).state).toBe('opened')
})

test('a note or a reason about a person is not taken', async () => {
  const { catalog } = house
  const { delivery } = await published('squares')
  const { distributionId } = await catalog.deliveries.view(editor, delivery)
  const next = await house.deliver(distributionId, 'a newer file')
  await house.decide(next.examinationId!)
  const unfit = { code: 'governance.unfitText' }
  await expect(catalog.publish(steward, next.id, { note: { pl: '85010112345' } })).rejects.toMatchObject(unfit)
  await expect(catalog.withdraw(steward, distributionId, 1, 'It named 85010112345')).rejects.toMatchObject(unfit)
  expect((await catalog.dataset('squares')).distributions[0]!.current!.number).toBe(1)
})

test('a version that is taken back leaves a tombstone, and the one before is the newest again', async () => {
  const { catalog } = house
  const { distribution } = await published('stops')
  const second = await house.deliver(distribution.id, 'a second file')
  await house.decide(second.examinationId!)
  await catalog.publish(steward, second.id)
  await catalog.withdraw(steward, distribution.id, 2, 'Half of the stops were missing.')
  const [list] = (await catalog.dataset('stops')).distributions
  expect(list!.current!.number).toBe(1)
  expect(list!.versions[1]!.withdrawal).toMatchObject({ reason: 'Half of the stops were missing.' })
  await expect(catalog.withdraw(steward, distribution.id, 2, 'Again')).rejects.toMatchObject({
    code: 'catalog.alreadyWithdrawn',
  })
  // Brought again, it is a delivery of its own, and a person decides anew.
  const again = await house.deliver(distribution.id, 'a second file')
  expect(again).toMatchObject({ state: 'held', number: 3 })
})

test('a dataset that is taken back is gone with all of it, says why, and may come again', async () => {
  const { catalog } = house
  const { distribution } = await published('graves')
  const { datasetId } = distribution
  await catalog.withdrawDataset(steward, datasetId, 'It was published too early.')
  await expect(catalog.dataset('graves')).rejects.toMatchObject({
    ...{ code: 'catalog.withdrawn', status: 410 },
    details: { reason: 'It was published too early.' },
  })
  expect((await catalog.catalogue()).datasets.map(({ slug }) => slug)).not.toContain('graves')
  const [entry] = (await house.entries()).filter(({ kind, subject }) => kind === 'catalog.withdrawn' && subject === `dataset/${datasetId}`) // prettier-ignore
  expect(entry).toMatchObject({ grounds: 'It was published too early.', actor: 'steward' })
  const { register } = house.governance.gate
  const states = (await register()).filter(({ releases }) => releases.some(({ address }) => address.startsWith('/catalog/graves'))) // prettier-ignore
  expect(states.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn'])
})

test('what the gate takes back is not public from that moment, and the catalogue follows', async () => {
  const { catalog, governance } = house
  const { version, distribution } = await published('bins')
  await governance.gate.withdrawRelease(steward, version.releaseId, 'The officer asked for it.')
  await house.hear()
  const [list] = (await catalog.dataset('bins')).distributions
  expect(list!.current).toBeUndefined()
  expect(list!.versions).toMatchObject([{ withdrawal: { reason: 'The officer asked for it.' } }])
  await catalog.takenBack({ releaseId: version.releaseId, reason: 'again', examinationId: '', subject: {} as never })
  expect((await house.entries()).filter(({ kind, subject }) => kind === 'catalog.withdrawn' && subject === `distribution/${distribution.id}`)).toHaveLength(1) // prettier-ignore
})

test('nobody publishes or takes back but who may', async () => {
  const { catalog } = house
  const { delivery, distribution } = await published('lights')
  for (const actor of [visitor, resident, editor]) {
    const code = actor === visitor ? 'unauthenticated' : 'forbidden'
    await expect(catalog.publish(actor, delivery)).rejects.toMatchObject({ code })
    await expect(catalog.withdraw(actor, distribution.id, 1, 'No reason')).rejects.toMatchObject({ code })
    await expect(catalog.withdrawDataset(actor, distribution.datasetId, 'No reason')).rejects.toMatchObject({ code })
    await expect(catalog.publishDescription(actor, distribution.datasetId)).rejects.toMatchObject({ code })
  }
})

test('of many who publish the same at once one does', async () => {
  const { id } = await house.distribution('rails', 'file')
  const { id: delivery, examinationId } = await house.deliver(id, 'rails')
  await house.decide(examinationId!)
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => house.catalog.publish(steward, delivery)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const failed = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason.code)
  expect(new Set(failed)).toEqual(new Set(['catalog.alreadyPublished']))
})

/** Bytes of a file that no detector saw: a comment beside the table, a row of another length, a column left out. */
test.each([
  ['a row that is cut otherwise', 'kod,gatunek\n1,lipa\n2,dąb,Zenobia Wielogłowska\n', []],
  ['lines above the header', 'Opracowała Zenobia Wielogłowska\n\nkod,gatunek\n1,lipa\n2,dąb\n', []],
  [
    'a value that breaks the dictionary',
    'kod,gatunek\n1,lipa\n2,dąb\n',
    [{ column: 'gatunek', rule: 'drop' as const }],
  ],
  [
    'rows left out',
    'kod,gatunek\n1,lipa\n2,lipa\n3,dąb\n',
    [{ rule: 'suppressRows' as const, columns: ['gatunek'], k: 2 }],
  ],
])('the file as it came is not public where the gate did not see all of it: %s', async (why, content, treatment) => {
  const { catalog } = house
  const distribution = await house.distribution(`original-${why.length}-${treatment.length}`)
  let delivery = await house.deliver(distribution.id, content)
  if (treatment.length > 0) {
    const { version, dictionary } = await catalog.ruling(steward, distribution.id)
    await catalog.rule(steward, distribution.id, { seen: version, dictionary, treatment })
    delivery = await house.readAgain(delivery.id)
  }
  if (delivery.examinationId) await house.decide(delivery.examinationId)
  await expect(catalog.publish(steward, delivery.id, { original: true })).rejects.toMatchObject({ code: 'catalog.originalTreated' }) // prettier-ignore
  const { number } = await catalog.publish(steward, delivery.id)
  await expect(catalog.original(distribution.id, number)).rejects.toMatchObject({ code: 'catalog.originalKept' })
})

test('a file of which the gate saw everything may be public as it came', async () => {
  const distribution = await house.distribution('original-whole')
  const delivery = await house.deliver(distribution.id, 'kod,gatunek\n1,lipa\n2,dąb\n')
  if (delivery.examinationId) await house.decide(delivery.examinationId)
  const { number } = await house.catalog.publish(steward, delivery.id, { original: true })
  const { open } = await house.catalog.original(distribution.id, number)
  const stream = await open()
  expect(String(await buffer(stream))).toBe('kod,gatunek\n1,lipa\n2,dąb\n')
})
